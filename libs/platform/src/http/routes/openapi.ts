import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import * as contracts from '@maroquin/contracts';
import { ANSWER, type Answer, ANSWERS_ETAG, FILE_FIELDS, FORM_FIELDS, OTHER_ANSWERS } from './answers.js';
import { exampleOf } from './example-of.js';
import { isHarmlessAgain } from './harmless-again.js';
import { expectedVersionOf, IF_MATCH } from './preconditions.js';
import {
  GATEWAY,
  GATEWAY_OPTIONS,
  REDIRECT,
  ROUTE_ARGUMENTS,
  SOCKET_MAPPING,
  SOCKET_MESSAGE,
} from './nest-metadata.js';
import { ROUTE_RULE } from '../caller/route-rule.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Handler = (...args: never[]) => unknown;

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** Shapes of the contracts that stand inside others get a name of their own. */
const named = z.registry<{ id: string }>();
for (const [name, schema] of Object.entries(contracts)) {
  if (!(schema instanceof z.ZodObject) || !name.endsWith('Schema')) continue;
  const id = name.slice(0, -'Schema'.length);
  named.add(schema, { id: id.charAt(0).toUpperCase() + id.slice(1) });
}

/** Of a schema's `.meta()`. */
const CHECKED_BY_US = ['minProperties', 'uniqueItems', 'dependentRequired', 'enum'] as const;

type Components = Record<string, object>;

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output', components: Components): object {
  const whole = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // what is read is always whole: names for what is answered only
    metadata: io === 'output' ? named : z.registry<{ id: string }>(),
    override: ({ jsonSchema, zodSchema }) => {
      // What a check of our own asks for, in the words of JSON Schema.
      const meta = z.globalRegistry.get(zodSchema);
      for (const word of CHECKED_BY_US)
        if (meta?.[word] !== undefined) Reflect.set(jsonSchema, word, meta[word]);
      // A format says it; the expression behind it helps nobody. But an address is narrower here than RFC 5322.
      if (jsonSchema.format === 'email' && io === 'input') delete jsonSchema.format;
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      // answers may gain fields
      if (io === 'output') delete jsonSchema.additionalProperties;
      if (io === 'output' && jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  const {
    $schema: _schema,
    $defs = {},
    id: _id,
    ...json
  } = JSON.parse(JSON.stringify(whole).replaceAll('#/$defs/', '#/components/schemas/')) as Record<
    string,
    unknown
  > & { $defs?: Components };
  for (const [name, definition] of Object.entries($defs)) {
    const { id: _name, ...rest } = definition as { id?: string };
    components[name] = rest;
  }
  return json;
}

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
      if (route !== undefined) complete(operation, method, route, components);
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

interface Route {
  readonly handler: Handler;
  /** It takes the version that the change starts from. */
  readonly demandsVersion: boolean;
}

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
      found.set(operationIdFactory(metatype.name, name), { handler: handler as Handler, demandsVersion });
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

/** What the decorators of the house say beyond Nest's: who may, what comes back, what goes wrong. */
function complete(
  operation: Operation,
  method: string,
  { handler, demandsVersion }: Route,
  components: Components,
): void {
  const rule: unknown = Reflect.getMetadata(ROUTE_RULE, handler);
  const fields: unknown = Reflect.getMetadata(FILE_FIELDS, handler);
  const answer = Reflect.getMetadata(ANSWER, handler) as Answer | undefined;
  Object.assign(operation, { 'x-access': rule });
  const isOfAdministration = rule === 'administration' || rule === 'administration.public';
  operation.security =
    rule === 'public' || rule === 'administration.public'
      ? []
      : isOfAdministration
        ? [{ administration: [] }]
        : [{ bearer: [] }, { cookie: [] }];
  if (method === 'post' && rule !== 'public' && !isOfAdministration && !isHarmlessAgain(handler)) {
    operation.parameters = [
      ...(operation.parameters ?? []),
      {
        ...{ name: 'Idempotency-Key', in: 'header', required: false },
        schema: { type: 'string', pattern: '^"?[\\x21\\x23-\\x7e]{1,255}"?$' },
      },
    ];
  }
  if (demandsVersion) {
    operation.parameters = [
      ...(operation.parameters ?? []),
      {
        ...{ name: 'If-Match', in: 'header', required: true },
        schema: { type: 'string', pattern: IF_MATCH },
      },
    ];
  }
  if (fields instanceof z.ZodObject) operation.requestBody = fileBody(fields, components);
  const form: unknown = Reflect.getMetadata(FORM_FIELDS, handler);
  if (form instanceof z.ZodObject) {
    const schema = toJsonSchema(form, 'input', components);
    operation.requestBody = { content: { 'application/x-www-form-urlencoded': { schema } } };
  }
  if (operation.requestBody !== undefined && 'content' in operation.requestBody)
    operation.requestBody.required = Object.values(operation.requestBody.content).some(demandsSomething);
  const others = Reflect.getMetadata(OTHER_ANSWERS, handler) as Record<string, string> | undefined;
  const hasETag = Reflect.hasMetadata(ANSWERS_ETAG, handler) || others?.['304'] !== undefined;
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response === undefined || '$ref' in response || !status.startsWith('2')) continue;
    response.description = status === '204' ? 'Done' : 'OK';
    if (answer !== undefined) response.content = contentOf(answer, components);
    if (hasETag) response.headers = ETAG;
  }
  if (Reflect.hasMetadata(REDIRECT, handler)) {
    delete operation.responses['200'];
    operation.responses['303'] = {
      description: 'The browser goes on there',
      headers: { Location: { schema: { type: 'string', format: 'uri-reference' } } },
    };
  }
  for (const [status, description] of Object.entries(others ?? {}))
    operation.responses[status] = {
      description,
      ...(hasETag && { headers: ETAG }),
      ...(status === '206' && answer !== undefined && { content: contentOf(answer, components) }),
    };
  operation.responses['default'] = {
    description: 'Problem',
    content: { 'application/problem+json': { schema: PROBLEM } },
  };
}

/** Strong (RFC 9110 §8.8.3). */
const ETAG = { ETag: { required: true, schema: { type: 'string' as const } } };

/** Nothing sent is read as an empty object. */
const demandsSomething = ({ schema = {} }: { readonly schema?: object }): boolean =>
  !('type' in schema && schema.type === 'object') ||
  ('required' in schema && Array.isArray(schema.required) && schema.required.length > 0) ||
  'minProperties' in schema;

function contentOf(
  { shape, mediaTypes }: Answer,
  components: Components,
): Record<string, { schema: object }> {
  if (shape === 'text')
    return Object.fromEntries(
      mediaTypes.map((type) => [type, { schema: type.endsWith('/json') ? {} : { type: 'string' } }]),
    );
  if (shape === 'bytes')
    return Object.fromEntries(
      mediaTypes.map((type) => [
        type,
        { schema: type.endsWith('/json') ? {} : { type: 'string', format: 'binary' } },
      ]),
    );
  return { 'application/json': { schema: toJsonSchema(shape, 'output', components) } };
}

function fileBody(
  fields: z.ZodObject,
  components: Components,
): { content: Record<string, { schema: object }> } {
  const schema = toJsonSchema(fields, 'input', components) as { properties?: object; required?: string[] };
  const file = { type: 'string', format: 'binary' };
  const whole = {
    ...schema,
    properties: { file, ...schema.properties },
    required: ['file', ...(schema.required ?? [])],
  };
  return { content: { 'multipart/form-data': { schema: whole } } };
}
