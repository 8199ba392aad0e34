import { ERRORS } from '@tus/server';
import { type ErrorCode } from '@maroquin/contracts';
import { DomainError } from '@maroquin/platform/errors';

/** What the tus library refuses by itself, in words of ours: it knows one language and no remedy. */
const KNOWN = new Map<unknown, () => DomainError>([
  [ERRORS.MISSING_OFFSET, () => badHeader('Upload-Offset')],
  [ERRORS.INVALID_CONTENT_TYPE, () => badHeader('Content-Type')],
  [ERRORS.INVALID_LENGTH, () => badHeader('Upload-Length')],
  [ERRORS.INVALID_METADATA, () => badHeader('Upload-Metadata')],
  [ERRORS.UNSUPPORTED_CREATION_DEFER_LENGTH_EXTENSION, () => badHeader('Upload-Defer-Length')],
  [ERRORS.UNSUPPORTED_CONCATENATION_EXTENSION, () => badHeader('Upload-Concat')],
  // Said to the request that another one took the upload over from.
  [ERRORS.ABORTED, () => new DomainError('upload.busy')],
  [ERRORS.ERR_LOCK_TIMEOUT, () => new DomainError('upload.busy')],
  [ERRORS.INVALID_OFFSET, () => new DomainError('upload.offset')],
  [ERRORS.INVALID_TERMINATION, () => new DomainError('request.not-found')],
  [ERRORS.FILE_NOT_FOUND, () => new DomainError('request.not-found')],
  [ERRORS.FILE_NO_LONGER_EXISTS, () => new DomainError('request.not-found')],
  [ERRORS.ERR_SIZE_EXCEEDED, () => new DomainError('request.too-large')],
  [ERRORS.ERR_MAX_SIZE_EXCEEDED, () => new DomainError('file.too-large')],
]);

/** Refusals that the library writes without an error, by their status. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = { 404: 'request.not-found', 412: 'upload.protocol' };

export const toUploadError = (error: unknown): unknown => KNOWN.get(error)?.() ?? error;

export const uploadErrorOf = (status: number): DomainError =>
  new DomainError(BY_STATUS[status] ?? (status < 500 ? 'request.invalid' : 'server.failure'));

const badHeader = (path: string): DomainError =>
  new DomainError('request.invalid', {
    fields: [{ path, message: { fr: 'absent ou refusé', en: 'absent or not accepted' } }],
  });
