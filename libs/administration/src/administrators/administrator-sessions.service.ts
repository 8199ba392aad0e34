import { Inject, Injectable } from '@nestjs/common';
import { newSecret, type SignInProof } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { AdministratorAuthenticator, Administrator } from '@maroquin/platform/http';
import { Keys } from '@maroquin/platform/keys';
import { administrationCookies } from './administration-cookies.js';

const MINUTE = 60_000;
/** An unattended administration closes soon. */
const IDLE_MS = 30 * MINUTE;
/** A working day. */
const LONGEST_MS = 8 * 60 * MINUTE;
const SEEN_EVERY_MS = MINUTE;

export interface KnownAdministrator {
  readonly administratorId: string;
  readonly orgId: string;
}

interface FoundRow {
  readonly session_id: string;
  readonly administrator_id: string;
  readonly org_id: string;
  readonly everywhere: boolean;
  readonly last_seen_at: Date;
}

/** Browsers that are signed in at the administration listener. No other listener reads their secrets. */
@Injectable()
export class AdministratorSessions implements AdministratorAuthenticator {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async authenticate(cookie: string | undefined): Promise<Administrator | null> {
    const secret = administrationCookies.session.read(cookie);
    if (secret === null) return null;
    const now = this.clock.now();
    const [row] = await this.database.call<FoundRow>('select * from find_administrator_session($1, $2)', [
      this.hashOf(secret),
      now,
    ]);
    if (row === undefined) return null;
    const { administrator_id: id, org_id: orgId, everywhere, session_id: sessionId } = row;
    if (now.getTime() - row.last_seen_at.getTime() >= SEEN_EVERY_MS) await this.seen(orgId, id, sessionId);
    return { id, orgId, everywhere, sessionId };
  }

  /** After a strong proof. @returns value of Set-Cookie @throws {DomainError} sign-in.failed when it was closed meanwhile */
  async start(
    tx: Tx,
    { administratorId, orgId }: KnownAdministrator,
    method: 'passkey' | 'password' | 'oidc',
    { acr = null, amr = [] }: SignInProof,
  ): Promise<string> {
    const now = this.clock.now();
    const secret = newSecret();
    const id = newId();
    // Closing waits for this row, or this for it.
    const open = await tx.query(
      'update administrator set last_seen_at = $2 where id = $1 and disabled_at is null returning id',
      [administratorId, now],
    );
    if (open.length === 0) throw new DomainError('sign-in.failed');
    await tx.query(
      `insert into administrator_session
         (id, org_id, administrator_id, token_hash, method, acr, amr, created_at, last_seen_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
      [
        ...[id, orgId, administratorId, this.hashOf(secret), method, acr, [...amr], now],
        new Date(now.getTime() + IDLE_MS),
      ],
    );
    await recordAct(tx, {
      orgId,
      actorId: administratorId,
      action: 'administration.session-started',
      targetId: id,
      details: { method, acr, amr: amr.join(' ') },
      at: now,
    });
    return administrationCookies.session.set(secret, LONGEST_MS / 1_000);
  }

  async signOut({ id, orgId, sessionId }: Administrator): Promise<void> {
    const at = this.clock.now();
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await tx.query(
        'update administrator_session set revoked_at = $2 where id = $1 and revoked_at is null',
        [sessionId, at],
      );
      const action = 'administration.session-ended';
      await recordAct(tx, { orgId, actorId: id, action, targetId: sessionId, at });
    });
  }

  /** All of an administrator: nothing but requests comes by them, and each request asks again. */
  async endAll(tx: Tx, administratorId: string): Promise<void> {
    await tx.query(
      'update administrator_session set revoked_at = $2 where administrator_id = $1 and revoked_at is null',
      [administratorId, this.clock.now()],
    );
  }

  private async seen(orgId: string, administratorId: string, sessionId: string): Promise<void> {
    const now = this.clock.now();
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await tx.query('update administrator set last_seen_at = $2 where id = $1', [administratorId, now]);
      await tx.query(
        `update administrator_session
         set last_seen_at = $2, expires_at = least(created_at + $3 * interval '1 millisecond', $4)
         where id = $1 and revoked_at is null`,
        [sessionId, now, LONGEST_MS, new Date(now.getTime() + IDLE_MS)],
      );
    });
  }

  private hashOf(secret: string): Buffer {
    return this.keys.instance.secretHash('administration session', secret);
  }
}
