import { Inject, Injectable } from '@nestjs/common';
import { type Locale, localeSchema, type TokenScope } from '@maroquin/contracts';
import { AccessService } from '@maroquin/access';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, BatchedLookUp, Database } from '@maroquin/platform/database';
import type { Authenticator, Credentials } from '@maroquin/platform/http';
import { Keys } from '@maroquin/platform/keys';
import { isProven, sessionProof, tokenProof } from './credential-proofs.js';
import { bearerSecretIn, sessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.service.js';

interface FoundRow {
  readonly account_id: string;
  readonly home_org: string;
  readonly seats: readonly SeatRow[];
  readonly locale: Locale;
  readonly last_seen_at: Date | null;
  readonly created_at: Date;
  readonly proof: Buffer | null;
}

/** As JSON has it. */
interface SeatRow {
  readonly org_id: string;
  readonly account_id: string;
  readonly kind: 'member' | 'admin' | 'guest';
  readonly ends_at: string | null;
  readonly proof: string | null;
}

interface FoundSession extends FoundRow {
  readonly session_id: string;
  readonly method: string;
  readonly acr: string | null;
  readonly amr: string[];
}

interface FoundToken extends FoundRow {
  readonly token_id: string;
  readonly scopes: TokenScope[];
  readonly expires_at: Date | null;
}

const FIND_SESSIONS = {
  name: 'find_sessions',
  text: `select asked.hash, found.* from unnest($1::text[]) as asked (hash)
    cross join lateral find_session(decode(asked.hash, 'hex'), $2) as found`,
};

const TOKEN_SEEN_EVERY_MS = 5 * 60_000;

/** Which person calls. */
@Injectable()
export class AuthService implements Authenticator {
  private readonly sessionRows = new BatchedLookUp<FoundSession>((hashes) => this.readSessions(hashes));

  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly sessions: Sessions,
    private readonly access: AccessService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A bearer token goes before a cookie, also when it is wrong. null: nobody known. */
  async authenticate({ cookie, authorization }: Credentials): Promise<Actor | null> {
    if (authorization !== undefined) return this.byToken(bearerSecretIn(authorization));
    return this.bySession(sessionCookie.read(cookie));
  }

  /**
   * Stands for the session of a browser in something sealed that leaves this service; by itself it lets nobody in, and it
   * ends with the session. null: no session.
   */
  handleOf(cookie: string | undefined): string | null {
    const secret = sessionCookie.read(cookie);
    return secret === null ? null : this.keys.instance.secretHash('session', secret).toString('hex');
  }

  /** Whose session it is, if it has not ended. `handle` must come out of something that was sealed here. */
  async byHandle(handle: string): Promise<Actor | null> {
    return this.bySessionHash(Buffer.from(handle, 'hex'));
  }

  private async bySession(secret: string | null): Promise<Actor | null> {
    return secret === null ? null : this.bySessionHash(this.keys.instance.secretHash('session', secret));
  }

  private async bySessionHash(tokenHash: Buffer): Promise<Actor | null> {
    const row = await this.sessionRows.get(tokenHash.toString('hex'));
    const actor = row === undefined ? null : this.actorOf(row);
    if (row === undefined || actor === null) return null;
    const { session_id: id, method, acr, amr } = row;
    const facts = { ...ownerOf(row), id, tokenHash, method, acr, amr };
    if (!isProven(row.proof, sessionProof(this.keys.instance, facts))) return null;
    const person: Actor = { ...actor, sessionId: id };
    if (row.last_seen_at !== null) await this.sessions.seen(person, row.last_seen_at);
    return person;
  }

  /** By the seats that this service gave. null: a guest whose time is over, or nobody of the home organisation. */
  private actorOf({ account_id, home_org, seats, locale }: FoundRow): Actor | null {
    const given = seats.filter((seat) => this.access.genuine.isGenuine('seat', seat));
    const home = given.find(({ org_id }) => org_id === home_org);
    // The session of a guest may not have been ended yet.
    if (home === undefined || (home.ends_at !== null && new Date(home.ends_at) <= this.clock.now()))
      return null;
    return {
      ...(home.kind === 'guest' ? { standing: 'guest' } : {}),
      personId: account_id,
      orgId: home_org,
      orgs: given.map(({ org_id }) => org_id),
      adminOf: given.filter(({ kind }) => kind === 'admin').map(({ org_id }) => org_id),
      ...{ tokenScopes: null, sessionId: null, tokenId: null },
      locale: localeSchema.catch('fr').parse(locale),
    };
  }

  /** By the hash of their secret, in hexadecimal digits. */
  private async readSessions(hashes: readonly string[]): Promise<ReadonlyMap<string, FoundSession>> {
    const rows = await this.database.callPrepared<FoundSession & { readonly hash: string }>(FIND_SESSIONS, [
      hashes,
      this.clock.now(),
    ]);
    return new Map(rows.map((row) => [row.hash, row]));
  }

  private async byToken(secret: string | null): Promise<Actor | null> {
    if (secret === null) return null;
    const now = this.clock.now();
    const tokenHash = this.keys.instance.secretHash('token', secret);
    const [row] = await this.database.call<FoundToken>('select * from find_api_token($1, $2)', [
      tokenHash,
      now,
    ]);
    const actor = row === undefined ? null : this.actorOf(row);
    if (row === undefined || actor === null) return null;
    const { token_id: id, scopes, expires_at: expiresAt } = row;
    const facts = { ...ownerOf(row), id, tokenHash, scopes, expiresAt };
    if (!isProven(row.proof, tokenProof(this.keys.instance, facts))) return null;
    if (row.last_seen_at === null || now.getTime() - row.last_seen_at.getTime() >= TOKEN_SEEN_EVERY_MS) {
      await this.database.inOrgs({ orgs: [row.home_org] }, (tx) =>
        tx.query('update api_token set last_seen_at = $2 where id = $1', [id, now]),
      );
    }
    return { ...actor, tokenScopes: scopes, tokenId: id };
  }
}

const ownerOf = ({ home_org, account_id, created_at }: FoundRow) => ({
  ...{ orgId: home_org, accountId: account_id, createdAt: created_at },
});
