import { Injectable } from '@nestjs/common';
import { MAY_BE_MAILED, openAccount } from '@maroquin/identity';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';

interface RecipientRow {
  readonly email_sealed: Buffer;
  readonly locale: 'fr' | 'en';
  readonly time_zone: string;
  readonly guest: boolean;
}
export interface Recipient {
  readonly address: string;
  readonly timeZone: string;
  /** The person, as far as what it may see is asked. */
  readonly actor: Actor;
}

/** To whom something is sent: to open accounts; mail only to an address that is known to be the person's. */
@Injectable()
export class Recipients {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
  ) {}

  async find(
    orgId: string,
    personId: string,
    { now, byMail }: { readonly now: Date; readonly byMail: boolean },
  ): Promise<Recipient | null> {
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<RecipientRow>(
        `select a.email_sealed, a.locale, a.time_zone, s.kind = 'guest' as guest
         from account a join seat s on s.org_id = a.org_id and s.account_id = a.id
         where a.org_id = $1 and a.id = $2 and a.disabled_at is null and a.deleted_at is null
           and (s.ends_at is null or s.ends_at > $3) and (not $4 or ${MAY_BE_MAILED})`,
        [orgId, personId, now, byMail],
      ),
    );
    if (row === undefined) return null;
    return {
      address: openAccount(await this.keys.forOrg(orgId), personId, 'email', row.email_sealed),
      timeZone: row.time_zone,
      actor: {
        ...{ personId, orgId, orgs: [orgId], adminOf: [], tokenScopes: null, sessionId: null, tokenId: null },
        ...{ locale: row.locale, ...(row.guest && { standing: 'guest' as const }) },
      },
    };
  }
}
