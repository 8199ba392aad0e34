import { Inject, Injectable } from '@nestjs/common';
import {
  type CreatedToken,
  idSchema,
  MAX_OWN_TOKENS,
  type newTokenSchema,
  type TokenView,
} from '@maroquin/contracts';
import { ApiToken, ApiTokens, type MadeToken } from '@maroquin/identity';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { requireBrowser, requireFreshSignIn } from '../factors/fresh-sign-in.js';

const place = (accountId: string, id: string) => ({
  ...{ table: 'api_token', column: 'name' },
  row: `${accountId} ${id}`,
});

/** What a person lets programs do in its name. A program may neither see nor make any. */
@Injectable()
export class OwnTokens {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly tokens: ApiTokens,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those that still open something, the newest first. @throws {DomainError} request.not-found for a program */
  async list(actor: Actor, paging: Paging): Promise<Page<TokenView>> {
    requireBrowser(actor);
    const { personId, orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    const now = this.clock.now();
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `own tokens ${personId}`, place: idSchema, placeOf: ({ id }: ApiToken) => id },
        read: (after, limit) =>
          this.database.inOrgs({ orgs: [orgId] }, (tx) => {
            const rows = tx.manager.createQueryBuilder(ApiToken, 't').where({ accountId: personId });
            rows.andWhere('t.revoked_at is null and (t.expires_at is null or t.expires_at > :now)', { now });
            // Ids rise with time.
            if (after !== null) rows.andWhere('t.id < :after', { after });
            return rows.orderBy('t.id', 'DESC').limit(limit).getMany();
          }),
      },
      paging,
    );
    const nameOf = ({ id, nameSealed }: ApiToken): string | null =>
      nameSealed === null ? null : keys.openText(place(personId, id), nameSealed);
    return { items: items.map((row) => toView(row, nameOf(row), row.lastSeenAt)), next };
  }

  /** @throws {DomainError} request.not-found, sign-in.not-fresh, token.too-many */
  async create(actor: Actor, { name, scopes, days }: z.infer<typeof newTokenSchema>): Promise<CreatedToken> {
    const { personId, orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    const { row, token } = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const now = this.clock.now();
      // It holds the account, so that two at once are counted one after the other.
      await requireFreshSignIn(tx, actor, now);
      const [used] = await tx.query<{ count: number }>(
        `select count(*)::int as count from api_token
         where account_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
        [personId, now],
      );
      if (used === undefined || used.count >= MAX_OWN_TOKENS) throw new DomainError('token.too-many');
      return this.tokens.createInTransaction(tx, {
        ...{ personId, orgId, scopes, days, createdBy: personId },
        seal: (id) => keys.seal(place(personId, id), name),
      });
    });
    return { ...toView(row, name, null), secret: token };
  }

  /** At once and on every node. @throws {DomainError} request.not-found */
  async revoke(actor: Actor, id: string): Promise<void> {
    requireBrowser(actor);
    const { personId, orgId } = actor;
    if ((await this.tokens.revoke({ personId, orgId }, id, personId)) === 0)
      throw new DomainError('request.not-found');
  }
}

const toView = (
  { id, scopes, createdAt, expiresAt }: MadeToken['row'],
  name: string | null,
  lastSeenAt: Date | null,
): TokenView => ({
  ...{ id, name, scopes },
  createdAt: createdAt.toISOString(),
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
  expiresAt: expiresAt?.toISOString() ?? null,
});
