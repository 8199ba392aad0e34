import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import type { OrganisationStorage, StorageDefaults, StorageQuota, StorageView } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

const limitOf = (bytes: string | null): number | null => (bytes === null ? null : Number(bytes));

interface StorageRow {
  readonly kind: 'person' | 'space';
  readonly used: string;
  readonly most: string | null;
}

/** How much may be stored, and how much is. */
@Injectable()
export class Quotas {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
  ) {}

  /** For whoever may bring something there. @throws {DomainError} request.not-found */
  async ofPlace(actor: Actor, id: string): Promise<StorageView> {
    const { orgId } = await this.access.require(actor, 'resource.create', id);
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<StorageRow>(
        `select case when exists (select from resource r where r.org_id = $1 and r.id = held.id) then 'space' else 'person' end as kind,
           storage_used($1, held.id) as used, storage_max($1, held.id) as most
         from (select storage_holder($1, $2, $3) as id) held where held.id is not null`,
        [orgId, id, actor.personId],
      ),
    );
    if (row === undefined) throw new DomainError('request.not-found');
    return { holder: row.kind, usedBytes: Number(row.used), maxBytes: limitOf(row.most) };
  }

  /** What places keep and may still take, of those where the person may bring something: as `ofPlace` answers. */
  async ofPlaces(
    actor: Actor,
    orgId: string,
    ids: readonly string[],
  ): Promise<Map<string, { readonly used: number; readonly left: number | null }>> {
    const open = await this.access.which(actor, 'resource.create', ids);
    if (open.size === 0) return new Map();
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string; used: string; room: string | null }>(
        `select asked.id, storage_used($1, held.id) as used, least(
           storage_max($1, held.id) - storage_used($1, held.id), storage_max($1, $1) - storage_used($1, $1)) as room
         from unnest($2::uuid[]) asked (id) cross join lateral (select storage_holder($1, asked.id, $3) as id) held
         where held.id is not null`,
        [orgId, [...open], actor.personId],
      ),
    );
    return new Map(
      rows.map(({ id, used, room }) => [
        id,
        { used: Number(used), left: room === null ? null : Math.max(0, Number(room)) },
      ]),
    );
  }

  /** @throws {DomainError} request.not-found */
  async ofOrganisation(actor: Actor): Promise<OrganisationStorage> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{
        used: string;
        most: string | null;
        person_quota: string | null;
        space_quota: string | null;
      }>(
        `select storage_used(id, id) as used, storage_max(id, id) as most, person_quota, space_quota
         from organisation where id = $1`,
        [orgId],
      ),
    );
    if (row === undefined) throw new DomainError('request.not-found');
    return {
      usedBytes: Number(row.used),
      maxBytes: limitOf(row.most),
      personMaxBytes: limitOf(row.person_quota),
      spaceMaxBytes: limitOf(row.space_quota),
    };
  }

  /** @throws {DomainError} request.not-found */
  async setDefaults(actor: Actor, defaults: StorageDefaults): Promise<void> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    const { personMaxBytes, spaceMaxBytes } = defaults;
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'people.manage');
      await tx.query(
        'update organisation set person_quota = $2, space_quota = $3, version = version + 1 where id = $1',
        [orgId, personMaxBytes, spaceMaxBytes],
      );
      await recordAct(tx, {
        ...{ orgId, actorId: actor.personId, action: 'organisation.quotas-set', targetId: orgId, at: tx.now },
        details: { personMaxBytes, spaceMaxBytes },
      });
    });
  }

  /** Of a person, or of a space that the administrator may see. @throws {DomainError} request.not-found */
  async of(actor: Actor, holderId: string): Promise<StorageQuota> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    const isSeen = await this.access.may(actor, 'resource.read', holderId);
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      if (!(await isPerson(tx, orgId, holderId)) && !(isSeen && (await isSpace(tx, orgId, holderId))))
        throw new DomainError('request.not-found');
      const [row] = await tx.query<{
        used: string;
        most: string | null;
        own: string | null;
        is_own: boolean;
      }>(
        `select storage_used($1, $2) as used, storage_max($1, $2) as most, q.max_bytes as own, q.org_id is not null as is_own
         from (select 1) one left join storage_quota q on q.org_id = $1 and q.holder_id = $2`,
        [orgId, holderId],
      );
      if (row === undefined) throw new DomainError('request.not-found');
      return {
        quota: row.is_own ? limitOf(row.own) : 'default',
        usedBytes: Number(row.used),
        maxBytes: limitOf(row.most),
      };
    });
  }

  /** Less than is stored already: nothing is deleted, and nothing is added. @throws {DomainError} request.not-found */
  async set(actor: Actor, holderId: string, quota: StorageQuota['quota']): Promise<void> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'people.manage');
      if (!(await isPerson(tx, orgId, holderId))) {
        await tx.require(actor, 'resource.read', holderId);
        if (!(await isSpace(tx, orgId, holderId))) throw new DomainError('request.not-found');
      }
      if (quota === 'default')
        await tx.query('delete from storage_quota where org_id = $1 and holder_id = $2', [orgId, holderId]);
      else await setQuota(tx, { orgId, holderId, bytes: quota, setBy: actor.personId, at: tx.now });
      await recordAct(tx, {
        ...{ orgId, actorId: actor.personId, action: 'storage.quota-set', targetId: holderId, at: tx.now },
        details: { quota },
      });
    });
  }

  /**
   * What all of an organisation may store, null: no limit. By whoever runs commands on this machine, and says who decides it.
   * Less than is stored already: nothing is deleted, and nothing is added.
   * @throws {DomainError} account.unknown: nobody of this organisation
   */
  async setForOrganisation(orgId: string, byId: string, bytes: number | null): Promise<void> {
    await this.access.locks.changeOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('command');
      const seats = await tx.query('select from seat where org_id = $1 and account_id = $2', [orgId, byId]);
      if (seats.length === 0) throw new DomainError('account.unknown');
      await setQuota(tx, { orgId, holderId: orgId, bytes, setBy: byId, at: tx.now });
      await recordAct(tx, {
        ...{ orgId, actorId: byId, action: 'storage.quota-set', targetId: orgId, at: tx.now },
        details: { quota: bytes },
      });
    });
  }
}

interface OwnQuota {
  readonly orgId: string;
  readonly holderId: string;
  readonly bytes: number | null;
  readonly setBy: string | null;
  readonly at: Date;
}

/** Rights were asked for by the caller. */
export async function setQuota(tx: Tx, { orgId, holderId, bytes, setBy, at }: OwnQuota): Promise<void> {
  await tx.query(
    `insert into storage_quota (org_id, holder_id, max_bytes, set_by, set_at) values ($1, $2, $3, $4, $5)
     on conflict (org_id, holder_id) do update set max_bytes = $3, set_by = $4, set_at = $5`,
    [orgId, holderId, bytes, setBy, at],
  );
}

const isPerson = async (tx: Tx, orgId: string, id: string): Promise<boolean> =>
  (await tx.query(`select from subject where org_id = $1 and id = $2 and kind = 'person'`, [orgId, id]))
    .length > 0;

const isSpace = async (tx: Tx, orgId: string, id: string): Promise<boolean> =>
  (
    await tx.query(
      `select from resource where org_id = $1 and id = $2 and kind = 'space' and personal_of is null`,
      [orgId, id],
    )
  ).length > 0;
