import { Injectable } from '@nestjs/common';
import type { handOverResultSchema } from '@maroquin/contracts';
import { HandOver, RightsLocks } from '@maroquin/access';
import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { openAccount } from '../accounts/accounts.service.js';
import { Approvals } from '../approvals/approvals.service.js';
import { AccountNotices } from '../mails/account-notices.js';
import type { ActsBy } from '../accounts/acts-by.js';

/** French elides before them: « Documents d’Amine ». */
const STARTS_WITH_VOWEL = /^[aeiouyàâäéèêëîïôöùûüœæ]/i;

type Result = z.infer<typeof handOverResultSchema>;

/**
 * What a closed account alone managed, its own space with it, given to somebody of the organisation who is there. Whoever
 * administers could read anybody's documents by it: two people do it, its owner is told, and it stays on record.
 */
@Injectable()
export class HandOverPerson {
  constructor(
    private readonly locks: RightsLocks,
    private readonly keys: Keys,
    private readonly handOvers: HandOver,
    private readonly approvals: Approvals,
    private readonly notices: AccountNotices,
  ) {}

  /** @throws {DomainError} request.not-found also for a program; account.active, access.unknown-subject */
  async run(by: ActsBy, personId: string, toId: string): Promise<Result> {
    if (by.tokenId !== null) throw new DomainError('request.not-found');
    const { orgId } = by;
    const keys = await this.keys.forOrg(orgId);
    return this.locks.changeOrganisation(by, orgId, async (tx) => {
      await by.ask(tx);
      const spaceName = await this.require(tx, keys, personId, toId);
      const taken = await this.approvals.take(tx, { act: 'hand-over', targetId: personId, toId, by });
      if ('waitingUntil' in taken) return { waiting: true, count: 0 };
      const { approvedBy } = taken;
      const count = await this.handOvers.run(tx, by, keys, { personId, toId, spaceName, approvedBy });
      await this.notices.add(tx, { orgId, personId, kind: 'handed-over', byId: by.personId, approvedBy });
      return { waiting: false, count };
    });
  }

  /** @returns what the person's own space is called from then on */
  private async require(tx: Tx, keys: OrganisationKeys, personId: string, toId: string): Promise<string> {
    const rows = await tx.query<{ id: string; name_sealed: Buffer; disabled_at: Date | null }>(
      'select id, name_sealed, disabled_at from account where org_id = $1 and id = any($2::uuid[]) for update',
      [keys.orgId, [personId, toId]],
    );
    const [from, to] = [personId, toId].map((id) => rows.find((row) => row.id === id));
    if (from === undefined) throw new DomainError('request.not-found');
    if (from.disabled_at === null) throw new DomainError('account.active');
    if (to === undefined || to.disabled_at !== null) throw new DomainError('access.unknown-subject');
    const name = openAccount(keys, personId, 'name', from.name_sealed);
    return `Documents ${STARTS_WITH_VOWEL.test(name) ? 'd’' : 'de '}${name}`.slice(0, 200);
  }
}
