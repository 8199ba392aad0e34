import type { SaveFailure } from '@maroquin/contracts';
import { DomainError } from '@maroquin/platform/errors';

/** A refusal in WOPI's own words. */
export class WopiError extends Error {
  override readonly name = 'WopiError';

  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly body?: object,
  ) {
    super(`WOPI ${String(status)}`);
  }
}

/** The file changed since the editor read it: the editor asks its person what shall be kept (Collabora Online, WOPI extensions). */
const CHANGED_IN_STORE = 1010;
export const changedInStore = (): WopiError => new WopiError(409, {}, { COOLStatusCode: CHANGED_IN_STORE });

/** Another lock, or none. `current`: what the editor called it; '' for none, and for one that no editor holds. */
export const lockMismatch = (current: string, reason: string): WopiError =>
  new WopiError(409, { 'X-WOPI-Lock': current, 'X-WOPI-LockFailureReason': reason });

const NOT_THERE: ReadonlySet<string> = new Set(['marking.forbids-editor', 'file.scanning', 'file.infected']);

/** What a service refused, as a status that editors know what to do with. */
export function wopiStatusOf(error: unknown): number {
  if (error instanceof WopiError) return error.status;
  if (!(error instanceof DomainError)) return 500;
  // 409 would mean a lock: what may not go there is not there.
  return NOT_THERE.has(error.code) ? 404 : error.status;
}

/** Why a save was refused, as the page says it. */
export function failureOf(error: unknown): SaveFailure {
  if (error instanceof WopiError) return error.headers['X-WOPI-Lock'] === undefined ? 'conflict' : 'lock';
  if (!(error instanceof DomainError)) return 'service';
  if (error.code === 'request.conflict') return 'conflict';
  if (error.code === 'request.not-found') return 'rights';
  const isFull =
    error.code.startsWith('quota.') ||
    ['file.too-large', 'storage.full', 'upload.quota'].includes(error.code);
  return isFull ? 'full' : 'service';
}
