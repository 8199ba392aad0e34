import type { Action } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import type { Clock } from '@maroquin/platform/config';
import type { Actor, Database } from '@maroquin/platform/database';
import type { Found } from './permits.js';

/** Of a long list, so many are named one by one; of the rest the number. */
const MOST_NAMED = 20;

/**
 * What somebody reads by a break-glass access alone is written into the audit before it is shown: where that fails, nothing
 * is. Of everybody else nothing is written.
 */
export class BreakGlassReads {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async note(
    { personId: actorId }: Pick<Actor, 'personId'>,
    action: Action,
    found: readonly Found[],
  ): Promise<void> {
    const read = found.filter(({ role, breakGlass }) => role !== null && breakGlass !== undefined);
    const [first] = read;
    if (first === undefined) return;
    const { orgId } = first.placement;
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      for (const { placement, breakGlass = '' } of read.slice(0, MOST_NAMED))
        await recordAct(tx, {
          ...{ orgId, actorId, action: 'break-glass.read', targetId: placement.id, at: this.clock.now() },
          details: {
            ...{ breakGlass, right: action },
            ...(read.length > MOST_NAMED ? { ofMany: read.length } : {}),
          },
        });
    });
  }
}
