import { Inject, Injectable } from '@nestjs/common';
import { AccessService, type LockedTx } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { IsNull, MoreThan } from 'typeorm';
import type { KnownAccount } from '../accounts/accounts.service.js';
import { newSecret } from '../secrets/secret.js';
import { sessionProof } from './credential-proofs.js';
import { Session, type SignInMethod, type SignInProof } from './session.entity.js';

const HOUR = 60 * 60_000;
/** A browser that did nothing for this long signs in again: a working day and its evening. */
const SESSION_IDLE_MS = 12 * HOUR;
/** And in any case after this. */
const SESSION_MAX_MS = 30 * 24 * HOUR;
/** Use is written to the database at most this often. */
const SEEN_EVERY_MS = 5 * 60_000;
/** Browsers of one person; the oldest gives way. */
const MAX_SESSIONS = 20;

export interface NewSession extends KnownAccount {
  readonly sessionId: string;
  /** For the cookie only. */
  readonly token: string;
  readonly maxAgeSeconds: number;
}

/** Browsers that are signed in: kept by the server, so that one can be ended at once. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Always a new secret: what a browser held before signing in is worth nothing afterwards. */
  async start(
    tx: Tx,
    { personId, orgId }: KnownAccount,
    method: SignInMethod,
    { acr = null, amr = [] }: SignInProof = {},
  ): Promise<NewSession> {
    const now = this.clock.now();
    const token = newSecret();
    const sessionId = newId();
    // Every way of signing in ends here: who was disabled meanwhile is not admitted. Disabling waits for this row, or we
    // for it.
    const open = await tx.query(
      'update account set last_seen_at = $2 where id = $1 and disabled_at is null returning id',
      [personId, now],
    );
    if (open.length === 0) throw new DomainError('sign-in.failed');
    const session = {
      ...{ id: sessionId, orgId, accountId: personId, createdAt: now },
      ...{ method, acr, amr: [...amr] },
      tokenHash: this.keys.instance.secretHash('session', token),
    };
    await tx.manager.insert(Session, {
      ...session,
      proof: sessionProof(this.keys.instance, session),
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + SESSION_IDLE_MS),
    });
    const surplus = await tx.query<{ id: string }>(
      `select id from session where account_id = $1 and revoked_at is null and expires_at > $2
       order by last_seen_at desc, id desc offset $3`,
      [personId, now, MAX_SESSIONS],
    );
    await this.end(
      tx,
      surplus.map((row) => row.id),
    );
    await recordAct(tx, {
      orgId,
      actorId: personId,
      action: 'session.started',
      targetId: sessionId,
      details: { method, acr, amr: amr.join(' ') },
      at: now,
    });
    return { personId, orgId, sessionId, token, maxAgeSeconds: SESSION_MAX_MS / 1_000 };
  }

  /** Somebody uses it: it lives on, but never beyond its longest life. */
  async seen(actor: Actor, lastSeenAt: Date): Promise<void> {
    const now = this.clock.now();
    if (actor.sessionId === null || now.getTime() - lastSeenAt.getTime() < SEEN_EVERY_MS) return;
    await this.database.inOrgs({ orgs: [actor.orgId] }, async (tx) => {
      // The account first, as whoever disables it does: the two wait for each other in one order.
      await tx.query('update account set last_seen_at = $2 where id = $1', [actor.personId, now]);
      await tx.query(
        `update session set last_seen_at = $2, expires_at = least(created_at + $3 * interval '1 millisecond', $4)
         where id = $1 and revoked_at is null`,
        [actor.sessionId, now, SESSION_MAX_MS, new Date(now.getTime() + SESSION_IDLE_MS)],
      );
    });
  }

  /** Of a browser that signs out. */
  async signOut(actor: Actor): Promise<void> {
    const { sessionId, personId, orgId } = actor;
    if (sessionId === null) return;
    await this.database.inOrgs({ orgs: [orgId] }, (tx) => this.endOne(tx, { personId, orgId }, sessionId));
  }

  /** Of a browser in which somebody signs in again; a secret that is no session's is left alone. */
  async endReplaced(secret: string): Promise<void> {
    const now = this.clock.now();
    const [found] = await this.database.call<{ session_id: string; account_id: string; home_org: string }>(
      'select session_id, account_id, home_org from find_session($1, $2)',
      [this.keys.instance.secretHash('session', secret), now],
    );
    if (found === undefined) return;
    const { session_id: sessionId, account_id: personId, home_org: orgId } = found;
    await this.database.inOrgs({ orgs: [orgId] }, (tx) => this.endOne(tx, { orgId, personId }, sessionId));
  }

  /** Those that are open, newest use first. */
  listOpen(tx: Tx, personId: string): Promise<Session[]> {
    return tx.manager.find(Session, {
      where: { accountId: personId, revokedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) },
      order: { lastSeenAt: 'desc', id: 'desc' },
      take: MAX_SESSIONS,
    });
  }

  /**
   * What somebody does to its own account: the session by which it comes is held, so that one which is ended at the same
   * moment changes nothing afterwards. @throws {DomainError} request.not-found when it is over
   */
  whilePresent<T>(actor: Actor, work: (tx: LockedTx) => Promise<T>): Promise<T> {
    return this.access.locks.addToOrganisation(actor, actor.orgId, async (tx) => {
      // Two sessions that end each other would otherwise each hold the other's row.
      await tx.query('select 1 from account where id = $1 for update', [actor.personId]);
      await tx.requirePresent(actor);
      return work(tx);
    });
  }

  /** One of a person's own browsers. @throws {DomainError} request.not-found */
  async endOwn(actor: Actor, id: string): Promise<void> {
    const { personId, orgId } = actor;
    await this.whilePresent(actor, async (tx) => {
      const open = await tx.manager.findOneBy(Session, { id, accountId: personId, revokedAt: IsNull() });
      if (open === null) throw new DomainError('request.not-found');
      await this.endOne(tx, { personId, orgId }, id);
    });
  }

  /** Every browser of a person but the one that asks. */
  async endOwnOthers(actor: Actor): Promise<void> {
    const { personId, orgId, sessionId } = actor;
    await this.whilePresent(actor, async (tx) => {
      await this.endOthers(tx, personId, sessionId);
      const at = this.clock.now();
      await recordAct(tx, {
        orgId,
        actorId: personId,
        action: 'session.others-ended',
        targetId: personId,
        at,
      });
    });
  }

  private async endOne(tx: Tx, { personId, orgId }: KnownAccount, id: string): Promise<void> {
    await this.end(tx, [id]);
    const at = this.clock.now();
    await recordAct(tx, { orgId, actorId: personId, action: 'session.ended', targetId: id, at });
  }

  /** All of a person but one (null: all). */
  async endOthers(tx: Tx, personId: string, keepId: string | null): Promise<void> {
    const rows = await tx.query<{ id: string }>(
      'select id from session where account_id = $1 and revoked_at is null and id is distinct from $2::uuid',
      [personId, keepId],
    );
    await this.end(
      tx,
      rows.map((row) => row.id),
    );
  }

  /** All of a person, and its programs' tokens. */
  async endAll(tx: Tx, personId: string): Promise<void> {
    await this.endOthers(tx, personId, null);
    const tokens = await tx.query<{ id: string }>(
      'update api_token set revoked_at = $2 where account_id = $1 and revoked_at is null returning id',
      [personId, this.clock.now()],
    );
    if (tokens.length === 0) return;
    await this.access.recordSessionsEnded(
      tx,
      tokens.map((row) => row.id),
    );
  }

  /** Those named, whoever signs them out. */
  endThese(tx: Tx, sessionIds: readonly string[]): Promise<void> {
    return this.end(tx, sessionIds);
  }

  /** Open sockets close as soon as it is committed, on every node. */
  private async end(tx: Tx, sessionIds: readonly string[]): Promise<void> {
    if (sessionIds.length === 0) return;
    await tx.query('update session set revoked_at = $2 where id = any($1::uuid[]) and revoked_at is null', [
      sessionIds,
      this.clock.now(),
    ]);
    await this.access.recordSessionsEnded(tx, sessionIds);
  }
}
