import { DomainError } from '../errors/index.js';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';

const trouble = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  '57P01',
  '57P02',
  '57P03', // shutting down, crashed, starting up
  '53300',
  '53400', // too many connections
  '25006', // read-only: a replica took our place
]);
const troubleText =
  /Connection terminated|connection timeout|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Cannot use a pool after/i;

/** True when PostgreSQL could not be asked, so that nothing is known of the answer (SQLSTATE classes 08, 53, 57). */
export function isConnectionTrouble(error: unknown): boolean {
  const code = codeOf(error);
  return (
    trouble.has(code) || code.startsWith('08') || (error instanceof Error && troubleText.test(error.message))
  );
}

/** SQLSTATE 23505. `constraint` narrows it to one key. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (codeOf(error) !== '23505') return false;
  return constraint === undefined || constraintOf(error) === constraint;
}

const constraintOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'constraint' in error ? error.constraint : undefined;

/** What the triggers of quotas raise. */
const FULL = new Map<unknown, 'quota.organisation' | 'quota.person' | 'quota.space'>([
  ['storage_quota_organisation', 'quota.organisation'],
  ['storage_quota_person', 'quota.person'],
  ['storage_quota_space', 'quota.space'],
]);

/** Turns "PostgreSQL is away", and what no service can forestall, into the errors people read; leaves the rest as it is. */
export function toDomainError(error: unknown): unknown {
  if (isConnectionTrouble(error))
    return new DomainError('server.unavailable', { cause: error, retryAfterSeconds: 2 });
  // It took longer than statement_timeout or lock_timeout allow, and nothing of it remains.
  if (codeOf(error) === '57014' || codeOf(error) === '55P03')
    return new DomainError('server.busy', { cause: error, retryAfterSeconds: 2 });
  // Whatever made somebody hold what nobody may hold together: a seat, a membership, a duty.
  if (codeOf(error) === '23514' && constraintOf(error) === 'incompatible_duties')
    return new DomainError('duty.incompatible', { cause: error });
  const full = codeOf(error) === '23514' ? FULL.get(constraintOf(error)) : undefined;
  if (full !== undefined) return new DomainError(full, { cause: error });
  if (codeOf(error) === '53100') return new DomainError('storage.full', { cause: error });
  return error;
}
