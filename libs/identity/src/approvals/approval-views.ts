import { Injectable } from '@nestjs/common';
import type { Approval } from '@maroquin/contracts';
import { ActorNames } from './actor-names.js';
import { Approvals } from './approvals.service.js';

/** What waits for somebody's agreement, for those who may give it. */
@Injectable()
export class ApprovalViews {
  constructor(
    private readonly approvals: Approvals,
    private readonly names: ActorNames,
  ) {}

  async list(orgId: string, viewerId: string): Promise<Approval[]> {
    const rows = await this.approvals.waiting(orgId);
    const names = await this.names.of(
      orgId,
      rows.flatMap((row) => [row.targetId, row.toId, row.askedBy]),
    );
    const nameOf = (id: string): string => names.get(id) ?? '';
    return rows.map((row) => ({
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
  }
}
