import { Injectable } from '@nestjs/common';
import { type Marking, markingLevel, type MarkingState } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { newId } from '@maroquin/platform/config';
import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { LockedTx } from '../engine/locked-tx.js';
import { markingOf } from '../engine/marking-of.js';
import { PeopleNames } from '../subjects/people-names.js';

/** As long as other acts for which two people are needed. */
const ASKED_FOR_MS = 7 * 24 * 60 * 60_000;

export interface AgreedRequest {
  readonly id: string;
  readonly marking: number;
  readonly reason_sealed: Buffer;
  readonly asked_by: string;
  readonly asked_at: Date;
  readonly expires_at: Date;
}

type Person = NonNullable<MarkingState['decidedBy']>;

interface Asked {
  readonly orgId: string;
  readonly id: string;
  readonly personId: string;
}

/** The reason has the same seal in the request and in the decision that comes of it: nobody opens it on the way. */
const reasonOf = (decisionId: string) =>
  ({ table: 'marking_decision', column: 'reason', row: decisionId }) as const;

/** That a marking be lowered, where one person alone may not: asked by one who manages access, answered by another. */
@Injectable()
export class MarkingRequests {
  constructor(
    private readonly keys: Keys,
    private readonly people: PeopleNames,
  ) {}

  async nameOf(orgId: string, personId: string | null): Promise<Person | null> {
    return personId === null ? null : ((await this.people.names(orgId, [personId])).get(personId) ?? null);
  }

  async sealReason(tx: Tx, orgId: string, decisionId: string, reason: string): Promise<Buffer> {
    return (await this.keys.forOrg(orgId, tx)).seal(reasonOf(decisionId), reason);
  }

  /** The newest takes the place of the one before. */
  async ask(
    tx: LockedTx,
    { orgId, id: resourceId, personId }: Asked,
    { marking, reason }: { readonly marking: Marking; readonly reason: string },
  ): Promise<void> {
    const id = newId();
    const sealed = await this.sealReason(tx, orgId, id, reason);
    await tx.query(
      `insert into marking_request (org_id, resource_id, id, marking, reason_sealed, asked_by, asked_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (org_id, resource_id) do update set id = excluded.id, marking = excluded.marking,
         reason_sealed = excluded.reason_sealed, asked_by = excluded.asked_by, asked_at = excluded.asked_at,
         expires_at = excluded.expires_at`,
      [
        ...[orgId, resourceId, id, markingLevel(marking), sealed, personId],
        ...[tx.now, new Date(tx.now.getTime() + ASKED_FOR_MS)],
      ],
    );
    await this.record(tx, { orgId, id: resourceId, personId }, 'marking.lowering-asked', marking);
  }

  /**
   * The request ends with any answer. @returns null: it was refused, or withdrawn by its author
   * @throws {DomainError} request.not-found, approval.other-person
   */
  async answer(tx: LockedTx, asked: Asked, agrees: boolean): Promise<AgreedRequest | null> {
    const row = await this.find(tx, asked.orgId, asked.id, tx.now);
    if (row === undefined) throw new DomainError('request.not-found');
    if (agrees && row.asked_by === asked.personId) throw new DomainError('approval.other-person');
    await this.forget(tx, asked.orgId, asked.id);
    if (!agrees) {
      const action =
        row.asked_by === asked.personId ? 'marking.lowering-withdrawn' : 'marking.lowering-refused';
      await this.record(tx, asked, action, markingOf(row.marking));
    }
    return agrees ? row : null;
  }

  /** What was asked for before is not what is decided now. */
  async forget(tx: Tx, orgId: string, resourceId: string): Promise<void> {
    await tx.query('delete from marking_request where org_id = $1 and resource_id = $2', [orgId, resourceId]);
  }

  /** For whoever manages access to it. Not within a transaction: names are read by another connection. */
  async view(
    orgId: string,
    row: AgreedRequest | undefined,
    personId: string,
  ): Promise<MarkingState['request']> {
    if (row === undefined) return null;
    const keys = await this.keys.forOrg(orgId);
    return {
      ...{
        marking: markingOf(row.marking),
        reason: keys.open(reasonOf(row.id), row.reason_sealed).toString('utf8'),
      },
      ...{ askedBy: await this.nameOf(orgId, row.asked_by), askedAt: row.asked_at.toISOString() },
      ...{ expiresAt: row.expires_at.toISOString(), mine: row.asked_by === personId },
    };
  }

  /** What is asked and not over. */
  async find(tx: Tx, orgId: string, resourceId: string, now: Date): Promise<AgreedRequest | undefined> {
    const [row] = await tx.query<AgreedRequest>(
      `select id, marking, reason_sealed, asked_by, asked_at, expires_at from marking_request
       where org_id = $1 and resource_id = $2 and expires_at > $3`,
      [orgId, resourceId, now],
    );
    return row;
  }

  private record(
    tx: LockedTx,
    { orgId, id: targetId, personId: actorId }: Asked,
    action: string,
    to: Marking,
  ): Promise<void> {
    return recordAct(tx, { ...{ orgId, actorId, targetId, at: tx.now, action }, details: { to } });
  }
}
