import { Injectable } from '@nestjs/common';
import { type LockedTx, RightsLocks, Subjects } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { newId } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { fold, Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { Accounts, type KnownAccount } from '../accounts/accounts.service.js';
import { Organisation } from './organisation.entity.js';

export interface NewOrganisation {
  readonly name: string;
  readonly adminName: string;
  readonly adminEmail: string;
  /** False: the first administrator still has to name it (first run). */
  readonly setUp?: boolean;
  /** An administration account; absent: the command line. */
  readonly createdBy?: { readonly id: string; readonly sessionId: string };
}

type LetIn<T> = (tx: LockedTx, first: KnownAccount) => Promise<T>;

/** Any constant: of nodes that start together, one makes the first organisation. */
const FIRST_ORGANISATION = 7_262_036;

/** Where the first run stands: no organisation, one that nobody named yet, or done. */
export type FirstRunState =
  { readonly kind: 'empty' } | { readonly kind: 'done' } | ({ readonly kind: 'pending' } & KnownAccount);

export const sealOrganisationName = (keys: OrganisationKeys, name: string): Buffer =>
  keys.seal({ table: 'organisation', column: 'name', row: keys.orgId }, name);
export const openOrganisationName = (keys: OrganisationKeys, sealed: Buffer): string =>
  keys.openText({ table: 'organisation', column: 'name', row: keys.orgId }, sealed);

/** Organisations: what row level security and keys are drawn around. */
@Injectable()
export class Organisations {
  constructor(
    private readonly database: Database,
    private readonly locks: RightsLocks,
    private readonly keys: Keys,
    private readonly subjects: Subjects,
    private readonly accounts: Accounts,
  ) {}

  /**
   * With its keys and its first administrator.
   * @param letIn what lets that person in, in the same transaction
   */
  create<T>(organisation: NewOrganisation, letIn: LetIn<T>): Promise<T> {
    const orgId = newId();
    return this.locks.changeOrganisation(null, orgId, async (tx) =>
      letIn(tx, await this.insert(tx, orgId, organisation)),
    );
  }

  /** The same, if there is no organisation. null: there is one, or another node makes it at this moment. */
  createFirst<T>(organisation: NewOrganisation, letIn: LetIn<T>): Promise<T | null> {
    const orgId = newId();
    return this.locks.changeOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('command');
      await tx.query('select pg_advisory_xact_lock($1)', [FIRST_ORGANISATION]);
      if ((await tx.query('select 1 from all_organisations()')).length > 0) return null;
      return letIn(tx, await this.insert(tx, orgId, organisation));
    });
  }

  private async insert(
    tx: LockedTx,
    orgId: string,
    { name, adminName, adminEmail, setUp = true, createdBy }: NewOrganisation,
  ): Promise<KnownAccount> {
    if (createdBy === undefined) tx.actAsSystem('command');
    else await tx.requireAdministrator(createdBy);
    const byId = createdBy?.id ?? null;
    const { now } = tx;
    // The key refers to the organisation, and seals its name: so the row comes first and is named at once.
    await tx.manager.insert(Organisation, {
      id: orgId,
      createdAt: now,
      nameSealed: Buffer.alloc(0),
      setUpAt: setUp ? now : null,
    });
    const keys = await this.keys.createOrganisationKey(tx, orgId);
    await tx.manager.update(Organisation, { id: orgId }, { nameSealed: sealOrganisationName(keys, name) });
    await this.subjects.addEveryone(tx, orgId);
    const personId = await this.accounts.create(tx, keys, {
      ...{ email: adminEmail, name: adminName, admin: true, createdBy: byId },
    });
    await recordAct(tx, {
      ...{ orgId, actorId: byId, action: 'organisation.created', targetId: orgId, at: now },
    });
    return { personId, orgId };
  }

  async ids(): Promise<string[]> {
    const rows = await this.database.call<{ id: string }>(
      'select id from all_organisations() as id order by id',
    );
    return rows.map((row) => row.id);
  }

  /** By id or name; without either, the only one. @throws {DomainError} organisation.unknown */
  async find(wanted: string | undefined): Promise<string> {
    const ids = await this.ids();
    const [only, ...others] = ids;
    if (wanted === undefined && only !== undefined && others.length === 0) return only;
    if (wanted === undefined) throw new DomainError('organisation.unknown');
    if (ids.includes(wanted)) return wanted;
    const matching: string[] = [];
    for (const id of ids) if (fold(await this.nameOf(id)) === fold(wanted.trim())) matching.push(id);
    const [match, ...more] = matching;
    if (match === undefined || more.length > 0) throw new DomainError('organisation.unknown');
    return match;
  }

  async nameOf(orgId: string): Promise<string> {
    const row = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneByOrFail(Organisation, { id: orgId }),
    );
    return openOrganisationName(await this.keys.forOrg(orgId), row.nameSealed);
  }

  async firstRunState(): Promise<FirstRunState> {
    const ids = await this.ids();
    const [only, ...others] = ids;
    if (only === undefined) return { kind: 'empty' };
    if (others.length > 0) return { kind: 'done' };
    const [admin] = await this.database.inOrgs({ orgs: [only] }, (tx) =>
      tx.query<{ account_id: string }>(
        `select s.account_id from seat s join organisation o on o.id = s.org_id
         where s.org_id = $1 and s.kind = 'admin' and o.set_up_at is null order by s.created_at, s.account_id limit 1`,
        [only],
      ),
    );
    return admin === undefined
      ? { kind: 'done' }
      : { kind: 'pending', orgId: only, personId: admin.account_id };
  }
}
