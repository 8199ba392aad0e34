import { recordAct } from '@maroquin/platform/audit';
import type { Clock } from '@maroquin/platform/config';
import { type Database, outside } from '@maroquin/platform/database';
import type { Keys } from '@maroquin/platform/keys';
import { isProven, nameOf, type Relation, type RightsRow, type RowName } from '@maroquin/platform/proofs';

/** Rows that one node reports. `maroquin audit verify` finds what was planted beyond them. */
const MAX_REPORTED = 1_000;

/** Whether this service wrote a row that gives a right. */
export type Genuine = (relation: Relation, row: RightsRow) => boolean;

interface Parts {
  readonly database: Pick<Database, 'inOrgs'>;
  readonly keys: Pick<Keys, 'instance'>;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
  readonly onForged?: ((row: RowName) => void) | undefined;
}

/** Distinguishes rows of rights that this service wrote from those that somebody else put into the database, or changed there. */
export class GenuineRows {
  private readonly reported = new Set<string>();
  private found = false;

  constructor(private readonly parts: Parts) {}

  /** Whether one was used since this node started. */
  get foundForged(): boolean {
    return this.found;
  }

  /** False: the row gives nothing, and the audit says so once. */
  readonly isGenuine: Genuine = (relation, row) => {
    if (isProven(this.parts.keys.instance, relation, row)) return true;
    this.report(nameOf(relation, row));
    return false;
  };

  private report(name: RowName): void {
    const key = JSON.stringify(name);
    if (this.reported.has(key) || this.reported.size >= MAX_REPORTED) return;
    this.reported.add(key);
    this.found = true;
    const { database, clock, onForged, onError } = this.parts;
    onForged?.(name);
    const [orgId = '', targetId = ''] = name.key;
    // Not by the connection of whoever asked, which may be about to roll back.
    outside(() =>
      database.inOrgs({ orgs: [orgId] }, (tx) =>
        recordAct(tx, {
          ...{ orgId, actorId: null, action: 'access.forged', targetId, at: clock.now() },
          details: { table: name.relation, row: name.key.slice(1).join(' ') },
        }),
      ),
    ).catch((error: unknown) => {
      // Not written: whoever meets the row next tries again.
      this.reported.delete(key);
      onError(error);
    });
  }
}
