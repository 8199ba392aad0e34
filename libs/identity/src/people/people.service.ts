import { Injectable } from '@nestjs/common';
import type { handOverResultSchema, PersonRow, signInLinkSchema } from '@maroquin/contracts';
import { AccessService } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import type { z } from 'zod';
import type { ActsBy } from '../accounts/acts-by.js';
import { HandOverPerson } from './hand-over-person.js';
import { PeopleActs } from './people-acts.js';

/** The people of an organisation, for those of its members who manage them. */
@Injectable()
export class People {
  constructor(
    private readonly access: AccessService,
    private readonly acts: PeopleActs,
    private readonly handOvers: HandOverPerson,
  ) {}

  /** @throws {DomainError} request.not-found */
  async list(actor: Actor): Promise<PersonRow[]> {
    this.access.requireOrganisation(actor, 'people.manage');
    return this.acts.list(actor.orgId);
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
