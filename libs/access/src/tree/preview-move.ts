import { Inject, Injectable } from '@nestjs/common';
import { type MovePreview, rightCovers, roleAtLeast } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { AccessService } from '../engine/access.service.js';
import type { ResourceFacts } from '../engine/resource-facts.js';
import { heldBy } from '../roles/given-role.js';
import { SubjectNames } from '../subjects/subject-names.js';
import { mayTakeAway } from './may-take-away.js';
import { nameGains, nameLosses } from './named-changes.js';
import { ancestorsOf } from './tree-queries.js';
import { type UncoveredRight, uncoveredRights } from './gained-access.js';

interface Effect {
  readonly gains: readonly UncoveredRight[];
  readonly losses: readonly UncoveredRight[];
  readonly leavesSpace: boolean;
}

/** Says before a move who would gain and who would lose a right by it. */
@Injectable()
export class PreviewMove {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly subjects: SubjectNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * For who may move it there and sees with whom both places are shared.
   * @throws {DomainError} request.not-found, resource.wrong-parent
   */
  async preview(actor: Actor, id: string, parentId: string): Promise<MovePreview> {
    const moved = await this.access.require(actor, 'resource.move', id);
    const parent = await this.access.require(actor, 'resource.create', parentId);
    for (const place of [id, parentId]) await this.access.require(actor, 'access.read', place);
    if (parent.orgId !== moved.orgId || (parent.kind !== 'space' && parent.kind !== 'folder')) {
      throw new DomainError('resource.wrong-parent');
    }
    const effect = await this.database.inOrgs({ orgs: [moved.orgId] }, (tx) =>
      this.effectOf(tx, moved, parent),
    );
    return {
      gains: await nameGains(this.subjects, moved.orgId, effect.gains),
      losses: await nameLosses(this.subjects, moved.orgId, effect.losses),
      refusal: refusalOf(moved, parent, mayTakeAway(actor, moved), effect),
    };
  }

  private async effectOf(tx: Tx, moved: ResourceFacts, parent: ResourceFacts): Promise<Effect> {
    const { orgId, id } = moved;
    const way = [parent.id, ...(await ancestorsOf(tx, orgId, parent.id)).map((step) => step.id)];
    if (way.includes(id)) throw new DomainError('resource.wrong-parent');
    const from = (await ancestorsOf(tx, orgId, id)).at(-1)?.id;
    const leavesSpace = from !== way.at(-1);
    // What is restricted keeps exactly its own people, wherever it stands.
    if (moved.restricted) return { gains: [], losses: [], leavesSpace };
    const both = { orgId, id, now: this.clock.now() };
    const before = moved.scopeId;
    const after = parent.scopeId;
    return {
      gains: await uncoveredRights(tx, { ...both, inScope: after, otherScope: before }),
      losses: await uncoveredRights(tx, { ...both, inScope: before, otherScope: after }),
      leavesSpace,
    };
  }
}

/** Why MoveResource would refuse, by the same rules and in the same order. */
function refusalOf(
  moved: ResourceFacts,
  parent: ResourceFacts,
  mayLeave: boolean,
  { gains, leavesSpace }: Effect,
): MovePreview['refusal'] {
  if (!roleAtLeast(moved.role, 'editor') && !rightCovers(heldBy(moved), heldBy(parent))) return 'beyond-own';
  if (mayLeave) return null;
  if (leavesSpace) return 'leaves-space';
  return gains.length > 0 ? 'gives' : null;
}
