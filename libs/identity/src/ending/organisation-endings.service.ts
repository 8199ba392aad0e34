import { Injectable } from '@nestjs/common';
import { type AskOrganisationEnd, ENDING_DAYS } from '@maroquin/contracts';
import { AccessService, Duties, type LockedTx } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { RightsRow } from '@maroquin/platform/proofs';
import { Approvals } from '../approvals/approvals.service.js';
import { type CertifiedPeople, sealedFor } from '../keyring/destruction-row.js';
import { KeyDestruction } from '../keyring/key-destruction.service.js';
import { EndingPeople } from './ending-people.js';
import { ENDING, type EndingRow, reasonOfEnding, STILL_ASKED } from './ending-row.js';

const ACTS = ['organisation-end'] as const;

/** What is given, once the other one agrees. */
interface Given {
  readonly id: string;
  readonly people: CertifiedPeople;
}

/**
 * The notice that an organisation ends: asked for by an administrator, given by the agreement of a key custodian, and
 * taken back by either until its day. Until then everything works as before, so that everybody can take along what is theirs.
 */
@Injectable()
export class OrganisationEndings {
  constructor(
    private readonly access: AccessService,
    private readonly duties: Duties,
    private readonly approvals: Approvals,
    private readonly destruction: KeyDestruction,
    private readonly people: EndingPeople,
    private readonly keys: Keys,
  ) {}

