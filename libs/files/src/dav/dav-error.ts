import { DomainError } from '@maroquin/platform/errors';

/**
 * A refusal in WebDAV's own words (RFC 4918). `condition`: the precondition that failed, as an element of DAV: (§16).
 * `hrefs`: of the locks that stand in the way.
 */
export class DavError extends Error {
  override readonly name = 'DavError';

  constructor(
    readonly status: number,
    readonly condition?: string,
    readonly hrefs: readonly string[] = [],
  ) {
    super(condition ?? String(status));
  }
}

const STATUS: Readonly<Record<string, number>> = {
  'resource.name-taken': 412,
  'resource.wrong-parent': 409,
  'resource.too-deep': 409,
  'resource.move-gives': 403,
  'access.beyond-own': 403,
  'request.conflict': 412,
  'upload.quota': 507,
  'storage.full': 507,
  'upload.expired': 503,
  // Clients that know no better try again after this one.
  'file.scanning': 503,
};

/** What a service refused, as a status that clients of WebDAV know what to do with. */
export function davStatusOf(error: unknown): number {
  if (error instanceof DavError) return error.status;
  if (error instanceof DomainError) return STATUS[error.code] ?? error.status;
  return 500;
}

/** A name that is longer, or holds what no name may hold. */
export const badName = (): DavError => new DavError(403);
