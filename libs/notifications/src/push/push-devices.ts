import { Inject, Injectable } from '@nestjs/common';
import type { PushDevices as PushDevicesView } from '@maroquin/contracts';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { PushService } from './push-service.js';

/** Browsers of one person. */
const MOST_DEVICES = 20;

export interface PushDevice {
  readonly id: string;
  readonly endpoint: string;
}
interface ViewRow {
  readonly id: string;
  readonly created_at: Date;
  readonly here: boolean;
}
interface DeviceRow {
  readonly id: string;
  readonly account_id: string;
  readonly endpoint_sealed: Buffer;
}

const contextOf = (id: string, personId: string) => ({
  table: 'push_device',
  column: 'endpoint',
  row: `${personId} ${id}`,
});

/** The browsers that a person wants to be woken. Each lasts as long as the session in which it was added. */
@Injectable()
export class PushDevices {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly service: PushService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found for a program */
  async list({ orgId, personId, sessionId }: Actor): Promise<PushDevicesView> {
    requireBrowser(sessionId);
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<ViewRow>(
        `select d.id, d.created_at, d.session_id = $3 as here
         from push_device d join session s on s.id = d.session_id and s.revoked_at is null and s.expires_at > $4
         where d.org_id = $1 and d.account_id = $2 order by d.created_at desc limit $5`,
        [orgId, personId, sessionId, this.clock.now(), MOST_DEVICES],
      ),
    );
    return {
      publicKey: this.service.publicKey,
      devices: rows.map((row) => ({ id: row.id, createdAt: row.created_at.toISOString(), here: row.here })),
    };
  }

  /** This browser, from now on. @throws {DomainError} push.unknown-service, request.not-found for a program */
  async add({ orgId, personId, sessionId }: Actor, endpoint: string): Promise<void> {
    requireBrowser(sessionId);
    if (!this.service.allows(endpoint)) throw new DomainError('push.unknown-service');
    const keys = await this.keys.forOrg(orgId);
    const id = newId();
    const hash = keys.hash('push endpoint', endpoint);
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      // A browser is one person's: whoever signs in there next is woken by it, and nobody before.
      await tx.query(
        'delete from push_device where org_id = $1 and (endpoint_hash = $2 or session_id = $3)',
        [orgId, hash, sessionId],
      );
      await tx.query(
        `delete from push_device where id in (
           select id from push_device where org_id = $1 and account_id = $2 order by created_at desc offset $3)`,
        [orgId, personId, MOST_DEVICES - 1],
      );
      await tx.query(
        `insert into push_device (id, org_id, account_id, session_id, endpoint_hash, endpoint_sealed, created_at, sent_upto)
         values ($1, $2, $3, $4, $5, $6, $7, coalesce((select f.seq from notification_feed n
           join feed f on f.org_id = n.org_id and f.id = n.feed_id where n.org_id = $2 and n.account_id = $3), 0))
         on conflict (org_id, endpoint_hash) do nothing`,
        [
          ...[id, orgId, personId, sessionId, hash],
          ...[keys.seal(contextOf(id, personId), endpoint), this.clock.now()],
        ],
      );
    });
  }

  /** What is not the person's own, or gone already, is passed over. @throws {DomainError} request.not-found for a program */
  async remove({ orgId, personId, sessionId }: Actor, id: string): Promise<void> {
    requireBrowser(sessionId);
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query('delete from push_device where org_id = $1 and account_id = $2 and id = $3', [
        ...[orgId, personId, id],
      ]),
    );
  }

  /** Those of a person that were not woken for an entry of this number yet. */
  async waiting(orgId: string, personId: string, upto: number): Promise<PushDevice[]> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<DeviceRow>(
        `select d.id, d.account_id, d.endpoint_sealed from push_device d
         join session s on s.id = d.session_id and s.revoked_at is null and s.expires_at > $4
         where d.org_id = $1 and d.account_id = $2 and d.sent_upto < $3`,
        [orgId, personId, upto, this.clock.now()],
      ),
    );
    const keys = await this.keys.forOrg(orgId);
    return rows.map(({ id, account_id, endpoint_sealed }) => ({
      id,
      endpoint: keys.openText(contextOf(id, account_id), endpoint_sealed),
    }));
  }

  async markSent(orgId: string, id: string, upto: number): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query('update push_device set sent_upto = greatest(sent_upto, $3) where org_id = $1 and id = $2', [
        ...[orgId, id, upto],
      ]),
    );
  }

  /** Its browser wants no more. */
  async forget(orgId: string, id: string): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query('delete from push_device where org_id = $1 and id = $2', [orgId, id]),
    );
  }
}

function requireBrowser(sessionId: string | null): asserts sessionId is string {
  if (sessionId === null) throw new DomainError('request.not-found');
}
