import { Inject, Injectable } from '@nestjs/common';
import { AccessService, PeopleNames, SubjectIndex } from '@maroquin/access';
import { type Guest, idSchema, instantSchema } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { z } from 'zod';
import { openAccount } from '../accounts/accounts.service.js';

interface GuestRow {
  readonly account_id: string;
  readonly version: number;
  readonly email_sealed: Buffer;
  readonly sponsor_id: string;
  readonly ends_at: Date;
  readonly invited_at: Date;
  readonly last_seen_at: Date | null;
}

const GUESTS = `
select g.account_id, g.version, a.email_sealed, g.sponsor_id, s.ends_at, g.invited_at, a.last_seen_at
from guest g join seat s on s.org_id = g.org_id and s.account_id = g.account_id
join account a on a.id = g.account_id
where g.org_id = $1 and g.space_id = $2 and a.disabled_at is null
  and ($3::timestamptz is null or (s.ends_at, g.account_id) < ($3, $4::uuid))
  and ($5::uuid[] is null or g.account_id = any($5))
order by s.ends_at desc, g.account_id desc limit $6`;

const placeSchema = z.strictObject({ at: instantSchema, id: idSchema });

/** The guests of a space, as those see them who manage its access. */
@Injectable()
export class GuestLists {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly people: PeopleNames,
    private readonly index: SubjectIndex,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Who ends last comes first.
   * @param q what is looked for in their names and addresses
   * @throws {DomainError} request.not-found
   */
  async list(
    actor: Actor,
    spaceId: string,
    { q = '', ...paging }: Paging & { q?: string },
  ): Promise<Page<Guest>> {
    const { orgId } = await this.access.require(actor, 'access.manage', spaceId);
    const wanted = await this.index.peopleMatching(orgId, q);
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `guests of ${spaceId} ${q}`, place: placeSchema },
        placeOf: ({ account_id, ends_at }: GuestRow) => ({ id: account_id, at: ends_at.toISOString() }),
        read: (after, limit) =>
          this.database.inOrgs({ orgs: [orgId] }, (tx) =>
            tx.query<GuestRow>(GUESTS, [orgId, spaceId, after?.at ?? null, after?.id ?? null, wanted, limit]),
          ),
      },
      paging,
    );
    return { items: await this.views(orgId, items), next };
  }

  private async views(orgId: string, rows: readonly GuestRow[]): Promise<Guest[]> {
    const keys = await this.keys.forOrg(orgId);
    const names = await this.people.names(
      orgId,
      rows.flatMap((row) => [row.account_id, row.sponsor_id]),
    );
    return rows.flatMap((row) => {
      const person = names.get(row.account_id);
      if (person === undefined) return [];
      return [
        {
          version: row.version,
          person,
          email: openAccount(keys, row.account_id, 'email', row.email_sealed),
          sponsor: names.get(row.sponsor_id) ?? null,
          endsAt: row.ends_at.toISOString(),
          over: row.ends_at <= this.clock.now(),
          invitedAt: row.invited_at.toISOString(),
          lastSeenAt: row.last_seen_at?.toISOString() ?? null,
        },
      ];
    });
  }
}
