import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../support/process/house.js';

/** As much of JSON Schema as the description uses to bound an input. */
export interface InputSchema {
  readonly type?: string | undefined;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly maxLength?: number | undefined;
  readonly maximum?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly items?: InputSchema | undefined;
  readonly properties?: Readonly<Record<string, InputSchema>> | undefined;
  readonly anyOf?: readonly InputSchema[] | undefined;
}

const inputSchema: z.ZodType<InputSchema> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    maxLength: z.number().optional(),
    maximum: z.number().optional(),
    maxItems: z.number().optional(),
    items: inputSchema.optional(),
    properties: z.record(z.string(), inputSchema).optional(),
    anyOf: z.array(inputSchema).optional(),
  }),
);
const operationSchema = z.object({
  parameters: z.array(z.object({ name: z.string(), in: z.string(), schema: inputSchema })).default([]),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ schema: inputSchema.optional() })) })
    .optional(),
});
const descriptionSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  'x-socket-messages': z.array(z.object({ namespace: z.string(), message: z.string() })),
});

/** A route as the description states it. */
export interface DescribedRoute {
  /** As the matrix of rights names it: `GET /resources/{id}`. */
  readonly name: string;
  readonly query: ReadonlyMap<string, InputSchema>;
  /** Of a JSON body; null: it takes none. */
  readonly body: InputSchema | null;
}

const PREFIX = '/api/v1';

/** Every route and every socket message (`MSG message.send`) of the description that the project keeps. */
export function readDescription(): { routes: readonly DescribedRoute[]; messages: readonly string[] } {
  const text = readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8');
  const { paths, 'x-socket-messages': messages } = descriptionSchema.parse(JSON.parse(text));
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      name: `${method.toUpperCase()} ${path.startsWith(`${PREFIX}/`) ? path.slice(PREFIX.length) : path}`,
      query: new Map(
        parameters.filter((one) => one.in === 'query').map(({ name, schema }) => [name, schema] as const),
      ),
      body: requestBody?.content['application/json']?.schema ?? null,
    })),
  );
  return {
    routes,
    messages: messages.map(({ namespace, message }) =>
      namespace === '/' ? `MSG ${message}` : `MSG ${namespace}/${message}`,
    ),
  };
}
