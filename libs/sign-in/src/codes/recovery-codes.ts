import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { KnownAccount } from '@maroquin/identity';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import type { Tx } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { RecoveryCode } from '../factors/factor.entities.js';

const CODES = 10;
/** Crockford's base 32: no letter that is read as a digit. Ten of them are 50 random bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const HALF = 5;

const half = (): string =>
  Array.from({ length: HALF }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

/** As somebody copies it from paper: small letters, other dashes, I for 1 and O for 0. */
export const readRecoveryCode = (typed: string): string | null => {
  const read = typed
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return read.length === 2 * HALF && [...read].every((letter) => ALPHABET.includes(letter)) ? read : null;
};

/** Ten codes that stand in for a lost code generator, each once. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the place of those before. @returns the codes, for the person's eyes, once */
  async replace(tx: Tx, { personId, orgId }: KnownAccount): Promise<string[]> {
    await tx.manager.delete(RecoveryCode, { accountId: personId });
    const codes = Array.from({ length: CODES }, () => `${half()}-${half()}`);
    const createdAt = this.clock.now();
    await tx.manager.insert(
      RecoveryCode,
      codes.map((code) => ({
        id: newId(),
        orgId,
        accountId: personId,
        codeHash: this.hashOf(personId, code.replace('-', '')),
        createdAt,
      })),
    );
    return codes;
  }

  /** false: it is none of this person's, or has served. One statement, so that it serves once. */
  async use(tx: Tx, personId: string, code: string): Promise<boolean> {
    const used = await tx.query(
      `update recovery_code set used_at = $3
       where account_id = $1 and code_hash = $2 and used_at is null returning id`,
      [personId, this.hashOf(personId, code), this.clock.now()],
    );
    return used.length === 1;
  }

  async countLeft(tx: Tx, personId: string): Promise<number> {
    const [row] = await tx.query<{ left: number }>(
      'select count(*)::int as left from recovery_code where account_id = $1 and used_at is null',
      [personId],
    );
    return row?.left ?? 0;
  }

  async remove(tx: Tx, personId: string): Promise<void> {
    await tx.manager.delete(RecoveryCode, { accountId: personId });
  }

  /** Bound to its person: a row that is moved to another account matches nothing there. */
  private hashOf(personId: string, code: string): Buffer {
    return this.keys.instance.secretHash('recovery code', `${personId} ${code}`);
  }
}
