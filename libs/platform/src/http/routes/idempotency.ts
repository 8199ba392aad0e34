import { Inject, Injectable } from '@nestjs/common';
import type { Act } from '../../audit/index.js';
import { CLOCK, type Clock } from '../../config/index.js';
import { type Actor, Database, type Tx } from '../../database/index.js';
import { DomainError } from '../../errors/index.js';
import { Keys, type SealContext } from '../../keys/index.js';

/** A request that may be sent again: who, under which key, and what exactly. */
export interface Ticket {
  readonly actor: Actor;
  readonly keyHash: Buffer;
  readonly requestHash: Buffer;
}

export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Row {
  readonly request_hash: Buffer;
  readonly status: number;
  readonly response_sealed: Buffer;
}

/** Another request with this key has done the act meanwhile: this one is undone, and answers what that one answered. */
export class AlreadyDone extends Error {
  override readonly name = 'AlreadyDone';
}

/** Hours for which an answer is kept. */
const KEEP_HOURS = 24;

/** Answers kept per person and key, written in the transaction of the act, so that both exist or neither. */
@Injectable()
export class Idempotency {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keyed hashes: what a client puts in a key or a body does not lie in the table. */
  async ticket(actor: Actor, key: string, request: readonly string[]): Promise<Ticket> {
    const keys = await this.keys.forOrg(actor.orgId);
    return {
      actor,
      keyHash: keys.hash('idempotency key', actor.personId, key),
      requestHash: keys.hash('idempotency request', ...request),
    };
  }

  /** What was answered before. @throws {DomainError} request.idempotency-mismatch when the key served something else. */
  async find({ actor, keyHash, requestHash }: Ticket): Promise<StoredAnswer | null> {
    const [row] = await this.database.inOrgs(actor, (tx) =>
      tx.query<Row>(
        `select request_hash, status, response_sealed from idempotency
         where org_id = any ($1::uuid[]) and account_id = $2 and key_hash = $3 and expires_at > $4`,
        [actor.orgs, actor.personId, keyHash, this.clock.now()],
      ),
    );
    if (row === undefined) return null;
    if (!row.request_hash.equals(requestHash)) throw new DomainError('request.idempotency-mismatch');
    const keys = await this.keys.forOrg(actor.orgId);
    return {
      status: row.status,
      body: JSON.parse(keys.openText(contextOf(actor, keyHash), row.response_sealed)),
    };
  }

  /** In the act's transaction: the id it made is the answer until the whole one is known. @throws {AlreadyDone} */
  async claim(tx: Tx, { actor, keyHash, requestHash }: Ticket, act: Act, status: number): Promise<void> {
    const now = this.clock.now();
    const keys = await this.keys.forOrg(actor.orgId);
    const answer = keys.seal(contextOf(actor, keyHash), JSON.stringify({ id: act.targetId ?? null }));
    const claimed = await tx.query(
      `insert into idempotency (org_id, account_id, key_hash, request_hash, status, response_sealed, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (org_id, account_id, key_hash) do update
         set request_hash = excluded.request_hash, status = excluded.status,
             response_sealed = excluded.response_sealed, expires_at = excluded.expires_at
         where idempotency.expires_at <= $8
       returning 1 as claimed`,
      [act.orgId, actor.personId, keyHash, requestHash, status, answer, hoursAfter(now, KEEP_HOURS), now],
    );
    if (claimed.length === 0) throw new AlreadyDone();
  }

  /** The whole answer, once it is known. */
  async complete({ actor, keyHash }: Ticket, { status, body }: StoredAnswer): Promise<void> {
    const keys = await this.keys.forOrg(actor.orgId);
    const sealed = keys.seal(contextOf(actor, keyHash), JSON.stringify(body ?? null));
    await this.database.inOrgs(actor, (tx) =>
      tx.query(
        'update idempotency set status = $3, response_sealed = $4 where account_id = $1 and key_hash = $2',
        [actor.personId, keyHash, status, sealed],
      ),
    );
  }
}

const contextOf = (actor: Actor, keyHash: Buffer): SealContext => ({
  table: 'idempotency',
  column: 'response',
  row: `${actor.personId} ${keyHash.toString('hex')}`,
});

const hoursAfter = (from: Date, hours: number): Date => new Date(from.getTime() + hours * 3_600_000);
