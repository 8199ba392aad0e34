import { Injectable } from '@nestjs/common';
import type { Me, Profile, updateMeSchema } from '@maroquin/contracts';
import { PeopleNames } from '@maroquin/access';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { Account } from '../accounts/account.entity.js';
import { sealAccount } from '../accounts/accounts.service.js';
import { openProfile, sealProfile } from '../profiles/profile-seals.js';
import { MeService } from './me.service.js';

/** What the person says of themselves: name, language, time zone, profile; and whether they show that they are there. */
@Injectable()
export class UpdateMe {
  constructor(
    private readonly me: MeService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly names: PeopleNames,
  ) {}

  /**
   * @throws {DomainError} request.not-found for a narrow token, request.unprocessable for a time zone that does not exist,
   * request.conflict when it was changed meanwhile
   */
  async run(
    actor: Actor,
    { name, locale, timeZone, hidesPresence, ...profile }: z.infer<typeof updateMeSchema>,
    expectedVersion: number,
  ): Promise<Me> {
    // A token for some things is not for whoever the person is.
    if (actor.tokenScopes !== null && !actor.tokenScopes.includes('all'))
      throw new DomainError('request.not-found');
    const { personId, orgId } = actor;
    if (timeZone !== undefined && !isTimeZone(timeZone)) {
      throw new DomainError('request.unprocessable', {
        fields: [{ path: 'timeZone', message: { fr: 'fuseau horaire inconnu', en: 'unknown time zone' } }],
      });
    }
    const keys = await this.keys.forOrg(orgId);
    const change = {
      ...(name === undefined ? {} : { nameSealed: sealAccount(keys, personId, 'name', name) }),
      ...(locale === undefined ? {} : { locale }),
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(hidesPresence === undefined ? {} : { hidesPresence }),
    };
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const where = { id: personId, version: expectedVersion };
      const known = await tx.manager.findOneBy(Account, where);
      if (known === null) throw new DomainError('request.conflict');
      const before = openProfile(keys, personId, known.profileSealed);
      // The version rises by itself (0073_lists_by_page.sql).
      const { affected } = await tx.manager.update(Account, where, {
        ...change,
        ...(Object.keys(profile).length > 0 && {
          profileSealed: sealProfile(keys, personId, withChanges(before, profile)),
        }),
      });
      if (affected !== 1) throw new DomainError('request.conflict');
    });
    this.names.forget(orgId, personId);
    return this.me.get(actor);
  }
}

/** What is not named stays. */
const withChanges = (
  before: Profile,
  { jobTitle, department, workingHours }: z.infer<typeof updateMeSchema>,
): Profile => ({
  jobTitle: jobTitle === undefined ? before.jobTitle : jobTitle,
  department: department === undefined ? before.department : department,
  workingHours: workingHours === undefined ? before.workingHours : workingHours,
});

/** An IANA name that this Node knows. */
function isTimeZone(name: string): boolean {
  try {
    return (
      new Intl.DateTimeFormat('fr', { timeZone: name }).resolvedOptions().timeZone !== '' &&
      name.includes('/')
    );
  } catch {
    return false;
  }
}
