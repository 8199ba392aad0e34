import { Injectable } from '@nestjs/common';
import type { Me } from '@maroquin/contracts';
import { LinkVisits, PeopleNames } from '@maroquin/access';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { openOrganisationName } from '../organisations/organisations.service.js';
import { Organisation } from '../organisations/organisation.entity.js';

/** Who came in by an external link, about itself: no account, no address, no settings. */
@Injectable()
export class VisitorMe {
  constructor(
    private readonly visits: LinkVisits,
    private readonly names: PeopleNames,
    private readonly database: Database,
    private readonly keys: Keys,
  ) {}

  async get(actor: Actor): Promise<Me> {
    const { personId, orgId } = actor;
    const { expiresAt, ...visit } = await this.visits.about(actor);
    const organisation = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneByOrFail(Organisation, { id: orgId }),
    );
    const name = (await this.names.names(orgId, [personId])).get(personId)?.name ?? '';
    return {
      version: 0,
      person: { id: personId, name, email: '' },
      emailProven: false,
      notices: [],
      profile: { jobTitle: null, department: null, workingHours: null },
      hidesPresence: true,
      organisation: {
        id: orgId,
        hidesPresence: organisation.hidesPresence,
        endsAt: null,
        name: openOrganisationName(await this.keys.forOrg(orgId), organisation.nameSealed),
      },
      capabilities: [],
      videoCallUrl: null,
      locale: 'fr',
      timeZone: organisation.timeZone,
      hasPassword: false,
      personalSpaceId: null,
      visit: { ...visit, expiresAt: expiresAt.toISOString() },
    };
  }
}
