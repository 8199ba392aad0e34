import { DomainError } from '@maroquin/platform/errors';
import type { InstanceKeys } from '@maroquin/platform/keys';

interface Credential {
  readonly id: string;
  readonly orgId: string;
  readonly accountId: string;
  readonly tokenHash: Buffer;
  readonly createdAt: Date;
}

interface SessionFacts extends Credential {
  readonly method: string;
  readonly acr: string | null;
  readonly amr: readonly string[];
}

interface TokenFacts extends Credential {
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
}

/** Whose a session is, and how its person proved who it is. Its end moves with use, and is not part of it. */
export const sessionProof = (keys: InstanceKeys, session: SessionFacts): Buffer =>
  keys.proofOf('session', ...partsOf(session), session.method, session.acr ?? '', session.amr.join(' '));

/** Whose a token is, what it may, and until when. */
export const tokenProof = (keys: InstanceKeys, token: TokenFacts): Buffer =>
  keys.proofOf(
    'token',
    ...partsOf(token),
    token.scopes.join(' '),
    token.expiresAt === null ? '' : String(token.expiresAt.getTime()),
  );

const partsOf = ({ id, orgId, accountId, tokenHash, createdAt }: Credential): (string | Buffer)[] => [
  ...[id, orgId, accountId],
  tokenHash,
  String(createdAt.getTime()),
];

/**
 * False: from before there were proofs, which counts as none at all.
 * @throws {DomainError} sealed.damaged for a row that was written or changed by others than this server
 */
export function isProven(proof: Buffer | null, expected: Buffer): boolean {
  if (proof === null) return false;
  if (!proof.equals(expected)) throw new DomainError('sealed.damaged');
  return true;
}
