import { Inject, Injectable } from '@nestjs/common';
import type { Restriction } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { AccessService } from '../engine/access.service.js';
import { SubjectNames } from '../subjects/subject-names.js';
import { nameGains, nameLosses } from '../tree/named-changes.js';
import { Resource } from '../tree/resource.entity.js';
import { type UncoveredRight, uncoveredRights } from '../tree/gained-access.js';

const NOTHING = { gains: [], losses: [] };

/** Says, before inheritance is interrupted or restored, who would lose or gain a right by it. */
@Injectable()
export class PreviewRestriction {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly subjects: SubjectNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For who manages its access. @throws {DomainError} request.not-found */
  async preview(actor: Actor, id: string): Promise<Restriction> {
    const { orgId, restricted } = await this.access.require(actor, 'access.manage', id);
    const { gains, losses } = await this.effectOf(actor, orgId, id);
    return {
      restricted,
      gains: await nameGains(this.subjects, orgId, gains),
      losses: await nameLosses(this.subjects, orgId, losses),
    };
  }

  private async effectOf(
    { personId }: Actor,
    orgId: string,
    id: string,
  ): Promise<Record<'gains' | 'losses', readonly UncoveredRight[]>> {
    const both = { orgId, id, now: this.clock.now() };
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const { parentId, scopeId, restricted } = await tx.manager.findOneByOrFail(Resource, { orgId, id });
      if (parentId === null) return NOTHING;
      if (!restricted) {
        const losses = await uncoveredRights(tx, { ...both, inScope: scopeId, otherScope: null });
        // Who restricts stays in.
        return { gains: [], losses: losses.filter(({ subjectId }) => subjectId !== personId) };
      }
      const parent = await tx.manager.findOneByOrFail(Resource, { orgId, id: parentId });
      return {
        gains: await uncoveredRights(tx, { ...both, inScope: parent.scopeId, otherScope: scopeId }),
        losses: [],
      };
    });
  }
}
