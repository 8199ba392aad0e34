import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import * as contracts from '@maroquin/contracts';
import { completeOperation, type Route } from './complete-operation.js';
import { exampleOf } from './example-of.js';
import { expectedVersionOf } from '../routes/preconditions.js';
import {
  GATEWAY,
  GATEWAY_OPTIONS,
  ROUTE_ARGUMENTS,
  SOCKET_MAPPING,
  SOCKET_MESSAGE,
} from '../routes/nest-metadata.js';
import { ROUTE_RULE } from '../caller/route-rule.js';
import { type Components, toJsonSchema } from './to-json-schema.js';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Description of the HTTP interface (OpenAPI 3.1), read from the routes, their schemas and their rules. */
export async function describeApi(
  app: INestApplication,
  version: string,
  summaries: Readonly<Record<string, string>> = {},
): Promise<OpenAPIObject> {
  // loaded when somebody asks: a start need not wait for it
  const { DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
  const routes = routesOf(app);
  const components: Components = {};
  toJsonSchema(contracts.problemSchema, 'output', components); // puts Problem, which every route may answer
  const settings = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Maroquin')
    .setDescription(
      'Problem details (RFC 9457) with a stable `code`; every list is `{ items, next }` for `cursor` and `limit`; ' +
        '`Idempotency-Key` where something is made; `ETag` and `If-Match` on every update.',
    )
    .setVersion(version)
    .addServer('/', 'This instance')
    .addBearerAuth()
    .addCookieAuth('__Host-maroquin')
    .addCookieAuth('__Host-maroquin-admin', undefined, 'administration')
    .build();
  const document = SwaggerModule.createDocument(app, settings, {
    operationIdFactory,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? { schema: toJsonSchema(schema, schemaType, components) } : undefined,
  });
  for (const item of Object.values(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (operation === undefined) continue;
      // one method behind several paths: Nest numbers them from [0]
      const [id = '', index = '0'] = (operation.operationId ?? '').split(/[[\]]/);
      operation.operationId = index === '0' ? id : `${id}.${index}`;
      const route = routes.get(id);
      if (route !== undefined) completeOperation(operation, method, route, components);
      const summary = summaries[id];
      if (summary !== undefined) operation.summary = summary;
    }
  }
  Object.assign(document, { 'x-socket-messages': messagesOf(app) });
  document.paths = byName(document.paths);
  document.components = {
    ...document.components,
    schemas: byName({ ...document.components?.schemas, ...components }),
  };
  addExamples(document);
  return document;
}

/** So that a controller that moves to another module changes no line of the file. */
const byName = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

const operationIdFactory = (controller: string, method: string): string =>
  `${controller.replace(/Controller$/, '')}.${method}`;

function routesOf(app: INestApplication): Map<string, Route> {
  const scanner = new MetadataScanner();
  const found = new Map<string, Route>();
  // not asked of Nest: a preview makes no providers
  const discovery = new DiscoveryService(app.get(ModulesContainer));
  for (const { metatype } of discovery.getControllers()) {
    if (typeof metatype !== 'function') continue;
    const prototype = metatype.prototype as object;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler: unknown = Reflect.get(prototype, name);
      if (typeof handler !== 'function') continue;
      const taken: unknown = Reflect.getMetadata(ROUTE_ARGUMENTS, metatype, name);
      const demandsVersion = Object.values(taken ?? {}).some(
        (argument: unknown) =>
          typeof argument === 'object' &&
          argument !== null &&
          Reflect.get(argument, 'factory') === expectedVersionOf,
      );
      found.set(operationIdFactory(metatype.name, name), {
        handler: handler as Route['handler'],
        demandsVersion,
      });
    }
  }
  return found;
}

/** Messages of the sockets, which OpenAPI has no place for: namespace, name, rule. */
function messagesOf(app: INestApplication): { namespace: string; message: string; access: unknown }[] {
  const scanner = new MetadataScanner();
  const found: { namespace: string; message: string; access: unknown }[] = [];
  for (const { metatype } of new DiscoveryService(app.get(ModulesContainer)).getProviders()) {
    if (typeof metatype !== 'function' || Reflect.getMetadata(GATEWAY, metatype) !== true) continue;
    const options: unknown = Reflect.getMetadata(GATEWAY_OPTIONS, metatype);
    const namespace: unknown =
      typeof options === 'object' && options !== null && Reflect.get(options, 'namespace');
    const prototype = metatype.prototype as object;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = Reflect.get(prototype, name) as object;
      const message: unknown = Reflect.getMetadata(SOCKET_MESSAGE, handler);
      if (Reflect.getMetadata(SOCKET_MAPPING, handler) !== true || typeof message !== 'string') continue;
      const access: unknown = Reflect.getMetadata(ROUTE_RULE, handler);
      found.push({ namespace: typeof namespace === 'string' ? namespace : '/', message, access });
    }
  }
  return found.sort((a, b) => `${a.namespace} ${a.message}`.localeCompare(`${b.namespace} ${b.message}`));
}

/** Every JSON that is taken or answered has an example. */
function addExamples(document: OpenAPIObject): void {
  const components = (document.components?.schemas ?? {}) as Components;
  for (const item of Object.values(document.paths))
    for (const method of methods) {
      const operation = item[method];
      if (operation === undefined) continue;
      const bodies = [operation.requestBody, operation.responses['200'], operation.responses['201']];
      for (const body of bodies) {
        const json = body !== undefined && 'content' in body ? body.content?.['application/json'] : undefined;
        if (json?.schema !== undefined) json.example = exampleOf(json.schema, components);
      }
    }
}
