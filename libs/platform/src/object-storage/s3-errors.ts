import type { ErrorCode } from '@maroquin/contracts';
import { DomainError } from '../errors/index.js';

/** S3's own codes (API reference, "Error responses") and those of the stores we name, by what they mean to us. */
const MEANING: Readonly<Record<string, ErrorCode>> = {
  NoSuchKey: 'storage.not-found',
  NotFound: 'storage.not-found',
  NoSuchVersion: 'storage.not-found',
  InvalidRange: 'storage.range',
  NoSuchBucket: 'storage.misconfigured',
  InvalidBucketName: 'storage.misconfigured',
  InvalidLocationConstraint: 'storage.misconfigured',
  AuthorizationHeaderMalformed: 'storage.misconfigured',
  MovedPermanently: 'storage.misconfigured',
  PermanentRedirect: 'storage.misconfigured',
  TemporaryRedirect: 'storage.misconfigured',
  QuotaExceeded: 'storage.full',
  XMinioStorageFull: 'storage.full',
  InsufficientStorage: 'storage.full',
  SlowDown: 'storage.unavailable',
  ServiceUnavailable: 'storage.unavailable',
  InternalError: 'storage.unavailable',
  RequestTimeout: 'storage.unavailable',
};
const NETWORK =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_TLS.*|ERR_SSL.*|CERT_.*|DEPTH_.*|UNABLE_.*|SELF_SIGNED.*)$/;
/** How the client reports a status that is worth trying again (its own tries are switched off). */
const BUSY = /Retryable HTTP status: (\d{3})/;

export function s3CodeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** The error that the rest of the house knows; the store's own is kept as its cause. */
export function toStorageError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const code = s3CodeOf(error);
  const status = BUSY.exec(error instanceof Error ? error.message : '')?.[1];
  if (status === '507') return new DomainError('storage.full', { cause: error });
  if (status !== undefined || NETWORK.test(code))
    return new DomainError('storage.unavailable', { cause: error, retryAfterSeconds: 2 });
  return new DomainError(MEANING[code] ?? 'storage.refused', { cause: error });
}
