import type { ErrorCode } from '@maroquin/contracts';
import { DomainError } from '../../errors/index.js';

/** How many characters of the server's last words are kept as the cause. */
const CAUSE_LIMIT = 2000;

const FULL = /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/;
const UNUSABLE =
  /Permission denied|Read-only file system|has wrong ownership|has invalid permissions|EACCES|EPERM|EROFS|ENOTDIR/;
const OTHER_MAJOR = /database files are incompatible with server/;
/** Left by a server killed a moment ago: its lock file, shared memory or last children are about to go. */
const PASSING =
  /lock file ".*" already exists|pre-existing shared memory block|shared memory block .* is still in use/;

/** True when waiting a little is the remedy. */
export function isPassing(output: string): boolean {
  return PASSING.test(output);
}

/** Turns what initdb, postgres or the file system said into the one error an administrator can act on. */
export function explain(output: string, otherwise: ErrorCode): DomainError {
  const cause = new Error(output.trim().slice(-CAUSE_LIMIT) || 'no output');
  if (FULL.test(output)) return new DomainError('database.folder-full', { cause });
  if (OTHER_MAJOR.test(output)) return new DomainError('database.other-major', { cause });
  if (UNUSABLE.test(output)) return new DomainError('database.folder-unusable', { cause });
  return new DomainError(otherwise, { cause });
}

/** The same for an error of ours or of node:fs; a DomainError passes unchanged. */
export function explainError(error: unknown, otherwise: ErrorCode): DomainError {
  if (error instanceof DomainError) return error;
  return explain(error instanceof Error ? `${error.message}` : String(error), otherwise);
}
