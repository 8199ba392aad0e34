import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { DomainError, type InvalidField } from '../../errors/index.js';
import { sentenceOf } from './field-messages.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: unknown;
  readonly keys?: unknown;
}

const MAX_FIELDS = 20;
const MAX_PATH = 200;

/** How many steps of a path the schema names. The keys of a record are what somebody wrote, and so no part of an answer. */
function namedBy(schema: z.core.$ZodType, path: readonly PropertyKey[]): number {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const [key, ...rest] = path;
  switch (def.type) {
    case 'record':
      return 0;
    case 'object': {
      const field = key === undefined ? undefined : def.shape[String(key)];
      return field === undefined ? path.length : 1 + namedBy(field, rest);
    }
    case 'array':
      return key === undefined ? 0 : 1 + namedBy(def.element, rest);
    case 'union':
      return Math.min(...def.options.map((option) => namedBy(option, path)));
    case 'pipe':
      return Math.min(namedBy(def.in, path), namedBy(def.out, path));
    case 'optional':
    case 'nullable':
    case 'default':
      return namedBy(def.innerType, path);
    default:
      return path.length;
  }
}

const keyOf = (part: PropertyKey | { readonly key: PropertyKey }): PropertyKey =>
  typeof part === 'object' ? part.key : part;

/** Paths of what is wrong, never the values. An unknown field is named by its own path. */
export function toFields(issues: readonly Issue[], root = '', schema?: unknown): InvalidField[] {
  const fields: InvalidField[] = [];
  for (const issue of issues) {
    const keys = (issue.path ?? []).map(keyOf);
    const named = schema instanceof z.core.$ZodType ? namedBy(schema, keys) : keys.length;
    const parts = [root, ...keys.slice(0, named).map(String)];
    const unknown = Array.isArray(issue.keys) ? issue.keys.filter((key) => typeof key === 'string') : [];
    for (const last of issue.code === 'unrecognized_keys' && unknown.length > 0 ? unknown : ['']) {
      if (fields.length >= MAX_FIELDS) return fields;
      const path = [...parts, last].filter((part) => part !== '').join('.');
      fields.push({ path: path.slice(0, MAX_PATH), message: sentenceOf(issue) });
    }
  }
  return fields;
}

/** Every input through the schema its decorator names (Standard Schema). @throws {DomainError} request.invalid */
@Injectable()
export class SchemaPipe implements PipeTransform {
  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.schema === undefined) return value;
    // a request without a body is an empty one
    const input = metadata.type === 'body' && value === undefined ? {} : value;
    const result = await metadata.schema['~standard'].validate(input);
    if (result.issues !== undefined) {
      throw new DomainError('request.invalid', {
        fields: toFields(result.issues, metadata.type === 'param' ? metadata.data : '', metadata.schema),
      });
    }
    return result.value;
  }
}
