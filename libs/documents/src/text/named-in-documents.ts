import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DocumentReaders } from '@maroquin/access';
import { decodeRun } from '@maroquin/coediting';
import { type Notice, Notifications } from '@maroquin/notifications';
import { Database, type Tx } from '@maroquin/platform/database';
import type { NamedResources } from '@maroquin/prose';
import type { DueFeed } from '@maroquin/search';
import { DocumentJournal } from '../journal/document-journal.js';
import { UPDATES } from '../journal/journal-row.js';

/** People whom one reading of a document notifies at most. */
const MAX_NOTIFIED = 500;
/** New mentions that one reading takes; those that nobody has just written are the first to wait. */
const MOST_AT_ONCE = 1_000;
/** Mentions of one document that are remembered; a fuller one forgets those that it no longer holds. */
const MOST_KEPT = 10_000;

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

const FORGET_LINKS =
  'delete from document_link where org_id = $1 and source_id = $2 and target_id <> all($3::uuid[])';
/** What is not of the organisation, or is not there at all, is no link. */
const ADD_LINKS = `insert into document_link (org_id, source_id, target_id)
  select $1, $2, r.id from resource r where r.org_id = $1 and r.id = any($3::uuid[]) and r.id <> $2
  on conflict do nothing`;
/** In whichever document: a mention keeps its id where a text is copied to. */
const KNOWN =
  'select mention_id as id from document_mention where org_id = $1 and mention_id = any($2::uuid[])';
const COUNT = 'select count(*)::int as kept from document_mention where org_id = $1 and document_id = $2';
const FORGET_GONE =
  'delete from document_mention where org_id = $1 and document_id = $2 and mention_id <> all($3::uuid[])';
const REMEMBER = `insert into document_mention (org_id, document_id, mention_id)
  select $1, $2, m.id from unnest($3::uuid[]) m (id) on conflict do nothing returning mention_id as id`;
const MEMBERS = `select account_id as id from seat
  where org_id = $1 and account_id = any($2::uuid[]) and kind <> 'guest'`;

type Mention = NamedResources['mentions'][number];

/** Keeps what documents name: where they link to, and which mentions their people were notified of. */
@Injectable()
export class NamedInDocuments {
  constructor(
    private readonly database: Database,
    private readonly journal: DocumentJournal,
    private readonly readers: DocumentReaders,
    private readonly notifications: Notifications,
  ) {}

  /** What a document names, as it was read with all entries up to `due.head` at least. Runs twice without harm. */
  async keep(due: DueFeed, { links, mentions }: NamedResources): Promise<void> {
    const { orgId, feedId } = due;
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await tx.query(FORGET_LINKS, [orgId, feedId, links]);
      if (links.length > 0) await tx.query(ADD_LINKS, [orgId, feedId, links]);
    });
    if (mentions.length > 0) await this.notify(due, mentions);
  }

  private async notify(due: DueFeed, mentions: readonly Mention[]): Promise<void> {
    const { orgId, feedId } = due;
    const fresh = await this.freshOf(due, mentions);
    if (fresh.length === 0) return;
    const authors = await this.authorsOf(due, new Set(fresh.map(({ id }) => id)));
    const written = fresh.filter(({ id }) => authors.has(id));
    const taken = [...written, ...fresh.filter(({ id }) => !authors.has(id))].slice(0, MOST_AT_ONCE);
    const people = [...new Set(taken.map(({ person }) => person))].slice(0, MAX_NOTIFIED);
    const readers = await this.readers.among(orgId, feedId, people);
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const room = await this.roomFor(tx, due, mentions);
      const ids = taken.slice(0, room).map(({ id }) => id);
      // Another node may have read the same: the node that records a mention first notifies its person.
      const own = new Set(await idsOf(tx, REMEMBER, [orgId, feedId, ids]));
      const members = await idsOf(tx, MEMBERS, [orgId, [...new Set(authors.values())]]);
      const left = new Map(await this.notifications.mentionsLeft(tx, orgId, members));
      const notices: Notice[] = [];
      const notified = new Set<string>();
      for (const { id, person } of taken) {
        const actorId = authors.get(id) ?? '';
        const rest = left.get(actorId) ?? 0;
        if (rest === 0 || !own.has(id) || !readers.has(person) || person === actorId || notified.has(person))
          continue;
        notified.add(person);
        left.set(actorId, rest - 1);
        notices.push({ personId: person, kind: 'mention', resourceId: feedId, actorId });
      }
      await this.notifications.notify(tx, orgId, notices);
    });
  }

  /** Those that notified nobody yet. */
  private async freshOf({ orgId }: DueFeed, mentions: readonly Mention[]): Promise<readonly Mention[]> {
    const ids = mentions.map(({ id }) => id);
    const known = await this.database.inOrgs({ orgs: [orgId] }, (tx) => idsOf(tx, KNOWN, [orgId, ids]));
    const before = new Set(known);
    return mentions.filter(({ id }) => !before.has(id));
  }

  /** How many more mentions may be remembered for a document that holds these. */
  private async roomFor(tx: Tx, { orgId, feedId }: DueFeed, held: readonly Mention[]): Promise<number> {
    const count = async () =>
      (await tx.query<{ kept: number }>(COUNT, [orgId, feedId])).reduce((sum, { kept }) => sum + kept, 0);
    const kept = await count();
    if (kept + MOST_AT_ONCE <= MOST_KEPT) return MOST_AT_ONCE;
    await tx.query(FORGET_GONE, [orgId, feedId, held.map(({ id }) => id)]);
    return Math.max(0, MOST_KEPT - (await count()));
  }

  /**
   * Who wrote these mentions, as the journal says and not the text: by the first update since the last reading that holds
   * the id. What the document began with, and what a restored version brought, nobody has written here.
   */
  private async authorsOf({ orgId, feedId, after }: DueFeed, ids: ReadonlySet<string>) {
    const authors = new Map<string, string>();
    const { brought } = await this.journal.find(orgId, feedId);
    for await (const entry of this.journal.entries(orgId, feedId, Math.max(after, Number(brought)))) {
      if (entry.kind !== UPDATES || entry.erased) continue;
      for (const { personId, update } of decodeRun(entry.payload)) {
        const written = Buffer.from(update.buffer, update.byteOffset, update.length).toString('latin1');
        for (const [id] of written.matchAll(ID))
          if (ids.has(id) && !authors.has(id)) authors.set(id, personId);
      }
      if (authors.size === ids.size) break;
      // A long journal must not hold up what others wait for.
      await setImmediate();
    }
    return authors;
  }
}

const idsOf = async (tx: Tx, sql: string, values: readonly unknown[]): Promise<string[]> =>
  (await tx.query<{ id: string }>(sql, [...values])).map(({ id }) => id);
