import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
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

/** Paths of what is wrong, never the values. An unknown field is named by its own path. */
export function toFields(issues: readonly Issue[], root = ''): InvalidField[] {
  const fields: InvalidField[] = [];
  for (const issue of issues) {
    const parts = [
      root,
      ...(issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)),
    ];
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
        fields: toFields(result.issues, metadata.type === 'param' ? metadata.data : ''),
      });
    }
    return result.value;
  }
}
