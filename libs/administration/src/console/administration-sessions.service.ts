import { Injectable } from '@nestjs/common';
import { AccessService, type LockedTx } from '@maroquin/access';
import { Sessions } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { DomainError } from '@maroquin/platform/errors';
import type { Administrator } from '@maroquin/platform/http';
import { AdministrationScope } from './administration-scope.js';

/** Ending what people and their programs have open in the suite. */
@Injectable()
export class AdministrationSessions {
  constructor(
    private readonly scope: AdministrationScope,
    private readonly access: AccessService,
    private readonly sessions: Sessions,
  ) {}

  /** What is open in it closes on every node. @throws {DomainError} request.not-found */
  async end(by: Administrator, orgId: string, id: string): Promise<void> {
    await this.scope.require(by, orgId);
    await this.change(by, orgId, async (tx) => {
      const at = tx.now;
      const [open] = await tx.query<{ account_id: string }>(
        `select account_id from session where org_id = $1 and id = $2 and revoked_at is null and expires_at > $3`,
        [orgId, id, at],
      );
      if (open === undefined) throw new DomainError('request.not-found');
      await this.sessions.endThese(tx, [id]);
      await recordAct(tx, {
        orgId,
        actorId: by.id,
        action: 'session.ended',
        targetId: id,
        details: { by: 'administration', personId: open.account_id },
        at,
      });
    });
  }

  /** Its sockets close on every node. @throws {DomainError} request.not-found */
  async revokeToken(by: Administrator, orgId: string, id: string): Promise<void> {
    await this.scope.require(by, orgId);
    await this.change(by, orgId, async (tx) => {
      const at = tx.now;
      const [revoked] = await tx.query<{ account_id: string }>(
        'update api_token set revoked_at = $3 where org_id = $1 and id = $2 and revoked_at is null returning account_id',
        [orgId, id, at],
      );
      if (revoked === undefined) throw new DomainError('request.not-found');
      await this.access.recordSessionsEnded(tx, [id]);
      await recordAct(tx, {
        orgId,
        actorId: by.id,
        action: 'token.revoked',
        targetId: id,
        details: { personId: revoked.account_id },
        at,
      });
    });
  }

  /** Whoever acts still may, and does until it is committed; beside others, since no right changes. */
  private change(by: Administrator, orgId: string, work: (tx: LockedTx) => Promise<void>): Promise<void> {
    return this.access.locks.addToOrganisation({ personId: by.id }, orgId, async (tx) => {
      await tx.requireAdministrator(by);
      await work(tx);
    });
  }
}
