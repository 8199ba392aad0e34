import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { GATEWAY, ROUTE_ARGUMENTS, SOCKET_MAPPING, SOCKET_MESSAGE } from './nest-metadata.js';
import { isRouteRule, ROUTE_RULE } from '../caller/route-rule.js';
import { SchemaPipe } from './schema.pipe.js';
import { SocketProblemFilter } from '../sockets/socket-problem.filter.js';
import { looseObjects } from './strict-schema.js';

/** Nest's metadata. */
const HTTP_PATH = 'path';
const HTTP_METHOD = 'method';
const PIPES = '__pipes__';
const FILTERS = '__exceptionFilters__';
const INPUTS: Readonly<Record<string, string>> = {
  '3': 'body',
  '4': 'query',
  '5': 'parameter',
  '12': 'body',
  '14': 'cookie',
  '15': 'cookie',
};
/** Of sockets: 3 is the payload. */
const SOCKET_PAYLOAD = '3';

export class UnguardedRoute extends Error {
  override readonly name = 'UnguardedRoute';
}

/**
 * Refuses to start when a route or socket message declares no access rule, or an input no schema, or a schema that
 * lets unknown fields pass; or when a gateway would skip the schemas.
 * @throws {UnguardedRoute} naming each.
 */
export function checkEveryRoute(app: INestApplicationContext): void {
  const discovery = app.get(DiscoveryService, { strict: false });
  const scanner = new MetadataScanner();
  const faults = new Set<string>();
  for (const wrapper of [...discovery.getControllers(), ...discovery.getProviders()]) {
    // what Nest makes for each request has no instance yet: its class tells as much
    const { metatype } = wrapper;
    const prototype: unknown =
      typeof metatype === 'function' && wrapper.isNotMetatype !== true
        ? metatype.prototype
        : Object.getPrototypeOf(wrapper.instance ?? {});
    if (typeof prototype !== 'object' || prototype === null) continue;
    for (const fault of faultsOfClass(prototype)) faults.add(fault);
    for (const name of scanner.getAllMethodNames(prototype)) {
      for (const fault of faultsOfMethod(prototype, name)) faults.add(fault);
    }
  }
  if (faults.size > 0) throw new UnguardedRoute([...faults].join('\n'));
}

/** Global pipes and filters do not reach gateways: each names its own. */
function faultsOfClass(prototype: object): string[] {
  const { constructor } = prototype;
  if (Reflect.getMetadata(GATEWAY, constructor) !== true) return [];
  const faults: string[] = [];
  if (!lists(PIPES, constructor, SchemaPipe)) faults.push(`${constructor.name} does not use SchemaPipe`);
  if (!lists(FILTERS, constructor, SocketProblemFilter)) {
    faults.push(`${constructor.name} does not use SocketProblemFilter`);
  }
  return faults;
}

function lists(key: string, target: object, wanted: new (...args: never[]) => unknown): boolean {
  const listed: unknown = Reflect.getMetadata(key, target);
  return Array.isArray(listed) && listed.some((item) => item === wanted || item instanceof wanted);
}

function faultsOfMethod(prototype: object, name: string): string[] {
  const handler: unknown = Reflect.get(prototype, name);
  if (typeof handler !== 'function') return [];
  const isRoute = Reflect.hasMetadata(HTTP_PATH, handler) && Reflect.hasMetadata(HTTP_METHOD, handler);
  const isMessage =
    Reflect.hasMetadata(SOCKET_MESSAGE, handler) && Reflect.hasMetadata(SOCKET_MAPPING, handler);
  if (!isRoute && !isMessage) return [];
  const route = `${prototype.constructor.name}.${name}`;
  const faults: string[] = [];
  if (!isRouteRule(Reflect.getMetadata(ROUTE_RULE, handler))) faults.push(`${route} declares no access rule`);
  const inputs: unknown = Reflect.getMetadata(ROUTE_ARGUMENTS, prototype.constructor, name);
  return [...faults, ...faultsOfInputs(inputs, isMessage).map((fault) => `${route} takes a ${fault}`)];
}

function faultsOfInputs(metadata: unknown, isMessage: boolean): string[] {
  if (typeof metadata !== 'object' || metadata === null) return [];
  const faults: string[] = [];
  for (const [key, argument] of Object.entries(metadata)) {
    const kind = key.split(':')[0] ?? '';
    const input = isMessage ? (kind === SOCKET_PAYLOAD ? 'message' : undefined) : INPUTS[kind];
    if (input === undefined) continue;
    const schema: unknown =
      typeof argument === 'object' && argument !== null ? Reflect.get(argument, 'schema') : undefined;
    if (schema === undefined) faults.push(`${input} without a schema`);
    for (const place of looseObjects(schema))
      faults.push(`${input} whose schema lets unknown fields pass (${place})`);
  }
  return faults;
}
