import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import type { TokenScope } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { KnownAccount } from '../accounts/accounts.service.js';
import { newSecret } from '../secrets/secret.js';
import { tokenProof } from '../sessions/credential-proofs.js';
import { ApiToken } from './api-token.entity.js';

const DAY = 24 * 60 * 60_000;

interface NewToken extends KnownAccount {
  readonly scopes: readonly TokenScope[];
  /** null: without end. */
  readonly days: number | null;
  /** null: the command line. */
  readonly createdBy: string | null;
  /** What its person calls it, sealed for the id that it will have. */
  readonly seal?: (id: string) => Buffer;
}

/** A token as it was made, with the secret that nobody is told again. */
export interface MadeToken {
  readonly row: Pick<ApiToken, 'id' | 'scopes' | 'createdAt' | 'expiresAt'>;
  readonly token: string;
}

/** Secrets for programs. The secret is shown once, when it is made. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly access: AccessService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} account.unknown for a closed account */
  async create(wanted: NewToken): Promise<{ id: string; token: string }> {
    const made = await this.database.inOrgs({ orgs: [wanted.orgId] }, (tx) =>
      this.createInTransaction(tx, wanted),
    );
    return { id: made.row.id, token: made.token };
  }

  /** The same within a transaction. @throws {DomainError} account.unknown for a closed account */
  async createInTransaction(
    tx: Tx,
    { personId, orgId, scopes, days, createdBy, seal }: NewToken,
  ): Promise<MadeToken> {
    const now = this.clock.now();
    const id = newId();
    const token = newSecret();
    // Disabling waits for this row, or this for it: no token outlives its account.
    const open = await tx.query('select 1 from account where id = $1 and disabled_at is null for share', [
      personId,
    ]);
    if (open.length === 0) throw new DomainError('account.unknown');
    const row = {
      ...{ id, orgId, accountId: personId, scopes: [...scopes], createdAt: now },
      tokenHash: this.keys.instance.secretHash('token', token),
      expiresAt: days === null ? null : new Date(now.getTime() + days * DAY),
    };
    const nameSealed = seal?.(id) ?? null;
    await tx.manager.insert(ApiToken, { ...row, nameSealed, proof: tokenProof(this.keys.instance, row) });
    await recordAct(tx, {
      orgId,
      actorId: createdBy,
      action: 'token.created',
      targetId: id,
      details: { personId, scopes: scopes.join(' '), days },
      at: now,
    });
    return { row, token };
  }

  /**
   * One of a person's (null: all of them), from its commit on: sockets that came in by it are cut on every node.
   * @returns how many were in use until now
   */
  async revoke(
    { personId, orgId }: KnownAccount,
    id: string | null,
    revokedBy: string | null,
  ): Promise<number> {
    const at = this.clock.now();
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const rows = await tx.query<{ id: string }>(
        `update api_token set revoked_at = $4
         where org_id = $1 and account_id = $2 and ($3::uuid is null or id = $3) and revoked_at is null returning id`,
        [orgId, personId, id, at],
      );
      const ids = rows.map((row) => row.id);
      if (ids.length > 0) await this.access.recordSessionsEnded(tx, ids);
      for (const targetId of ids)
        await recordAct(tx, {
          ...{ orgId, actorId: revokedBy, action: 'token.revoked', targetId, at },
          details: { personId },
        });
      return ids.length;
    });
  }
}
