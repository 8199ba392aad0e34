import { Injectable } from '@nestjs/common';
import { SubjectNames } from '@maroquin/access';
import { type Approval, approvalActs, idSchema } from '@maroquin/contracts';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { ActorNames } from './actor-names.js';
import type { ApprovalRow } from './approval.entity.js';
import { Approvals } from './approvals.service.js';

/** What waits for somebody's agreement, for those who may give it. */
@Injectable()
export class ApprovalViews {
  constructor(
    private readonly approvals: Approvals,
    private readonly names: ActorNames,
    private readonly keys: Keys,
    private readonly subjects: SubjectNames,
  ) {}

  async list(orgId: string, viewerId: string, paging: Paging): Promise<Page<Approval>> {
    const { items: rows, next } = await readPage(
      this.keys.instance,
      {
        ...{
          audience: `approvals ${orgId}`,
          place: idSchema,
          placeOf: ({ id }: Pick<ApprovalRow, 'id'>) => id,
        },
        read: (after, limit) => this.approvals.waiting(orgId, approvalActs, after, limit),
      },
      paging,
    );
    const names = await this.names.of(
      orgId,
      rows.flatMap((row) => [row.targetId, row.toId, row.askedBy]),
    );
    const everyone = [{ subject_id: orgId, kind: 'everyone' as const }];
    const organisation = (await this.subjects.names(orgId, everyone)).get(orgId);
    const nameOf = (id: string): string => (id === orgId ? organisation : names.get(id)) ?? '';
    const items = rows.map((row) => ({
      id: row.id,
      act: row.act,
      target: { id: row.targetId, name: nameOf(row.targetId) },
      to: row.act === 'hand-over' && row.toId !== null ? { id: row.toId, name: nameOf(row.toId) } : null,
      askedBy: nameOf(row.askedBy),
      askedAt: row.askedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      approved: row.decidedBy !== null,
      mine: row.askedBy === viewerId,
    }));
    return { items, next };
  }
}
