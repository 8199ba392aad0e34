import { Injectable } from '@nestjs/common';
import { AccessService, PeopleNames } from '@maroquin/access';
import type { PersonCard } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { openAccount } from '../accounts/accounts.service.js';
import { openProfile } from './profile-seals.js';

interface CardRow {
  readonly email_sealed: Buffer;
  readonly profile_sealed: Buffer | null;
  readonly time_zone: string;
}
const CARD = {
  name: 'card of a person',
  text: `select email_sealed, profile_sealed, time_zone from account
    where org_id = $1 and id = $2 and disabled_at is null and deleted_at is null`,
};

/** What colleagues say of themselves, to those who see the directory of their organisation. */
@Injectable()
export class Profiles {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly names: PeopleNames,
  ) {}

  /** @throws {DomainError} request.not-found */
  async card(actor: Actor, personId: string): Promise<PersonCard> {
    this.access.requireOrganisation(actor, 'people.list');
    const { orgId } = actor;
    const [row] = await this.database.readIn<CardRow>([orgId], CARD, [orgId, personId]);
    const person = (await this.names.names(orgId, [personId])).get(personId);
    if (row === undefined || person === undefined) throw new DomainError('request.not-found');
    const keys = await this.keys.forOrg(orgId);
    return {
      person,
      email: openAccount(keys, personId, 'email', row.email_sealed),
      timeZone: row.time_zone,
      ...openProfile(keys, personId, row.profile_sealed),
    };
  }
}
