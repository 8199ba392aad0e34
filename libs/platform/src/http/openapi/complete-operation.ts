import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { ROUTE_RULE } from '../caller/route-rule.js';
import {
  ANSWER,
  type Answer,
  ANSWERS_ETAG,
  FILE_FIELDS,
  FORM_FIELDS,
  OTHER_ANSWERS,
} from '../routes/answers.js';
import { isHarmlessAgain } from '../routes/harmless-again.js';
import { REDIRECT } from '../routes/nest-metadata.js';
import { IF_MATCH } from '../routes/preconditions.js';
import { type Components, toJsonSchema } from './to-json-schema.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Handler = Route['handler'];

const PROBLEM = { $ref: '#/components/schemas/Problem' };

export interface Route {
  readonly handler: (...args: never[]) => unknown;
  /** It takes the version that the change starts from. */
  readonly demandsVersion: boolean;
}

/** What the decorators of the house say beyond Nest's: who may, what comes back, what goes wrong. */
export function completeOperation(
  operation: Operation,
  method: string,
  { handler, demandsVersion }: Route,
  components: Components,
): void {
  const rule: unknown = Reflect.getMetadata(ROUTE_RULE, handler);
  const isOfAdministration = rule === 'administration' || rule === 'administration.public';
  Object.assign(operation, { 'x-access': rule });
  operation.security =
    rule === 'public' || rule === 'administration.public'
      ? []
      : isOfAdministration
        ? [{ administration: [] }]
        : [{ bearer: [] }, { cookie: [] }];
  const isKeyed = method === 'post' && rule !== 'public' && !isOfAdministration && !isHarmlessAgain(handler);
  const headers = [...(isKeyed ? [IDEMPOTENCY_KEY] : []), ...(demandsVersion ? [EXPECTED_VERSION] : [])];
  if (headers.length > 0) operation.parameters = [...(operation.parameters ?? []), ...headers];
  addBody(operation, handler, components);
  addAnswers(operation, handler, components);
}

const IDEMPOTENCY_KEY = {
  ...{ name: 'Idempotency-Key', in: 'header' as const, required: false },
  schema: { type: 'string' as const, pattern: '^"?[\\x21\\x23-\\x7e]{1,255}"?$' },
};
const EXPECTED_VERSION = {
  ...{ name: 'If-Match', in: 'header' as const, required: true },
  schema: { type: 'string' as const, pattern: IF_MATCH },
};

function addBody(operation: Operation, handler: Handler, components: Components): void {
  const fields: unknown = Reflect.getMetadata(FILE_FIELDS, handler);
  if (fields instanceof z.ZodObject) operation.requestBody = fileBody(fields, components);
  const form: unknown = Reflect.getMetadata(FORM_FIELDS, handler);
  if (form instanceof z.ZodObject) {
    const schema = toJsonSchema(form, 'input', components);
    operation.requestBody = { content: { 'application/x-www-form-urlencoded': { schema } } };
  }
  if (operation.requestBody !== undefined && 'content' in operation.requestBody)
    operation.requestBody.required = Object.values(operation.requestBody.content).some(demandsSomething);
}

function addAnswers(operation: Operation, handler: Handler, components: Components): void {
  const answer = Reflect.getMetadata(ANSWER, handler) as Answer | undefined;
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
