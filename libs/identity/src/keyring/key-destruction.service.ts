import { Inject, Injectable } from '@nestjs/common';
import { type KeyCertificate, keyCertificateSchema } from '@maroquin/contracts';
import type { LockedTx } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, CONFIG, type Config, newId } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { Doer } from '../accounts/acts-by.js';
import { ActorNames } from '../approvals/actor-names.js';
import { openOrganisationName } from '../organisations/organisations.service.js';
import { type CertifiedPeople, DESTRUCTION, type DestructionRow, sealedFor } from './destruction-row.js';

const HOUR = 3_600_000;

/** Why an organisation's key cannot be destroyed here; null: it can. */
export type Undestroyable = 'shared' | 'moving' | null;

/** The plan to destroy an organisation's key: made by two, and withdrawn by any custodian until it begins. */
@Injectable()
export class KeyDestruction {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly names: ActorNames,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG)
    private readonly config: Pick<Config, 'keyProvider' | 'formerKeyProvider' | 'keyDestructionHours'>,
  ) {}

  get hours(): number {
    return this.config.keyDestructionHours;
  }

  /** Of a key that can be taken out, or is one for all, nothing could be proved. */
  get undestroyable(): Undestroyable {
    if (this.config.keyProvider.kind === 'file') return 'shared';
    return this.config.formerKeyProvider === null ? null : 'moving';
  }

  /** @throws {DomainError} key.shared, key.moving, key.destruction-begun, key.asked-already */
  async requirePossible(tx: LockedTx, orgId: string): Promise<void> {
    const why = this.undestroyable;
    if (why !== null) throw new DomainError(why === 'shared' ? 'key.shared' : 'key.moving');
    const [row] = await tx.query<DestructionRow>(DESTRUCTION, [orgId]);
    if (row === undefined) return;
    throw new DomainError(row.started_at === null ? 'key.asked-already' : 'key.destruction-begun');
  }

  /** Opening what is being destroyed would let people write what nobody will read. @throws {DomainError} key.destruction-begun */
  async requireNotBegun(tx: LockedTx, orgId: string): Promise<void> {
    const [row] = await tx.query<DestructionRow>(DESTRUCTION, [orgId]);
    if (row !== undefined && row.started_at !== null) throw new DomainError('key.destruction-begun');
  }

  /** For the certificate, before the lock is taken; a closed organisation shows no names. */
  async peopleOf(orgId: string, askedBy: string, approvedBy: string): Promise<CertifiedPeople> {
    const keys = await this.keys.forOrg(orgId).catch(() => null);
    const names = keys === null ? null : await this.names.of(orgId, [askedBy, approvedBy]);
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ name_sealed: Buffer }>('select name_sealed from organisation where id = $1', [orgId]),
    );
    const named = (id: string) => ({ id, name: names?.get(id) ?? null });
    return {
      organisation: {
        id: orgId,
        name: keys === null || row === undefined ? null : openOrganisationName(keys, row.name_sealed),
      },
      asked: named(askedBy),
      approved: named(approvedBy),
    };
  }

  /** Two have agreed: it is due after the delay. */
  async planInTransaction(tx: LockedTx, orgId: string, people: CertifiedPeople): Promise<void> {
    await this.requirePossible(tx, orgId);
    const id = newId();
    const due = new Date(tx.now.getTime() + this.hours * HOUR);
    await tx.query(
      `insert into key_destruction (id, org_id, asked_by, approved_by, approved_at, due_at, people)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[id, orgId, people.asked.id, people.approved.id, tx.now, due],
        this.keys.instance.sealState(sealedFor('people', id), people),
      ],
    );
    await recordAct(tx, {
      ...{ orgId, actorId: people.asked.id, action: 'keys.destruction-planned', targetId: orgId, at: tx.now },
      details: { destruction: id, approvedBy: people.approved.id, dueAt: due.toISOString() },
    });
  }

  /** By any custodian: who was forced to agree is not the one who must withdraw. @throws {DomainError} request.not-found */
  async withdrawInTransaction(tx: LockedTx, { orgId, personId }: Doer): Promise<void> {
    await this.requireNotBegun(tx, orgId);
    const [row] = await tx.query<{ id: string }>(
      `update key_destruction set withdrawn_by = $2, withdrawn_at = $3
       where org_id = $1 and withdrawn_at is null and started_at is null returning id`,
      [orgId, personId, tx.now],
    );
    if (row === undefined) throw new DomainError('request.not-found');
    await recordAct(tx, {
      ...{
        orgId,
        actorId: personId,
        action: 'keys.destruction-withdrawn',
        targetId: orgId,
        at: this.clock.now(),
      },
      details: { destruction: row.id },
    });
  }

  read(orgId: string): Promise<DestructionRow | null> {
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const [row] = await tx.query<DestructionRow>(DESTRUCTION, [orgId]);
      return row ?? null;
    });
  }

  /** @throws {DomainError} request.not-found before it is done */
  async certificate(orgId: string): Promise<KeyCertificate> {
    const row = await this.read(orgId);
    const opened =
      row === null || row.certificate === null
        ? null
        : this.keys.instance.openState(sealedFor('certificate', row.id), row.certificate);
    const certificate = keyCertificateSchema.safeParse(opened);
    if (!certificate.success) throw new DomainError('request.not-found');
    return certificate.data;
  }
}
