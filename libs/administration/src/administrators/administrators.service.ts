import { Injectable } from '@nestjs/common';
import { type LockedTx, RightsLocks } from '@maroquin/access';
import type { AdministratorRow, DeliveredLink } from '@maroquin/contracts';
import { openAdministrator, sealAdministrator } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { newId } from '@maroquin/platform/config';
import { Database, isUniqueViolation } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Administrator } from '@maroquin/platform/http';
import { Keys, type Page, pageByName, type Paging } from '@maroquin/platform/keys';
import { AdministrationScope } from '../console/administration-scope.js';
import { AdministratorLinks } from './administrator-links.service.js';
import { AdministratorSessions } from './administrator-sessions.service.js';

interface Row {
  readonly id: string;
  readonly org_id: string;
  readonly everywhere: boolean;
  readonly name_sealed: Buffer;
  readonly email_sealed: Buffer;
  readonly created_at: Date;
  readonly last_seen_at: Date | null;
  readonly disabled_at: Date | null;
  readonly enrolled: boolean;
}

export interface NewAdministrator {
  readonly orgId: string;
  readonly email: string;
  readonly name: string;
  readonly everywhere: boolean;
}
export type EnrolmentLink = DeliveredLink & { readonly id: string };

/**
 * Administration accounts: they sign in at the administration listener, and are nothing anywhere else. Who acts is held
 * under the lock, so that of two who close each other at the same moment one stays.
 */
@Injectable()
export class Administrators {
  constructor(
    private readonly database: Database,
    private readonly locks: RightsLocks,
    private readonly keys: Keys,
    private readonly sessions: AdministratorSessions,
    private readonly scope: AdministrationScope,
    private readonly links: AdministratorLinks,
  ) {}

  /** By the command line, which prints the link. @throws {DomainError} administration.closed, account.exists */
  create(account: NewAdministrator): Promise<{ id: string; link: string }> {
    return this.insert(account, null, (tx, id) => this.links.show(tx, account.orgId, id, null));
  }

  /** By another. @throws {DomainError} request.not-found (not its organisation, or more than it may itself), account.exists */
  async createBy(by: Administrator, account: NewAdministrator): Promise<EnrolmentLink> {
    await this.scope.require(by, account.orgId);
    if (account.everywhere && !by.everywhere) throw new DomainError('request.not-found');
    return this.insert(account, by, (tx, id) => this.links.welcome(tx, account.orgId, id, by.id));
  }

  /** Of every organisation that the one who asks administers, in the order of their names. */
  async list(by: Administrator, paging: Paging): Promise<Page<AdministratorRow>> {
    const orgs = await this.scope.organisationsOf(by);
    const rows = await this.database.inOrgs({ orgs }, (tx) =>
      tx.query<Row>(
        `select a.*, (a.password_sealed is not null or exists (
             select 1 from administrator_passkey p where p.administrator_id = a.id union all
             select 1 from administrator_identity i where i.administrator_id = a.id)) as enrolled
         from administrator a`,
      ),
    );
    const views = await Promise.all(rows.map((row) => this.toView(row)));
    return pageByName(this.keys.instance, `administrators ${by.id}`, views, paging);
  }

  /**
   * For who lost its ways in: what it had before ends when the link is used.
   * @throws {DomainError} request.not-found
   */
  async createLink(by: Administrator, id: string): Promise<EnrolmentLink> {
    const { orgId } = await this.find(by, id);
    return this.change(by, orgId, (tx) => this.links.again(tx, orgId, id, by.id));
  }

  /** Its sessions and links end. @throws {DomainError} request.not-found, administration.self */
  async close(by: Administrator, id: string): Promise<void> {
    const { orgId } = await this.find(by, id);
    if (id === by.id) throw new DomainError('administration.self');
    await this.change(by, orgId, async (tx) => {
      const closed = await tx.query(
        'update administrator set disabled_at = $2 where id = $1 and disabled_at is null returning id',
        [id, tx.now],
      );
      if (closed.length === 0) return;
      await this.sessions.endAll(tx, id);
      await this.links.end(tx, id);
      const action = 'administrator.disabled';
      await recordAct(tx, { orgId, actorId: by.id, action, targetId: id, at: tx.now });
    });
  }

  /** @throws {DomainError} request.not-found */
  async open(by: Administrator, id: string): Promise<void> {
    const { orgId } = await this.find(by, id);
    await this.change(by, orgId, async (tx) => {
      const opened = await tx.query(
        'update administrator set disabled_at = null where id = $1 and disabled_at is not null returning id',
        [id],
      );
      if (opened.length === 0) return;
      await recordAct(tx, {
        orgId,
        actorId: by.id,
        action: 'administrator.enabled',
        targetId: id,
        at: tx.now,
      });
    });
  }

  /** `by` null: the command line. */
  private async insert<T>(
    { orgId, email, name, everywhere }: NewAdministrator,
    by: Administrator | null,
    letIn: (tx: LockedTx, id: string) => Promise<T>,
  ): Promise<T> {
    this.links.requireListener();
    const keys = await this.keys.forOrg(orgId);
    const id = newId();
    const createdBy = by?.id ?? null;
    return this.change(by, orgId, async (tx) => {
      const at = tx.now;
      await tx
        .query(
          `insert into administrator
             (id, org_id, everywhere, email_hash, email_sealed, name_sealed, created_at, created_by)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [
            ...[id, orgId, everywhere, this.keys.instance.administratorHash(email)],
            ...[sealAdministrator(keys, id, 'email', email), sealAdministrator(keys, id, 'name', name)],
            ...[at, createdBy],
          ],
        )
        .catch((error: unknown) => {
          throw isUniqueViolation(error) ? new DomainError('account.exists', { cause: error }) : error;
        });
      await recordAct(tx, {
        orgId,
        actorId: createdBy,
        action: 'administrator.created',
        targetId: id,
        details: { everywhere },
        at,
      });
      return letIn(tx, id);
    });
  }

  /** Whoever acts still may, and does until it is committed. */
  private change<T>(by: Administrator | null, orgId: string, work: (tx: LockedTx) => Promise<T>): Promise<T> {
    const asker = by === null ? null : { personId: by.id };
    return this.locks.changeOrganisation(asker, orgId, async (tx) => {
      if (by === null) tx.actAsSystem('command');
      else await tx.requireAdministrator(by);
      return work(tx);
    });
  }

  /** One that this administrator may change. @throws {DomainError} request.not-found */
  private async find(by: Administrator, id: string): Promise<{ orgId: string }> {
    const orgs = await this.scope.organisationsOf(by);
    const [row] = await this.database.inOrgs({ orgs }, (tx) =>
      tx.query<{ org_id: string; everywhere: boolean }>(
        'select org_id, everywhere from administrator where id = $1',
        [id],
      ),
    );
    // Nobody takes over an account that may do more than its own.
    if (row === undefined || (row.everywhere && !by.everywhere)) throw new DomainError('request.not-found');
    return { orgId: row.org_id };
  }

  private async toView(row: Row): Promise<AdministratorRow> {
    const keys = await this.keys.forOrg(row.org_id);
    return {
      id: row.id,
      orgId: row.org_id,
      name: openAdministrator(keys, row.id, 'name', row.name_sealed),
      email: openAdministrator(keys, row.id, 'email', row.email_sealed),
      everywhere: row.everywhere,
      enrolled: row.enrolled,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at?.toISOString() ?? null,
      disabledAt: row.disabled_at?.toISOString() ?? null,
    };
  }
}
