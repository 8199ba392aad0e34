import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { isRouteRule, ROUTE_RULE } from './route-rule.js';

/** Nest's metadata of route arguments: the part of the key before the colon says what it is. */
const ROUTE_ARGUMENTS = '__routeArguments__';
const HTTP_PATH = 'path';
const SOCKET_MESSAGE = 'message';
const INPUTS: Readonly<Record<string, string>> = { '3': 'body', '4': 'query', '5': 'parameter' };
/** Of sockets: 3 is the payload. */
const SOCKET_PAYLOAD = '3';

export class UnguardedDoor extends Error {}

/**
 * Refuses to start when a route or socket message declares no access rule, or an input no schema.
 * @throws {UnguardedDoor} naming each.
 */
export function checkEveryDoor(app: INestApplicationContext): void {
  const discovery = app.get(DiscoveryService, { strict: false });
  const scanner = new MetadataScanner();
  const faults: string[] = [];
  for (const wrapper of [...discovery.getControllers(), ...discovery.getProviders()]) {
    const instance: unknown = wrapper.instance;
    if (typeof instance !== 'object' || instance === null) continue;
    const prototype: unknown = Object.getPrototypeOf(instance);
    if (typeof prototype !== 'object' || prototype === null) continue;
    for (const name of scanner.getAllMethodNames(prototype))
      faults.push(...faultsOf(instance, prototype, name));
  }
  if (faults.length > 0) throw new UnguardedDoor(faults.join('\n'));
}

function faultsOf(instance: object, prototype: object, name: string): string[] {
  const handler: unknown = Reflect.get(prototype, name);
  if (typeof handler !== 'function') return [];
  const isRoute = Reflect.hasMetadata(HTTP_PATH, handler) && Reflect.hasMetadata('method', handler);
  const isMessage =
    Reflect.hasMetadata(SOCKET_MESSAGE, handler) &&
    Reflect.hasMetadata('websockets:message_mapping', handler);
  if (!isRoute && !isMessage) return [];
  const door = `${instance.constructor.name}.${name}`;
  const faults: string[] = [];
  if (!isRouteRule(Reflect.getMetadata(ROUTE_RULE, handler))) faults.push(`${door} declares no access rule`);
  const inputs = inputsOf(Reflect.getMetadata(ROUTE_ARGUMENTS, instance.constructor, name), isMessage);
  for (const input of inputs) faults.push(`${door} takes a ${input} without a schema`);
  return faults;
}

function inputsOf(metadata: unknown, isMessage: boolean): string[] {
  if (typeof metadata !== 'object' || metadata === null) return [];
  const found: string[] = [];
  for (const [key, argument] of Object.entries(metadata)) {
    const kind = key.split(':')[0] ?? '';
    const input = isMessage ? (kind === SOCKET_PAYLOAD ? 'message' : undefined) : INPUTS[kind];
    const hasSchema =
      typeof argument === 'object' &&
      argument !== null &&
      'schema' in argument &&
      argument.schema !== undefined;
    if (input !== undefined && !hasSchema) found.push(input);
  }
  return found;
}
