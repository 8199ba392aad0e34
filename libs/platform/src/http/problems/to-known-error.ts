import { HttpException } from '@nestjs/common';
import { DomainError } from '../../errors/index.js';

const numberAt = (error: unknown, name: string): number | null => {
  if (typeof error !== 'object' || error === null) return null;
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'number' ? value : null;
};

const tooLarge = (error: unknown): DomainError => {
  const limit = numberAt(error, 'limit');
  if (limit === null) return new DomainError('request.too-large', { cause: error });
  const message = { fr: `au plus ${String(limit)} octets`, en: `at most ${String(limit)} bytes` };
  return new DomainError('request.too-large', { cause: error, fields: [{ path: '', message }] });
};

/** What Express, its body parser and Nest throw by themselves, in our own words. The rest is left as it is. */
export function toKnownError(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const status = error instanceof HttpException ? error.getStatus() : numberAt(error, 'status');
  if (status === null || status < 400 || status >= 500) return error;
  switch (status) {
    case 401:
      return new DomainError('request.unauthenticated', { cause: error });
    case 403: // may not and does not exist are one answer
    case 404:
    case 405:
      return new DomainError('request.not-found', { cause: error });
    case 413:
      return tooLarge(error);
    case 429:
      return new DomainError('request.too-many', { cause: error });
    default:
      return new DomainError('request.invalid', { cause: error });
  }
}
