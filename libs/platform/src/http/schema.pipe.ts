import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError, type InvalidField } from '../errors/index.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

const MAX_FIELDS = 20;

/** Paths of what is wrong, never the values. */
export function toFields(issues: readonly Issue[], root = ''): InvalidField[] {
  return issues.slice(0, MAX_FIELDS).map(({ message, path = [] }) => ({
    path: [root, ...path.map((part) => String(typeof part === 'object' ? part.key : part))]
      .filter((part) => part !== '')
      .join('.'),
    message,
  }));
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
