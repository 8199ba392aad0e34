import { Injectable } from '@nestjs/common';
import { newId } from '@maroquin/platform/config';
import { BatchedLookUp, Database, type ReadStatement, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds } from '@maroquin/platform/feeds';
import type { DataKey } from '@maroquin/platform/keys';

const CHANGES: ReadStatement = {
  name: 'feeds of changes',
  text: `select id, org_id, changes_id from channel where id = any($1::uuid[])
    union all select id, org_id, changes_id from thread where id = any($1::uuid[])
    union all select id, org_id, changes_id from comment_thread where id = any($1::uuid[])`,
};
interface ChangesRow {
  readonly id: string;
  readonly org_id: string;
  readonly changes_id: string;
}
const MAX_KNOWN = 50_000;

type FirstMessage = NonNullable<Parameters<Feeds['create']>[2]>;

/**
 * A conversation has two feeds under one key: its messages, whose id is its own, and the changes of these messages.
 * So the number of a message is the number of messages before it and one, whatever happens to them.
 */
@Injectable()
export class ConversationFeeds {
  /** Never changes: by organisation and conversation. */
  private readonly known = new Map<string, string>();
  private readonly rows = new BatchedLookUp<ChangesRow>((keys) => this.read(keys));

  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
  ) {}

  /** @returns the id of the feed of changes, for the conversation's row */
  async create(tx: Tx, conversation: { id: string; orgId: string }): Promise<string> {
    return (await this.begin(tx, conversation)).changesId;
  }

  /** The same with a first message. @returns the key of the conversation as well */
  async begin(
    tx: Tx,
    { id, orgId }: { id: string; orgId: string },
    first?: FirstMessage,
  ): Promise<{ readonly changesId: string; readonly key: DataKey }> {
    const changesId = newId();
    const key = await this.feeds.create(tx, { id, orgId, kind: 'channel' }, first);
    await this.feeds.create(tx, { id: changesId, orgId, kind: 'changes', key });
    return { changesId, key };
  }

  /** Nothing else happens to its messages until the transaction ends. */
  async lock(tx: Tx, orgId: string, changesId: string): Promise<void> {
    await this.feeds.lockInTransaction(tx, orgId, changesId);
  }

  /** The feed of its changes. @throws {DomainError} request.not-found */
  async changesOf(orgId: string, id: string): Promise<string> {
    const key = `${orgId} ${id}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const row = await this.rows.get(key);
    if (row === undefined) throw new DomainError('request.not-found');
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    this.known.set(key, row.changes_id);
    return row.changes_id;
  }

  private async read(keys: readonly string[]): Promise<ReadonlyMap<string, ChangesRow>> {
    const pairs = keys.map((key) => key.split(' '));
    const orgs = [...new Set(pairs.map(([orgId = '']) => orgId))];
    const rows = await this.database.readAlong<ChangesRow>(orgs, CHANGES, [pairs.map(([, id = '']) => id)]);
    return new Map(rows.map((row) => [`${row.org_id} ${row.id}`, row]));
  }
}
