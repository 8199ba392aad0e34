import { DomainError } from '@maroquin/platform/errors';

/** RFC 7644 table 9, and nothing else. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue';

const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';

export interface ScimErrorBody {
  readonly schemas: readonly [typeof ERROR_SCHEMA];
  readonly status: string;
  readonly scimType?: ScimType;
  readonly detail: string;
}

/** A refusal as RFC 7644 §3.12 writes it. `detail` repeats nothing of what was sent. */
export class ScimError extends Error {
  override readonly name = 'ScimError';

  constructor(
    readonly status: number,
    readonly scimType: ScimType | null,
    readonly detail: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(detail);
  }

  get body(): ScimErrorBody {
    return {
      schemas: [ERROR_SCHEMA],
      status: String(this.status),
      ...(this.scimType === null ? {} : { scimType: this.scimType }),
      detail: this.detail,
    };
  }
}

export const badRequest = (scimType: ScimType, detail: string): ScimError =>
  new ScimError(400, scimType, detail);
export const notFound = (): ScimError => new ScimError(404, null, 'There is no such resource.');

/** What the rest of the house refuses, said in the words of RFC 7644. */
const known: Readonly<Record<string, ScimError>> = {
  'request.unauthenticated': new ScimError(401, null, 'A bearer token with the scope scim is needed.'),
  'request.not-found': notFound(),
  'request.too-large': new ScimError(413, null, 'The request is larger than allowed.'),
  'request.invalid': badRequest('invalidSyntax', 'The request cannot be read.'),
  'request.foreign-origin': new ScimError(403, null, 'The request comes from the page of another site.'),
  'account.exists': new ScimError(409, 'uniqueness', 'Somebody already has this address.'),
  'resource.name-taken': new ScimError(409, 'uniqueness', 'A group already has this name.'),
  'access.unknown-subject': badRequest('invalidValue', 'A member is not in this directory.'),
  'access.last-manager': new ScimError(
    409,
    null,
    'Something would be left without anybody who manages it: give its management to somebody else first.',
  ),
  'account.last-administrator': badRequest(
    'mutability',
    'Nobody else administers the organisation: the account stays open.',
  ),
};

/** null: unexpected, and no business of the client's. */
export function toScimError(error: unknown): ScimError | null {
  if (error instanceof ScimError) return error;
  if (!(error instanceof DomainError)) return null;
  const { retryAfterSeconds, status, definition } = error;
  if (error.code === 'request.too-many')
    return new ScimError(429, null, 'Too many requests in a short time.', retryAfterSeconds ?? 5);
  if (error.code === 'server.unavailable')
    return new ScimError(503, null, 'The service is interrupted for a moment.', retryAfterSeconds ?? 2);
  const refusal = known[error.code];
  if (refusal !== undefined) return refusal;
  // Whatever else the server refuses keeps its status: a client must know whether to try again.
  return status < 500 || status === 503
    ? new ScimError(status, null, definition.en, retryAfterSeconds)
    : null;
}
