import { Inject, Injectable } from '@nestjs/common';
import type { KeyDestructionReport } from '@maroquin/contracts';
import { AccessService, holdsDuty, type LockedTx } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type DestroyedKey, Keys } from '@maroquin/platform/keys';
import { certifiedPeopleSchema, DESTRUCTION, type DestructionRow, sealedFor } from './destruction-row.js';
import { KeyDestruction } from './key-destruction.service.js';
import { OrganisationKeyring } from './organisation-keyring.service.js';

/** What the certificate does not say, said in it. */
const LIMITS = [
  'Une clé copiée en clair par qui lisait la mémoire du serveur avant la destruction n’est pas connue d’ici.',
  'La réponse du fournisseur vaut ce que vaut son exploitant : ses propres sauvegardes ne sont pas vues d’ici.',
  'Une sauvegarde d’avant un changement de fournisseur s’ouvre encore par l’ancienne clé, si elle existe.',
];
const STAYS =
  'Les contenus chiffrés, les noms de qui a demandé et accordé, et le journal d’audit restent en place.';
/** Of an organisation that ends: its contents are deleted, apart from the key. */
const STAYS_OF_ENDED =
  'L’organisation prend fin : ses contenus sont supprimés à part ; les comptes et les noms chiffrés par cette clé, les noms de qui a demandé et accordé, et le journal d’audit restent en place.';

/**
 * Does what two agreed to, once its time has come: closes the organisation, has its key destroyed, and certifies only when the
 * provider opens nothing any more. Where the provider's operator has to act, it asks again every time it runs.
 */
@Injectable()
export class ExecuteDestruction {
  constructor(
    private readonly access: AccessService,
    private readonly keyring: OrganisationKeyring,
    private readonly destruction: KeyDestruction,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(orgId: string): Promise<void> {
    const row = await this.destruction.read(orgId);
    if (row === null || row.done_at !== null || row.due_at > this.clock.now()) return;
    if (row.started_at === null && !(await this.begin(orgId))) return;
    const found = await this.keys.destroyOrganisationKey(orgId);
    const obstacle = obstacleOf(found);
    await this.inLock(orgId, async (tx, again) => {
      if (again.started_at === null || again.done_at !== null) return;
      if (obstacle === null) await this.finish(tx, orgId, again, found);
      else if (again.obstacle !== obstacle) await this.wait(tx, orgId, again, obstacle);
    });
  }

  private inLock<T>(
    orgId: string,
    work: (tx: LockedTx, row: DestructionRow) => Promise<T>,
  ): Promise<T | null> {
    return this.access.locks.changeOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('schedule');
      const [row] = await tx.query<DestructionRow>(`${DESTRUCTION} for update`, [orgId]);
      return row === undefined ? null : work(tx, row);
    });
  }

  /** False: one of the two has lost the duty since, so that nobody answers for it any more. */
  private async begin(orgId: string): Promise<boolean> {
    const begun = await this.inLock(orgId, async (tx, { id, asked_by, approved_by, started_at, due_at }) => {
      if (started_at !== null || due_at > tx.now) return started_at !== null;
      for (const personId of [asked_by, approved_by])
        if (!(await holdsDuty(tx, { orgId, personId }, 'key-custodian'))) {
          await tx.query('update key_destruction set withdrawn_at = $2 where id = $1', [id, tx.now]);
          await record(tx, orgId, null, 'keys.destruction-withdrawn', {
            destruction: id,
            lostDuty: personId,
          });
          return false;
        }
      await tx.query('update key_destruction set started_at = $2 where id = $1', [id, tx.now]);
      await this.keyring.closeInTransaction(tx, { orgId, custodianId: asked_by });
      await record(tx, orgId, asked_by, 'keys.destruction-begun', { destruction: id });
      return true;
    });
    return begun === true;
  }

  private async wait(
    tx: LockedTx,
    orgId: string,
    { id }: DestructionRow,
    obstacle: NonNullable<DestructionRow['obstacle']>,
  ): Promise<void> {
    await tx.query('update key_destruction set obstacle = $2 where id = $1', [id, obstacle]);
    await record(tx, orgId, null, 'keys.destruction-waits', { destruction: id, obstacle });
  }

  private async finish(tx: LockedTx, orgId: string, row: DestructionRow, found: DestroyedKey): Promise<void> {
    const erased = {
      organisationKeys: await erase(
        tx,
        `update organisation_key set wrapped = '', key_check = null, destroyed_at = $2, closed_at = coalesce(closed_at, $2)
         where org_id = $1 returning 1`,
        [orgId, tx.now],
      ),
      dataKeys: await erase(tx, `update data_key set wrapped = '' where org_id = $1 returning 1`, [orgId]),
    };
    const ends = await tx.query(
      'select 1 from organisation_end where org_id = $1 and started_at is not null',
      [orgId],
    );
    const limits = [...LIMITS, ends.length > 0 ? STAYS_OF_ENDED : STAYS];
    const report = { ...this.report(row, found, erased, tx.now), limits };
    const text = JSON.stringify(report);
    const key = this.keys.instance.proofKey;
    const certificate = this.keys.instance.sealState(sealedFor('certificate', row.id), {
      ...{ kind: 'key-destruction', report: text, algorithm: 'Ed25519' },
      signature: key.sign(Buffer.from(text, 'utf8')).toString('base64'),
      publicKey: key.publicKey.toString('base64'),
    });
    await tx.query(
      'update key_destruction set done_at = $2, certificate = $3, obstacle = null where id = $1',
      [row.id, tx.now, certificate],
    );
    await record(tx, orgId, null, 'keys.destroyed', {
      ...{ destruction: row.id, answer: report.answer, tried: found.tried, opened: found.opened },
    });
    this.access.recordChange(tx, { orgId });
  }

  private report(
    row: DestructionRow,
    { provider, key, answer, tried }: DestroyedKey,
    erased: KeyDestructionReport['erased'],
    now: Date,
  ): Omit<KeyDestructionReport, 'limits'> {
    const people = certifiedPeopleSchema.parse(
      this.keys.instance.openState(sealedFor('people', row.id), row.people),
    );
    return {
      format: 'maroquin-key-destruction-1',
      organisation: people.organisation,
      asked: people.asked,
      approved: { ...people.approved, at: row.approved_at.toISOString() },
      dueAt: row.due_at.toISOString(),
      startedAt: (row.started_at ?? now).toISOString(),
      doneAt: now.toISOString(),
      key: {
        provider: provider === 'pkcs11' ? 'pkcs11' : 'transit',
        ...{ name: key?.name ?? null, version: key?.version ?? null, extractable: key?.extractable ?? null },
      },
      answer: answer === 'gone' ? 'gone' : 'deleted',
      check: { at: now.toISOString(), tried, opened: 0 },
      erased,
    };
  }
}

/** null: nothing opens any more. */
function obstacleOf({ answer, opened, unknown, tried }: DestroyedKey): DestructionRow['obstacle'] {
  // Nothing that could be tried is no proof.
  if (opened > 0 || tried === 0) return answer === 'refused' || answer === 'down' ? answer : 'opens';
  if (unknown > 0) return answer === 'refused' ? 'refused' : 'down';
  return null;
}

const erase = async (tx: LockedTx, sql: string, params: readonly unknown[]): Promise<number> =>
  (await tx.query(sql, params)).length;

const record = (
  tx: LockedTx,
  orgId: string,
  actorId: string | null,
  action: string,
  details: Readonly<Record<string, string | number>>,
): Promise<void> => recordAct(tx, { orgId, actorId, action, targetId: orgId, details, at: tx.now });
