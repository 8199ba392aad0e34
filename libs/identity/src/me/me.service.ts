import { Injectable } from '@nestjs/common';
import type { Locale, Me } from '@maroquin/contracts';
import { Spaces } from '@maroquin/access';
import { type Actor, Database, type ReadStatement } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { openAccount } from '../accounts/accounts.service.js';
import { AccountNotices } from '../mails/account-notices.js';
import { openOrganisationName } from '../organisations/organisations.service.js';
import { openProfile } from '../profiles/profile-seals.js';
import { Capabilities } from './capabilities.js';
import { VisitorMe } from './visitor-me.js';

interface MeRow {
  readonly version: number;
  readonly name_sealed: Buffer;
  readonly email_sealed: Buffer;
  readonly email_is_proven: boolean;
  readonly has_password: boolean;
  readonly locale: Locale;
  readonly time_zone: string;
  readonly profile_sealed: Buffer | null;
  readonly photo_id: string | null;
  readonly hides_presence: boolean;
  readonly organisation_hides: boolean;
  readonly organisation_sealed: Buffer;
  readonly set_up_at: Date | null;
  readonly ends_at: Date | null;
}

const ME: ReadStatement = {
  name: 'me',
  text: `select a.version, a.name_sealed, a.email_sealed, a.email_proven_at is not null as email_is_proven,
      a.password_sealed is not null as has_password, a.locale, a.time_zone,
      a.profile_sealed, a.photo_id, a.hides_presence, o.hides_presence as organisation_hides,
      o.name_sealed as organisation_sealed, o.set_up_at,
      (select e.due_at from organisation_end e where e.org_id = o.id and e.withdrawn_at is null) as ends_at
    from account a join organisation o on o.id = a.org_id where a.id = $1`,
};

/** The person who is signed in, about itself. */
@Injectable()
export class MeService {
  constructor(
    private readonly capabilities: Capabilities,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly spaces: Spaces,
    private readonly notices: AccountNotices,
    private readonly visitors: VisitorMe,
  ) {}

  async get(actor: Actor): Promise<Me> {
    if (actor.standing === 'visitor') return this.visitors.get(actor);
    const { personId, orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    // Asked at the same moment, they go in one round trip.
    const [[me], notices, personalSpaceId, isAuditor, isCustodian] = await Promise.all([
      this.database.readAlong<MeRow>([orgId], ME, [personId]),
      // A program tells nobody.
      actor.tokenId === null ? this.notices.newest(orgId, personId) : [],
      actor.standing === 'guest' ? null : this.spaces.personalSpaceOf(actor),
      this.capabilities.isAuditor(actor),
      this.capabilities.isCustodian(actor),
    ]);
    if (me === undefined) throw new DomainError('request.unauthenticated');
    return {
      version: me.version,
      person: {
        id: personId,
        name: openAccount(keys, personId, 'name', me.name_sealed),
        email: openAccount(keys, personId, 'email', me.email_sealed),
        ...(me.photo_id !== null && { photo: me.photo_id }),
      },
      profile: openProfile(keys, personId, me.profile_sealed),
      hidesPresence: me.hides_presence,
      emailProven: me.email_is_proven,
      notices: await this.notices.toViews(orgId, notices),
      organisation: {
        ...{ id: orgId, name: openOrganisationName(keys, me.organisation_sealed) },
        hidesPresence: me.organisation_hides,
        endsAt: me.ends_at?.toISOString() ?? null,
      },
      capabilities: this.capabilities.of(actor, { setUpAt: me.set_up_at, isAuditor, isCustodian }),
      videoCallUrl: this.capabilities.videoCallUrl,
      locale: me.locale,
      timeZone: me.time_zone,
      hasPassword: me.has_password,
      personalSpaceId,
    };
  }
}
