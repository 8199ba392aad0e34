import { Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import type { Actor, Tx } from '@maroquin/platform/database';
import { AccessService } from '../engine/access.service.js';
import type { LockedTx } from '../engine/locked-tx.js';

const DAY_MS = 24 * 60 * 60_000;

/** After how many days a new link of this organisation ends, unless a request says otherwise. null: it does not end by itself. */
export async function linkDays(tx: Tx, orgId: string): Promise<number | null> {
  const [row] = await tx.query<{ link_days: number | null }>(
    'select link_days from organisation where id = $1',
    [orgId],
  );
  return row?.link_days ?? null;
}

export async function defaultEnd(tx: LockedTx, orgId: string): Promise<Date | null> {
  const days = await linkDays(tx, orgId);
  return days === null ? null : new Date(tx.now.getTime() + days * DAY_MS);
}

/** What an organisation wants of its external links. */
@Injectable()
export class LinkSettings {
  constructor(private readonly access: AccessService) {}

  /** Of links that are made from now on. @throws {DomainError} request.not-found */
  async set(actor: Actor, days: number | null): Promise<void> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'people.manage');
      await tx.query('update organisation set link_days = $2, version = version + 1 where id = $1', [
        orgId,
        days,
      ]);
      await recordAct(tx, {
        ...{ orgId, actorId: actor.personId, action: 'link.days-set', targetId: orgId, at: tx.now },
        details: { days },
      });
    });
  }
}
