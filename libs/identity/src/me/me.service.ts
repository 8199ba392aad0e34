import { Injectable } from '@nestjs/common';
import type { Me, updateMeSchema } from '@maroquin/contracts';
import { LinkVisits, PeopleNames, Spaces } from '@maroquin/access';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { Account } from '../accounts/account.entity.js';
import { openAccount, sealAccount } from '../accounts/accounts.service.js';
import { openOrganisationName } from '../organisations/organisations.service.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { Capabilities } from './capabilities.js';

/** The person who is signed in, about itself. */
@Injectable()
export class MeService {
  constructor(
    private readonly capabilities: Capabilities,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly spaces: Spaces,
    private readonly names: PeopleNames,
    private readonly visits: LinkVisits,
  ) {}

  async get(actor: Actor): Promise<Me> {
    if (actor.standing === 'visitor') return this.visitor(actor);
    const { personId, orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    const { account, organisation } = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => ({
      account: await tx.manager.findOneByOrFail(Account, { id: personId }),
      organisation: await tx.manager.findOneByOrFail(Organisation, { id: orgId }),
    }));
    return {
      person: {
        id: personId,
        name: openAccount(keys, personId, 'name', account.nameSealed),
        email: openAccount(keys, personId, 'email', account.emailSealed),
      },
      organisation: { id: orgId, name: openOrganisationName(keys, organisation.nameSealed) },
      capabilities: await this.capabilities.of(actor, organisation),
      locale: account.locale,
      timeZone: account.timeZone,
      hasPassword: account.passwordSealed !== null,
      personalSpaceId: actor.standing === 'guest' ? null : await this.spaces.personalSpaceOf(actor),
    };
  }

  /** Who came in by an external link: no account, no address, no settings. */
  private async visitor(actor: Actor): Promise<Me> {
    const { personId, orgId } = actor;
    const { expiresAt, ...visit } = await this.visits.about(actor);
    const organisation = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneByOrFail(Organisation, { id: orgId }),
    );
    const name = (await this.names.names(orgId, [personId])).get(personId)?.name ?? '';
    return {
      person: { id: personId, name, email: '' },
      organisation: {
        id: orgId,
        name: openOrganisationName(await this.keys.forOrg(orgId), organisation.nameSealed),
      },
      capabilities: [],
      locale: 'fr',
      timeZone: organisation.timeZone,
      hasPassword: false,
      personalSpaceId: null,
      visit: { ...visit, expiresAt: expiresAt.toISOString() },
    };
  }

  /** @throws {DomainError} request.not-found for a narrow token, request.unprocessable for a time zone that does not exist */
  async update(actor: Actor, { name, locale, timeZone }: z.infer<typeof updateMeSchema>): Promise<Me> {
    // A token for some things is not for who the person is.
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
    };
    if (Object.keys(change).length > 0) {
      await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
        tx.manager.update(Account, { id: personId }, change),
      );
      this.names.forget(orgId, personId);
    }
    return this.get(actor);
  }
}

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
