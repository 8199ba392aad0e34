import { Injectable } from '@nestjs/common';
import type { Me } from '@maroquin/contracts';
import { Spaces } from '@maroquin/access';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { Account } from '../accounts/account.entity.js';
import { openAccount } from '../accounts/accounts.service.js';
import { AccountNotices } from '../notices/account-notices.js';
import { openOrganisationName } from '../organisations/organisations.service.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { Capabilities } from './capabilities.js';
import { VisitorMe } from './visitor-me.js';

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
    const { account, organisation, notices } = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => ({
      account: await tx.manager.findOneByOrFail(Account, { id: personId }),
      organisation: await tx.manager.findOneByOrFail(Organisation, { id: orgId }),
      // A program tells nobody.
      notices: actor.tokenId === null ? await this.notices.newest(tx, personId) : [],
    }));
    return {
      person: {
        id: personId,
        name: openAccount(keys, personId, 'name', account.nameSealed),
        email: openAccount(keys, personId, 'email', account.emailSealed),
      },
      emailProven: account.emailProvenAt !== null,
      notices: await this.notices.toViews(orgId, notices),
      organisation: { id: orgId, name: openOrganisationName(keys, organisation.nameSealed) },
      capabilities: await this.capabilities.of(actor, organisation),
      locale: account.locale,
      timeZone: account.timeZone,
      hasPassword: account.passwordSealed !== null,
      personalSpaceId: actor.standing === 'guest' ? null : await this.spaces.personalSpaceOf(actor),
    };
  }
}
