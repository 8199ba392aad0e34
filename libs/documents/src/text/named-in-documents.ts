import { Injectable } from '@nestjs/common';
import { decodeRun } from '@maroquin/coediting';
import { ConversationReaders } from '@maroquin/messaging';
import { type Notice, Notifications } from '@maroquin/notifications';
import { Database, type Tx } from '@maroquin/platform/database';
import type { NamedResources } from '@maroquin/prose';
import type { DueFeed } from '@maroquin/search';
import { DocumentJournal } from '../journal/document-journal.js';
import { UPDATES } from '../journal/journal-row.js';

/** People who are told of what one reading of a document finds. */
const MOST_TOLD = 500;

const FORGET_LINKS =
  'delete from document_link where org_id = $1 and source_id = $2 and target_id <> all($3::uuid[])';
/** What is not of the organisation, or is not there at all, is no link. */
const ADD_LINKS = `insert into document_link (org_id, source_id, target_id)
  select $1, $2, r.id from resource r where r.org_id = $1 and r.id = any($3::uuid[]) and r.id <> $2
  on conflict do nothing`;
const KNOWN = `select mention_id as id from document_mention
  where org_id = $1 and document_id = $2 and mention_id = any($3::uuid[])`;
const REMEMBER = `insert into document_mention (org_id, document_id, mention_id)
  select $1, $2, m.id from unnest($3::uuid[]) m (id) on conflict do nothing returning mention_id as id`;
const MEMBERS = `select account_id as id from seat
  where org_id = $1 and account_id = any($2::uuid[]) and kind <> 'guest'`;

type Mention = NamedResources['mentions'][number];

/** Keeps what documents name: where they link to, and which mentions their people were told of. */
@Injectable()
export class NamedInDocuments {
  constructor(
    private readonly database: Database,
    private readonly journal: DocumentJournal,
    private readonly readers: ConversationReaders,
    private readonly notifications: Notifications,
  ) {}

  /** What a document names, as it was read with all entries up to `due.head` at least. Runs twice without harm. */
  async keep(due: DueFeed, { links, mentions }: NamedResources): Promise<void> {
    const { orgId, feedId } = due;
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await tx.query(FORGET_LINKS, [orgId, feedId, links]);
      if (links.length > 0) await tx.query(ADD_LINKS, [orgId, feedId, links]);
    });
    if (mentions.length > 0) await this.tell(due, mentions);
  }

  private async tell(due: DueFeed, mentions: readonly Mention[]): Promise<void> {
    const { orgId, feedId } = due;
    const known = new Set(
      await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
        idsOf(tx, KNOWN, [orgId, feedId, mentions.map(({ id }) => id)]),
      ),
    );
    const fresh = mentions.filter(({ id }) => !known.has(id));
    if (fresh.length === 0) return;
    const authors = await this.authorsOf(due, new Set(fresh.map(({ id }) => id)));
    const people = [...new Set(fresh.slice(0, MOST_TOLD).map(({ person }) => person))];
    const readers = new Set(await this.readers.among(orgId, feedId, people));
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      // Another node may have read the same: who remembers a mention first tells of it.
      const own = new Set(await idsOf(tx, REMEMBER, [orgId, feedId, fresh.map(({ id }) => id)]));
      const members = new Set(await idsOf(tx, MEMBERS, [orgId, [...new Set(authors.values())]]));
      const notices = fresh.flatMap(({ id, person }): Notice[] => {
        const actorId = authors.get(id);
        const isTold = own.has(id) && actorId !== undefined && members.has(actorId) && readers.has(person);
        return isTold ? [{ personId: person, kind: 'mention', resourceId: feedId, actorId }] : [];
      });
      await this.notifications.notify(tx, orgId, notices);
    });
  }

  /**
   * Who wrote these mentions, as the journal says and not the text: by the first update since the last reading that holds
   * the id. What the document began with, and what a restored version brought, nobody has written here.
   */
  private async authorsOf({ orgId, feedId, after }: DueFeed, ids: ReadonlySet<string>) {
    const authors = new Map<string, string>();
    const { brought } = await this.journal.find(orgId, feedId);
    const wanted = new Map([...ids].map((id) => [id, Buffer.from(id)]));
    for await (const entry of this.journal.entries(orgId, feedId, Math.max(after, Number(brought)))) {
      if (entry.kind !== UPDATES || entry.erased) continue;
      for (const { personId, update } of decodeRun(entry.payload)) {
        const bytes = Buffer.from(update.buffer, update.byteOffset, update.length);
        for (const [id, written] of wanted) {
          if (!bytes.includes(written)) continue;
          authors.set(id, personId);
          wanted.delete(id);
        }
      }
      if (wanted.size === 0) break;
    }
    return authors;
  }
}

const idsOf = async (tx: Tx, sql: string, values: readonly unknown[]): Promise<string[]> =>
  (await tx.query<{ id: string }>(sql, [...values])).map(({ id }) => id);
