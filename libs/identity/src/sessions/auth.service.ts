import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type Locale, localeSchema, type TokenScope } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, BatchedLookUp, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { type Authenticator, type Credentials, networkOf, RateLimiter } from '@maroquin/platform/http';
import { Keys } from '@maroquin/platform/keys';
import { Account } from '../accounts/account.entity.js';
import {
  Accounts,
  type KnownAccount,
  openPasswordHash,
  sealPasswordHash,
} from '../accounts/accounts.service.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { bearerSecretIn, sessionSecretIn } from './session-cookie.js';
import { type NewSession, Sessions } from './sessions.service.js';

interface FoundRow {
  readonly session_id?: string;
  readonly token_id?: string;
  readonly account_id: string;
  readonly home_org: string;
  readonly orgs: string[];
  readonly admin_of: string[];
  readonly scopes?: TokenScope[];
  readonly locale: Locale;
  readonly last_seen_at: Date | null;
}

const FIND_SESSIONS = {
  name: 'find_sessions',
  text: `select asked.hash, found.* from unnest($1::text[]) as asked (hash)
    cross join lateral find_session(decode(asked.hash, 'hex'), $2) as found`,
};

const TOKEN_SEEN_EVERY_MS = 5 * 60_000;
/** Longer than judging takes, so that the time of a refusal does not tell whether somebody has this address. */
const REFUSE_AFTER_MS = 300;

/** Who knocks, and signing in by password. */
@Injectable()
export class AuthService implements Authenticator {
  private readonly perNetwork: RateLimiter;
  private readonly perAccount: RateLimiter;
  private readonly perAccountAndNetwork: RateLimiter;
  private readonly sessionRows = new BatchedLookUp<FoundRow>((hashes) => this.readSessions(hashes));

  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly hasher: PasswordHasher,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    // A whole prefecture may come from one address; one account is tried by its person only. Whoever tries it from
    // elsewhere must not shut its person out, so over all networks more is allowed.
    this.perNetwork = new RateLimiter({ burst: 100, refillMs: 2_000 }, clock);
    this.perAccount = new RateLimiter({ burst: 100, refillMs: 10_000 }, clock);
    this.perAccountAndNetwork = new RateLimiter({ burst: 10, refillMs: 60_000 }, clock);
  }

  /** A bearer token goes before a cookie, also when it is wrong. null: nobody known. */
  async authenticate({ cookie, authorization }: Credentials): Promise<Actor | null> {
    if (authorization !== undefined) return this.byToken(bearerSecretIn(authorization));
    return this.bySession(sessionSecretIn(cookie));
  }

  private async bySession(secret: string | null): Promise<Actor | null> {
    if (secret === null) return null;
    const hash = this.keys.instance.secretHash('session', secret).toString('hex');
    const row = await this.sessionRows.get(hash);
    if (row === undefined) return null;
    const actor = toActor(row);
    if (row.last_seen_at !== null) await this.sessions.seen(actor, row.last_seen_at);
    return actor;
  }

  /** By the hash of their secret, in hexadecimal digits. */
  private async readSessions(hashes: readonly string[]): Promise<ReadonlyMap<string, FoundRow>> {
    const rows = await this.database.callPrepared<FoundRow & { readonly hash: string }>(FIND_SESSIONS, [
      hashes,
      this.clock.now(),
    ]);
    return new Map(rows.map((row) => [row.hash, row]));
  }

  private async byToken(secret: string | null): Promise<Actor | null> {
    if (secret === null) return null;
    const now = this.clock.now();
    const [row] = await this.database.call<FoundRow>('select * from find_api_token($1, $2)', [
      this.keys.instance.secretHash('token', secret),
      now,
    ]);
    if (row === undefined) return null;
    if (row.last_seen_at === null || now.getTime() - row.last_seen_at.getTime() >= TOKEN_SEEN_EVERY_MS) {
      await this.database.inOrgs({ orgs: [row.home_org] }, (tx) =>
        tx.query('update api_token set last_seen_at = $2 where id = $1', [row.token_id, now]),
      );
    }
    return toActor(row);
  }

  /**
   * The same answer, after the same time, whether the address is unknown, has no password, or the password is wrong.
   * @throws {DomainError} sign-in.failed, request.too-many
   */
  async signIn(email: string, password: string, address: string): Promise<NewSession> {
    const [network, key] = [networkOf(address), this.accounts.keyOf(email)];
    this.perNetwork.take(network);
    this.perAccountAndNetwork.take(`${key} ${network}`);
    this.perAccount.take(key);
    const refusal = pause(REFUSE_AFTER_MS, undefined, { ref: false });
    const account = await this.accounts.findByEmail(email);
    const stored = account === null ? null : await this.passwordOf(account);
    const matches = await this.hasher.verify(stored, password);
    if (account === null || stored === null || !matches) {
      if (account !== null) await this.recordFailure(account);
      await refusal;
      throw new DomainError('sign-in.failed');
    }
    const keys = await this.keys.forOrg(account.orgId);
    const passwordSealed = this.hasher.isOutdated(stored)
      ? sealPasswordHash(keys, account.personId, await this.hasher.hash(password))
      : null;
    return this.database.inOrgs({ orgs: [account.orgId] }, async (tx) => {
      if (passwordSealed !== null)
        await tx.manager.update(Account, { id: account.personId }, { passwordSealed });
      return this.sessions.start(tx, account, 'password');
    });
  }

  private async passwordOf({ personId, orgId }: KnownAccount): Promise<string | null> {
    const account = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneBy(Account, { id: personId }),
    );
    const sealed = account?.passwordSealed ?? null;
    return sealed === null ? null : openPasswordHash(await this.keys.forOrg(orgId), personId, sealed);
  }

  private recordFailure({ personId, orgId }: KnownAccount): Promise<void> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      recordAct(tx, {
        orgId,
        actorId: null,
        action: 'sign-in.failed',
        targetId: personId,
        at: this.clock.now(),
      }),
    );
  }
}

const toActor = (row: FoundRow): Actor => ({
  personId: row.account_id,
  orgId: row.home_org,
  orgs: row.orgs,
  adminOf: row.admin_of,
  tokenScopes: row.scopes ?? null,
  sessionId: row.session_id ?? null,
  tokenId: row.token_id ?? null,
  locale: localeSchema.catch('fr').parse(row.locale),
});
