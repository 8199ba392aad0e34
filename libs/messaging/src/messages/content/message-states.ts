import { Injectable } from '@nestjs/common';
import { BatchedLookUp, Database, type ReadStatement, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds } from '@maroquin/platform/feeds';
import type { DataKey, SealContext } from '@maroquin/platform/keys';
import { decodeState, encodeState, type MessageState } from './message-state.js';
import type { VersionedState } from './message-view.js';

interface StateRow {
  readonly seq: string;
  readonly version: number;
  readonly pinned: boolean;
  readonly state: Buffer;
}

const columns = 'select seq, version, pinned, state from message_state';
const BETWEEN: ReadStatement = {
  name: 'states of messages',
  text: `${columns} where org_id = $1 and conversation_id = $2 and seq between $3 and $4`,
};
const PINNED: ReadStatement = {
  name: 'pinned messages',
  text: 'select seq from message_state where org_id = $1 and conversation_id = $2 and pinned order by seq desc',
};
const OF_MANY: ReadStatement = {
  name: 'states of some messages',
  text: `select s.org_id, s.conversation_id, s.seq, s.version, s.pinned, s.state
    from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as asked (org, conversation, seq)
    join message_state s on s.org_id = asked.org and s.conversation_id = asked.conversation and s.seq = asked.seq`,
};
/** States that this node made, kept for those who follow the conversation here. */
const MAX_MADE = 1_000;

/** One message of a conversation. */
export interface MessagePlace {
  readonly orgId: string;
  readonly conversationId: string;
  readonly seq: number;
}

const contextOf = (conversationId: string, seq: number, version: number, pinned: boolean): SealContext => ({
  table: 'message_state',
  column: 'state',
  row: conversationId,
  seq,
  bound: [version, pinned],
});

export type States = ReadonlyMap<number, VersionedState>;

/** The rows of message_state, sealed with the key of the conversation. */
@Injectable()
export class MessageStates {
  private readonly made = new Map<string, VersionedState>();
  private readonly rows = new BatchedLookUp<StateRow>((keys) => this.read(keys));

  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
  ) {}

  /** Those of the messages from `first` to `last`, by number. What nothing happened to is absent. */
  async between(orgId: string, conversationId: string, first: number, last: number): Promise<States> {
    const rows = await this.database.readIn<StateRow>([orgId], BETWEEN, [orgId, conversationId, first, last]);
    return this.open(orgId, conversationId, rows);
  }

  /** Numbers of the pinned messages, the newest first. */
  async pinned(orgId: string, conversationId: string): Promise<number[]> {
    const rows = await this.database.readIn<{ seq: string }>([orgId], PINNED, [orgId, conversationId]);
    return rows.map(({ seq }) => Number(seq));
  }

  /** The state that a change led to, or a later one; from memory, where this node made the change itself. */
  async reached({ orgId, conversationId, seq }: MessagePlace, version: number): Promise<VersionedState> {
    const key = `${orgId} ${conversationId} ${String(seq)}`;
    const made = this.made.get(key);
    if (made !== undefined && made.version >= version) return made;
    const row = await this.rows.get(key);
    // Its change was committed together with it.
    if (row === undefined || row.version < version) throw new DomainError('sealed.damaged');
    return openRow(await this.feeds.key(orgId, conversationId), conversationId, row);
  }

  /** What this node has just committed. */
  remember({ orgId, conversationId, seq }: MessagePlace, state: VersionedState): void {
    const key = `${orgId} ${conversationId} ${String(seq)}`;
    this.made.delete(key);
    this.made.set(key, state);
    const [oldest] = this.made.keys();
    if (this.made.size > MAX_MADE && oldest !== undefined) this.made.delete(oldest);
  }

  private async read(keys: readonly string[]): Promise<ReadonlyMap<string, StateRow>> {
    const asked = keys.map((key) => key.split(' '));
    const column = (index: number): string[] => asked.map((parts) => parts[index] ?? '');
    const rows = await this.database.readIn<StateRow & { org_id: string; conversation_id: string }>(
      [...new Set(column(0))],
      OF_MANY,
      [0, 1, 2].map(column),
    );
    return new Map(rows.map((row) => [`${row.org_id} ${row.conversation_id} ${row.seq}`, row]));
  }

  /** For who holds the lock of the conversation's changes. */
  async current(tx: Tx, key: DataKey, { orgId, conversationId, seq }: MessagePlace): Promise<VersionedState> {
    const [row] = await tx.query<StateRow>(BETWEEN.text, [orgId, conversationId, seq, seq]);
    return row === undefined ? { version: 0, state: {} } : openRow(key, conversationId, row);
  }

  async write(
    tx: Tx,
    key: DataKey,
    { orgId, conversationId, seq }: MessagePlace,
    { version, state }: VersionedState,
  ): Promise<void> {
    const pinned = state.pinned !== undefined;
    await tx.query(
      `insert into message_state (org_id, conversation_id, seq, version, pinned, state) values ($1, $2, $3, $4, $5, $6)
       on conflict (conversation_id, seq) do update
       set version = excluded.version, pinned = excluded.pinned, state = excluded.state`,
      [
        ...[orgId, conversationId, seq, version, pinned],
        key.seal(contextOf(conversationId, seq, version, pinned), encodeState(state)),
      ],
    );
  }

  private async open(orgId: string, conversationId: string, rows: readonly StateRow[]): Promise<States> {
    if (rows.length === 0) return new Map();
    const key = await this.feeds.key(orgId, conversationId);
    return new Map(rows.map((row) => [Number(row.seq), openRow(key, conversationId, row)]));
  }
}

/** @throws {DomainError} sealed.damaged */
function openRow(key: DataKey, conversationId: string, row: StateRow): VersionedState {
  const { version, pinned } = row;
  const context = contextOf(conversationId, Number(row.seq), version, pinned);
  const state: MessageState = decodeState(key.open(context, row.state));
  return { version, state };
}
