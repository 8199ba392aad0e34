import { Injectable } from '@nestjs/common';
import type { OrganisationEnd } from '@maroquin/contracts';
import { Keys } from '@maroquin/platform/keys';
import { ActorNames } from '../approvals/actor-names.js';
import { type EndingRow, reasonOfEnding } from './ending-row.js';

export interface FoundEnding {
  readonly row: EndingRow;
  /** Of a request; null: it was agreed to. */
  readonly expiresAt: Date | null;
}

/** Who asked for an organisation's end, who agreed, and why: for those who may act on it. */
@Injectable()
export class EndingFacts {
  constructor(
    private readonly keys: Keys,
    private readonly names: ActorNames,
  ) {}

  async of(
    orgId: string,
    { row, expiresAt }: FoundEnding,
    mine: boolean,
  ): Promise<NonNullable<OrganisationEnd['facts']>> {
    const keys = await this.keys.forOrg(orgId);
    const names = await this.names.of(orgId, [row.asked_by, row.approved_by]);
    const who = (id: string) => ({ id, name: names.get(id) ?? null });
    return {
      reason: keys.openText(reasonOfEnding(row.id), row.reason_sealed),
      askedBy: who(row.asked_by),
      askedAt: row.asked_at.toISOString(),
      approvedBy: row.approved_by === null ? null : who(row.approved_by),
      expiresAt: expiresAt?.toISOString() ?? null,
      mine,
    };
  }
}
