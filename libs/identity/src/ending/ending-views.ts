import { Inject, Injectable } from '@nestjs/common';
import type { OrganisationEnd } from '@maroquin/contracts';
import { AccessService, Duties } from '@maroquin/access';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { KeyDestruction } from '../keyring/key-destruction.service.js';
import { ENDING, type EndingRow, STILL_ASKED } from './ending-row.js';
import { EndingFacts, type FoundEnding } from './ending-facts.js';

/** Whether an organisation ends, and what whoever looks may do about it. */
@Injectable()
export class EndingViews {
  constructor(
    private readonly access: AccessService,
    private readonly duties: Duties,
    private readonly database: Database,
    private readonly facts: EndingFacts,
    private readonly destruction: KeyDestruction,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(actor: Actor): Promise<OrganisationEnd> {
    const found = await this.find(actor.orgId);
    const administers = this.access.mayInOrganisation(actor, 'organisation.end');
    const keeps = await this.duties.holds(actor, 'key-custodian');
    const acts = administers || keeps;
    const noticed = found !== null && found.row.noticed_at !== null;
    const mine = found?.row.asked_by === actor.personId;
    return {
      state: noticed ? 'noticed' : found !== null && acts ? 'asked' : 'none',
      endsAt: found?.row.due_at?.toISOString() ?? null,
      facts: found === null || !acts ? null : await this.facts.of(actor.orgId, found, mine),
      may: {
        ask: acts && administers && found === null,
        agree: acts && keeps && found !== null && !noticed,
        withdraw: acts && found !== null && (noticed || mine),
      },
      keyStays: this.destruction.undestroyable,
    };
  }

  private find(orgId: string): Promise<FoundEnding | null> {
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const [row] = await tx.query<EndingRow>(ENDING, [orgId]);
      if (row === undefined) return null;
      if (row.noticed_at !== null) return { row, expiresAt: null };
      const [asked] = await tx.query<{ expires_at: Date }>(STILL_ASKED, [row.id, this.clock.now()]);
      return asked === undefined ? null : { row, expiresAt: asked.expires_at };
    });
  }
}
