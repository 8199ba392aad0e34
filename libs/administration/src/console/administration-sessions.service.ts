import { Inject, Injectable } from '@nestjs/common';
import type { AdministeredSession, AdministeredToken } from '@maroquin/contracts';
import { AccessService, type LockedTx } from '@maroquin/access';
import { openAccount, Sessions } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Administrator } from '@maroquin/platform/http';
import { Keys } from '@maroquin/platform/keys';
import { AdministrationScope } from './administration-scope.js';

const MAX_SHOWN = 500;

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly name_sealed: Buffer;
  readonly created_at: Date;
  readonly last_seen_at: Date;
}
interface SessionRow extends Row {
  readonly method: string;
  readonly amr: string[];
}
interface TokenRow extends Omit<Row, 'last_seen_at'> {
  readonly scopes: string[];
  readonly last_seen_at: Date | null;
  readonly expires_at: Date | null;
}
interface Shown<T> {
  readonly items: T[];
  readonly more: boolean;
}

/** Where people and their programs are signed in to the suite, and ending it. */
@Injectable()
export class AdministrationSessions {
  constructor(
    private readonly scope: AdministrationScope,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly access: AccessService,
    private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Open ones, newest use first. @throws {DomainError} request.not-found */
  async list(by: Administrator, orgId: string): Promise<Shown<AdministeredSession>> {
    await this.scope.require(by, orgId);
    const keys = await this.keys.forOrg(orgId);
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<SessionRow>(
        `select s.id, s.account_id, a.name_sealed, s.method, s.amr, s.created_at, s.last_seen_at
         from session s join account a on a.id = s.account_id
         where s.org_id = $1 and s.revoked_at is null and s.expires_at > $2
         order by s.last_seen_at desc, s.id desc limit $3`,
        [orgId, this.clock.now(), MAX_SHOWN + 1],
      ),
    );
    return shown(rows, (row) => ({
      id: row.id,
      person: { id: row.account_id, name: openAccount(keys, row.account_id, 'name', row.name_sealed) },
      method: row.method,
      strong: row.amr.includes('mfa'),
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
    }));
  }

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

  /** Those that still open something, newest first. @throws {DomainError} request.not-found */
  async listTokens(by: Administrator, orgId: string): Promise<Shown<AdministeredToken>> {
    await this.scope.require(by, orgId);
    const keys = await this.keys.forOrg(orgId);
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<TokenRow>(
        `select t.id, t.account_id, a.name_sealed, t.scopes, t.created_at, t.last_seen_at, t.expires_at
         from api_token t join account a on a.id = t.account_id
         where t.org_id = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > $2)
         order by t.created_at desc, t.id desc limit $3`,
        [orgId, this.clock.now(), MAX_SHOWN + 1],
      ),
    );
    return shown(rows, (row) => ({
      id: row.id,
      person: { id: row.account_id, name: openAccount(keys, row.account_id, 'name', row.name_sealed) },
      scopes: row.scopes,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at?.toISOString() ?? null,
      expiresAt: row.expires_at?.toISOString() ?? null,
    }));
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
      await this.access.noteSessionsEnded(tx, [id]);
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

const shown = <R, T>(rows: readonly R[], toView: (row: R) => T): Shown<T> => ({
  items: rows.slice(0, MAX_SHOWN).map(toView),
  more: rows.length > MAX_SHOWN,
});
