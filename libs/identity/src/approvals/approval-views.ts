import { Injectable } from '@nestjs/common';
import { SubjectNames } from '@maroquin/access';
import { type Approval, approvalActs, idSchema } from '@maroquin/contracts';
import { Database } from '@maroquin/platform/database';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { ActorNames } from './actor-names.js';
import { settingsInWords } from './agreed-settings.js';
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
    private readonly database: Database,
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
    const settings = await this.settings(orgId, rows);
    const nameOf = (id: string): string =>
      (id === orgId ? organisation : (names.get(id) ?? settings.get(id))) ?? '';
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

  private settings(orgId: string, rows: readonly ApprovalRow[]): Promise<ReadonlyMap<string, string>> {
    const ids = rows.filter(({ act }) => act === 'settings').map(({ targetId }) => targetId);
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const words = new Map<string, string>();
      for (const id of ids) words.set(id, await settingsInWords(tx, orgId, id));
      return words;
    });
  }
}