  /** @throws {DomainError} ending.name-differs, ending.given, ending.asked-already, ending.nobody-agrees */
  async ask(actor: Actor, { organisation, reason }: AskOrganisationEnd): Promise<void> {
    this.access.requireOrganisation(actor, 'organisation.end');
    const { orgId, personId } = actor;
    const name = (await this.destruction.peopleOf(orgId, personId, personId)).organisation.name;
    if (name === null || same(name) !== same(organisation)) throw new DomainError('ending.name-differs');
    const keys = await this.keys.forOrg(orgId);
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'organisation.end');
      const [row] = await tx.query<EndingRow>(ENDING, [orgId]);
      if (row !== undefined && row.noticed_at !== null) throw new DomainError('ending.given');
      if (row !== undefined && (await isAsked(tx, row))) throw new DomainError('ending.asked-already');
      if (!(await this.people.hasOther(tx, actor))) throw new DomainError('ending.nobody-agrees');
      await forget(tx, orgId);
      const id = newId();
      await this.approvals.ask(tx, { id, act: 'organisation-end', targetId: orgId, by: actor }, tx.now);
      await tx.query(
        'insert into organisation_end (id, org_id, asked_by, asked_at, reason_sealed) values ($1, $2, $3, $4, $5)',
        [id, orgId, personId, tx.now, keys.seal(reasonOfEnding(id), reason)],
      );
    });
  }

  /** By a key custodian. @throws {DomainError} request.not-found, approval.other-person, ending.asker-left */
  async decide(actor: Actor, agrees: boolean): Promise<void> {
    const { orgId, personId } = actor;
    await this.requireCustodian(actor);
    // Before the lock: names are read by another connection.
    const { id, askedBy } = await this.asked(orgId);
    const people = await this.destruction.peopleOf(orgId, askedBy, personId);
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await this.duties.requireInTransaction(tx, actor, 'key-custodian');
      const [account] = await tx.query<{ created_at: Date }>('select created_at from account where id = $1', [
        personId,
      ]);
      if (account === undefined) throw new DomainError('request.not-found');
      const decision = { id, agrees, since: account.created_at, acts: ACTS };
      await this.approvals.decideInTransaction(tx, actor, decision);
      if (agrees) await this.give(tx, actor, { id, people });
      else await forget(tx, orgId);
    });
  }

  private async give(tx: LockedTx, { orgId, personId }: Actor, { id, people }: Given): Promise<void> {
    const { id: askedBy } = people.asked;
    await requireAdministers(tx, orgId, askedBy);
    const [given] = await tx.query<{ due_at: Date }>(
      // By the later of two clocks: neither that of this node nor the database's makes the days fewer.
      `update organisation_end set approved_by = $2, noticed_at = greatest($3::timestamptz, now()),
         due_at = greatest($3::timestamptz, now()) + $4 * interval '24 hours', people = $5 where id = $1 returning due_at`,
      [id, personId, tx.now, ENDING_DAYS, this.keys.instance.sealState(sealedFor('people', id), people)],
    );
    await tx.query('update approval set used_at = $2 where id = $1', [id, tx.now]);
    await this.people.tell(tx, {
      ...{ orgId, kind: 'organisation-ends', byId: askedBy, approvedBy: personId },
    });
    await recordAct(tx, {
      ...{ orgId, actorId: askedBy, action: 'organisation.end-noticed', targetId: orgId, at: tx.now },
      details: { end: id, approvedBy: personId, dueAt: given?.due_at.toISOString() ?? '' },
    });
  }

  /**
   * A notice: by any administrator or key custodian. A request: by who made it.
   * @throws {DomainError} request.not-found
   */
  async withdraw(actor: Actor): Promise<void> {
    const { orgId, personId } = actor;
    if (!this.access.mayInOrganisation(actor, 'organisation.end')) await this.requireCustodian(actor);
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      if (this.access.mayInOrganisation(actor, 'organisation.end'))
        await tx.requireOrganisation(actor, 'organisation.end');
      else await this.duties.requireInTransaction(tx, actor, 'key-custodian');
      const [row] = await tx.query<EndingRow>(ENDING, [orgId]);
      if (row === undefined || row.started_at !== null) throw new DomainError('request.not-found');
      if (row.noticed_at === null) {
        await this.approvals.withdrawInTransaction(tx, actor, row.id, ACTS);
        await forget(tx, orgId);
        return;
      }
      await tx.query('update organisation_end set withdrawn_by = $2, withdrawn_at = $3 where id = $1', [
        ...[row.id, personId, tx.now],
      ]);
      await this.people.tell(tx, { orgId, kind: 'organisation-stays', byId: personId });
      await recordAct(tx, {
        ...{ orgId, actorId: personId, action: 'organisation.end-withdrawn', targetId: orgId, at: tx.now },
        details: { end: row.id },
      });
    });
  }

  private async requireCustodian(actor: Actor): Promise<void> {
    if (!(await this.duties.holds(actor, 'key-custodian'))) throw new DomainError('request.not-found');
  }

  private async asked(orgId: string): Promise<{ readonly id: string; readonly askedBy: string }> {
    const row = await this.people.read(orgId);
    if (row === null || row.noticed_at !== null) throw new DomainError('request.not-found');
    return { id: row.id, askedBy: row.asked_by };
  }
}

/** As people type it: of blanks only where they are, and of letters however they are composed. */
const same = (name: string): string => name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ');

const isAsked = async (tx: LockedTx, { id }: EndingRow): Promise<boolean> =>
  (await tx.query(STILL_ASKED, [id, tx.now])).length > 0;

/** What came to nothing: the audit keeps that it was asked for. */
const forget = (tx: LockedTx, orgId: string): Promise<unknown> =>
  tx.query('delete from organisation_end where org_id = $1 and noticed_at is null', [orgId]);

/** Still, now that it is given. @throws {DomainError} ending.asker-left */
async function requireAdministers(tx: LockedTx, orgId: string, personId: string): Promise<void> {
  const seats = await tx.query<RightsRow>(
    `select s.* from seat s join account a on a.id = s.account_id
     where s.org_id = $1 and s.account_id = $2 and s.kind = 'admin' and a.disabled_at is null`,
    [orgId, personId],
  );
  if (!seats.some((seat) => tx.isGenuine('seat', seat))) throw new DomainError('ending.asker-left');
}
