import { Injectable } from '@nestjs/common';
import { idSchema } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import type { Tx } from '@maroquin/platform/database';
import { Feeds } from '@maroquin/platform/feeds';
import { type DataKey, Keys, type WrappedKey } from '@maroquin/platform/keys';
import { z } from 'zod';

/** An entry for one person: what it is about, by ids. */
export interface PersonEntry {
  readonly personId: string;
  readonly kind: string;
  readonly actorId: string | null;
  /** The id of the row that says whether it was read. */
  readonly id: string;
}

const entrySchema = z.strictObject({ id: idSchema });
const encodeEntry = (id: string): Buffer => Buffer.from(JSON.stringify({ id }), 'utf8');
/** The id of the row that says whether it was read. */
export const decodeEntry = (payload: Uint8Array): string =>
  entrySchema.parse(JSON.parse(Buffer.from(payload).toString('utf8'))).id;

/** The feed of a person's notifications in an organisation, made with its first entry. */
@Injectable()
export class PersonFeeds {
  constructor(
    private readonly feeds: Feeds,
    private readonly keys: Keys,
  ) {}

  /**
   * One entry for each of these people, all with a seat in the organisation, each named once.
   * @returns their numbers, in the same order
   */
  async append(tx: Tx, orgId: string, entries: readonly PersonEntry[]): Promise<number[]> {
    const ids = await this.feedsOf(
      tx,
      orgId,
      entries.map(({ personId }) => personId),
    );
    return this.feeds.appendEachInTransaction(
      tx,
      orgId,
      entries.flatMap(({ personId, kind, actorId, id }) => {
        const feed = ids.get(personId);
        return feed === undefined ? [] : [{ feed, kind, actorId, payload: encodeEntry(id) }];
      }),
    );
  }

  private async feedsOf(tx: Tx, orgId: string, people: readonly string[]): Promise<Map<string, string>> {
    const find = async (): Promise<Map<string, string>> => {
      const rows = await tx.query<{ account_id: string; feed_id: string }>(
        'select account_id, feed_id from notification_feed where org_id = $1 and account_id = any($2::uuid[])',
        [orgId, people],
      );
      return new Map(rows.map((row) => [row.account_id, row.feed_id]));
    };
    const known = await find();
    const missing = people.filter((id) => !known.has(id));
    if (missing.length === 0) return known;
    await this.make(tx, orgId, missing);
    return find();
  }

  /** Two acts may be the first to notify somebody at once: the second waits, and finds what the first made. */
  private async make(tx: Tx, orgId: string, people: readonly string[]): Promise<void> {
    const made = await tx.query<{ feed_id: string }>(
      `insert into notification_feed (org_id, account_id, feed_id)
       select $1, w.person, w.feed from unnest($2::uuid[], $3::uuid[]) as w (person, feed) order by w.person
       on conflict do nothing returning feed_id`,
      [orgId, people, people.map(() => newId())],
    );
    if (made.length === 0) return;
    // Entries hold ids alone: those of an organisation share one key.
    let key = await this.sharedKey(tx, orgId);
    for (const { feed_id: id } of made)
      key = await this.feeds.create(tx, { id, orgId, kind: 'person', ...(key !== null && { key }) });
  }

  private async sharedKey(tx: Tx, orgId: string): Promise<DataKey | null> {
    const [row] = await tx.query<WrappedKey>(
      `select k.id, k.generation, k.wrapped from feed f join data_key k on k.org_id = f.org_id and k.id = f.key_id
       where f.org_id = $1 and f.kind = 'person' limit 1`,
      [orgId],
    );
    return row === undefined ? null : this.keys.dataKeyOf(orgId, row);
  }
}
