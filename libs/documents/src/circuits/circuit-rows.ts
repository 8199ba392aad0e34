import { Injectable } from '@nestjs/common';
import { Admission } from '@maroquin/platform/admission';
import { newId } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds } from '@maroquin/platform/feeds';
import type { DataKey, SealContext } from '@maroquin/platform/keys';
import { awaited, type CircuitState, circuitStateSchema, runningStep } from './circuit-state.js';

export interface CircuitPlace {
  readonly orgId: string;
  readonly documentId: string;
}

/** A circuit, its state opened. */
export interface Circuit extends CircuitPlace {
  readonly id: string;
  readonly seq: number;
  readonly version: number;
  readonly state: CircuitState;
}

interface CircuitRow {
  readonly id: string;
  readonly seq: string;
  readonly is_open: boolean;
  readonly version: number;
  readonly started_by: string;
  readonly state: Buffer;
}

const COLUMNS = 'id, seq, is_open, version, started_by, state';

/** The state does not open beside another version, another document or another end than its own. */
const contextOf = (
  { id, documentId, seq, version }: Omit<Circuit, 'state' | 'orgId'>,
  isOpen: boolean,
  startedBy: string,
): SealContext => ({
  ...{ table: 'circuit', column: 'state', row: id },
  bound: [documentId, seq, version, isOpen, startedBy],
});
const contentContext = (id: string): SealContext => ({
  table: 'circuit',
  column: 'content',
  row: id,
  bound: [],
});

/** The rows of circuits, sealed with the key of their document. */
@Injectable()
export class CircuitRows {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly admission: Admission,
  ) {}

  /** Ask for it before the transaction: it may need a connection of its own. @throws {DomainError} request.not-found */
  key({ orgId, documentId }: CircuitPlace): Promise<DataKey> {
    return this.feeds.key(orgId, documentId);
  }

  /** One circuit at a time runs on a document; those that are over bar nothing. @throws {DomainError} request.not-found, circuit.open */
  async requireRoom(tx: Tx, { orgId, documentId }: CircuitPlace): Promise<void> {
    const locked = await tx.query('select 1 from document where org_id = $1 and id = $2 for no key update', [
      ...[orgId, documentId],
    ]);
    if (locked.length === 0) throw new DomainError('request.not-found');
    const open = await tx.query('select 1 from circuit where org_id = $1 and document_id = $2 and is_open', [
      ...[orgId, documentId],
    ]);
    if (open.length > 0) throw new DomainError('circuit.open');
  }

  /** @param content canonical JSON of the version */
  async insert(tx: Tx, key: DataKey, circuit: Circuit, content: string): Promise<void> {
    const { id, orgId, documentId, seq, version, state } = circuit;
    const by = state.startedBy.id;
    await tx.query(
      `insert into circuit (id, org_id, document_id, seq, version, started_by, started_at, state, content)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, orgId, documentId, seq, version, by, state.startedAt],
        key.seal(contextOf(circuit, true, by), encoded(state)),
        key.seal(contentContext(id), Buffer.from(content, 'utf8')),
      ],
    );
  }

  /** Locked until the transaction ends: two who act at once act one after the other. @throws {DomainError} request.not-found */
  async lock(tx: Tx, key: DataKey, place: CircuitPlace, id: string): Promise<Circuit> {
    const [row] = await tx.query<CircuitRow>(
      `select ${COLUMNS} from circuit where org_id = $1 and document_id = $2 and id = $3 for update`,
      [place.orgId, place.documentId, id],
    );
    if (row === undefined) throw new DomainError('request.not-found');
    return opened(key, place, row);
  }

  /** The next state of a locked one. The text of what was sent back or cancelled goes. */
  async update(tx: Tx, key: DataKey, circuit: Circuit, state: CircuitState): Promise<void> {
    const { orgId, id } = circuit;
    const version = circuit.version + 1;
    const isOpen = state.status === 'open';
    const keepsText = isOpen || state.status === 'approved' || state.status === 'done';
    await tx.query(
      `update circuit set version = $3, is_open = $4, state = $5, content = case when $6 then content end
       where org_id = $1 and id = $2`,
      [
        ...[orgId, id, version, isOpen],
        key.seal(contextOf({ ...circuit, version }, isOpen, state.startedBy.id), encoded(state)),
        keepsText,
      ],
    );
  }

  /** Where the people of the running step find it: those who have acted are in no list any more. */
  async setParts(tx: Tx, { id, orgId, documentId }: Circuit, state: CircuitState): Promise<void> {
    const waiting = awaited(state).map((one) => one.id);
    const step = runningStep(state);
    await tx.query('delete from circuit_part where org_id = $1 and circuit_id = $2', [orgId, id]);
    if (step === undefined) return;
    await tx.query(
      `insert into circuit_part (id, org_id, circuit_id, document_id, account_id, kind, due)
       select p.id, $1, $2, $3, p.account, $4, $5::date from unnest($6::uuid[], $7::uuid[]) as p (id, account)`,
      [orgId, id, documentId, step.kind, step.due, waiting.map(() => newId()), waiting],
    );
  }

  /** @throws {DomainError} request.not-found */
  async get(place: CircuitPlace, id: string): Promise<Circuit> {
    const [circuit] = await this.read(place, 'id = $3', [id]);
    if (circuit === undefined) throw new DomainError('request.not-found');
    return circuit;
  }

  /** At most `limit` that began before `after`, the newest first. */
  page(place: CircuitPlace, after: string | null, limit: number): Promise<Circuit[]> {
    return this.read(place, '($3::uuid is null or id < $3) order by id desc limit $4', [after, limit]);
  }

  private async read(
    place: CircuitPlace,
    where: string,
    params: readonly (string | number | null)[],
  ): Promise<Circuit[]> {
    const key = await this.key(place);
    const { orgId, documentId } = place;
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<CircuitRow>(
        `select ${COLUMNS} from circuit where org_id = $1 and document_id = $2 and ${where}`,
        [orgId, documentId, ...params],
      ),
    );
    return rows.map((row) => opened(key, place, row));
  }

  /**
   * Canonical JSON of the version, which may be megabytes: in turns.
   * @throws {DomainError} request.not-found where it is kept no longer, request.too-many, server.busy
   */
  content(place: CircuitPlace, id: string): Promise<string> {
    return this.admission.runForCaller('worker', async () => {
      const key = await this.key(place);
      const [row] = await this.database.inOrgs({ orgs: [place.orgId] }, (tx) =>
        tx.query<{ content: Buffer | null }>(
          'select content from circuit where org_id = $1 and document_id = $2 and id = $3',
          [place.orgId, place.documentId, id],
        ),
      );
      if (row === undefined || row.content === null) throw new DomainError('request.not-found');
      return key.open(contentContext(id), row.content).toString('utf8');
    });
  }
}

const encoded = (state: CircuitState): Buffer => Buffer.from(JSON.stringify(state), 'utf8');

function opened(key: DataKey, place: CircuitPlace, row: CircuitRow): Circuit {
  const { orgId, documentId } = place;
  const known = { id: row.id, orgId, documentId, seq: Number(row.seq), version: row.version };
  const plain = key.open(contextOf(known, row.is_open, row.started_by), row.state).toString('utf8');
  return { ...known, state: circuitStateSchema.parse(JSON.parse(plain)) };
}
