import { Inject, Injectable } from '@nestjs/common';
import { type AdministeredSession, type AdministeredToken, idSchema } from '@maroquin/contracts';
import { SubjectIndex } from '@maroquin/access';
import { openAccount } from '@maroquin/identity';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import type { Administrator } from '@maroquin/platform/http';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { AdministrationScope } from './administration-scope.js';

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
/** `q`: what is looked for in the names and addresses of those whose they are. */
type Search = Paging & { readonly q?: string };

/** The newest first, of one that is named `x`. */
const page = (x: string): string => `and ($3::uuid is null or ${x}.id < $3)
  and ($4::uuid[] is null or ${x}.account_id = any($4)) order by ${x}.id desc limit $5`;
const SESSIONS = `
select s.id, s.account_id, a.name_sealed, s.method, s.amr, s.created_at, s.last_seen_at
from session s join account a on a.id = s.account_id
where s.org_id = $1 and s.revoked_at is null and s.expires_at > $2 ${page('s')}`;
const TOKENS = `
select t.id, t.account_id, a.name_sealed, t.scopes, t.created_at, t.last_seen_at, t.expires_at
from api_token t join account a on a.id = t.account_id
where t.org_id = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > $2) ${page('t')}`;

/** Where people and their programs are signed in to the suite. */
@Injectable()
export class AdministrationSessionLists {
  constructor(
    private readonly scope: AdministrationScope,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly index: SubjectIndex,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Open ones, the newest first. @throws {DomainError} request.not-found */
  async list(by: Administrator, orgId: string, search: Search): Promise<Page<AdministeredSession>> {
    await this.scope.require(by, orgId);
    const keys = await this.keys.forOrg(orgId);
    const { items, next } = await this.page<SessionRow>('sessions', SESSIONS, orgId, search);
    const views = items.map((row) => ({
      id: row.id,
      person: { id: row.account_id, name: openAccount(keys, row.account_id, 'name', row.name_sealed) },
      method: row.method,
      strong: row.amr.includes('mfa'),
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
    }));
    return { items: views, next };
  }

  /** Those that still open something, the newest first. @throws {DomainError} request.not-found */
  async listTokens(by: Administrator, orgId: string, search: Search): Promise<Page<AdministeredToken>> {
    await this.scope.require(by, orgId);
    const keys = await this.keys.forOrg(orgId);
    const { items, next } = await this.page<TokenRow>('tokens', TOKENS, orgId, search);
    const views = items.map((row) => ({
      id: row.id,
      person: { id: row.account_id, name: openAccount(keys, row.account_id, 'name', row.name_sealed) },
      scopes: row.scopes,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at?.toISOString() ?? null,
      expiresAt: row.expires_at?.toISOString() ?? null,
    }));
    return { items: views, next };
  }

  /** Ids rise with time. */
  private async page<R extends Row | TokenRow>(
    list: string,
    sql: string,
    orgId: string,
    { q = '', ...paging }: Search,
  ): Promise<Page<R>> {
    const whose = await this.index.peopleMatching(orgId, q);
    const now = this.clock.now();
    return readPage(
      this.keys.instance,
      {
        ...{ audience: `${list} ${orgId} ${q}`, place: idSchema, placeOf: ({ id }: R) => id },
        read: (after, limit) =>
          this.database.inOrgs({ orgs: [orgId] }, (tx) =>
            tx.query<R>(sql, [orgId, now, after, whose, limit]),
          ),
      },
      paging,
    );
  }
}
