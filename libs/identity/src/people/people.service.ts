import { Injectable } from '@nestjs/common';
import type { handOverResultSchema, peopleSchema, signInLinkSchema } from '@maroquin/contracts';
import { AccessService } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import type { z } from 'zod';
import type { ActsBy } from '../accounts/acts-by.js';
import { HandOverPerson } from './hand-over-person.js';
import { PeopleActs } from './people-acts.js';
import { PeopleLists, type PeopleQuery } from './people-lists.js';

/** The people of an organisation, for those of its members who manage them. */
@Injectable()
export class People {
  constructor(
    private readonly access: AccessService,
    private readonly acts: PeopleActs,
    private readonly lists: PeopleLists,
    private readonly handOvers: HandOverPerson,
  ) {}

  /** @throws {DomainError} request.not-found */
  async list(actor: Actor, query: PeopleQuery): Promise<z.infer<typeof peopleSchema>> {
    this.access.requireOrganisation(actor, 'people.manage');
    return this.lists.list(actor.orgId, query);
  }

  /** @throws {DomainError} request.not-found */
  async createLink(actor: Actor, personId: string): Promise<z.infer<typeof signInLinkSchema>> {
    this.access.requireOrganisation(actor, 'people.manage');
    return this.acts.createLink(byManager(actor), personId);
  }

  /** @throws {DomainError} request.not-found, account.last-administrator */
  async disable(actor: Actor, personId: string): Promise<void> {
    this.access.requireOrganisation(actor, 'people.manage');
    await this.acts.disable(byManager(actor), personId);
  }

  /** @throws {DomainError} request.not-found */
  async enable(actor: Actor, personId: string): Promise<void> {
    this.access.requireOrganisation(actor, 'people.manage');
    await this.acts.enable(byManager(actor), personId);
  }

  /** @throws {DomainError} request.not-found, account.active, access.unknown-subject */
  async handOver(
    actor: Actor,
    personId: string,
    toId: string,
  ): Promise<z.infer<typeof handOverResultSchema>> {
    this.access.requireOrganisation(actor, 'people.manage');
    return this.handOvers.run(byManager(actor), personId, toId);
  }
}

/** Under the lock it still has to manage people. */
export const byManager = (actor: Actor): ActsBy => ({
  orgId: actor.orgId,
  personId: actor.personId,
  tokenId: actor.tokenId,
  ask: (tx) => tx.requireOrganisation(actor, 'people.manage'),
});
