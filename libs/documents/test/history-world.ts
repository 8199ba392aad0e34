import { decodeSnapshot, encodeRun } from '@maroquin/coediting';
import { type AccessService, PeopleNames, type ResourceTree } from '@maroquin/access';
import { newId } from '@maroquin/platform/config';
import { Admission } from '@maroquin/platform/admission';
import type { Actor } from '@maroquin/platform/database';
import { Feeds, LocalBus } from '@maroquin/platform/feeds';
import { PROSE_ROOT, proseSchema } from '@maroquin/prose';
import { updateYFragment } from 'y-prosemirror';
import * as Y from 'yjs';
import { DocumentEpochs } from '../src/epochs/document-epochs.js';
import { DocumentJournal } from '../src/journal/document-journal.js';
import { HistoryReader } from '../src/history/history-reader.js';
import { JournalPrefix } from '../src/history/journal-prefix.js';
import { RestoreActs } from '../src/history/restore-acts.js';
import { RestoreVersion } from '../src/history/restore-version.js';
import { VersionContentsService } from '../src/history/version-contents.service.js';
import { VersionMarks } from '../src/history/version-marks.js';
import { VersionReplays } from '../src/history/version-replays.js';
import { VersionsService } from '../src/history/versions.service.js';
import type { DocumentWorld } from './document-world.js';

export const MINUTE = 60_000;
const START = Date.parse('2026-11-24T09:05:00Z');

/** The services of history over real feeds, at the test's own time. Rights are asked elsewhere. */
export class HistoryWorld {
  private time = START;
  readonly clock = { now: () => new Date(this.time) };
  readonly feeds: Feeds;
  readonly versions: VersionsService;
  readonly contents: VersionContentsService;
  readonly restores: RestoreVersion;
  readonly marks: VersionMarks;
  readonly reader = new HistoryReader();
  readonly admission = new Admission();

  constructor(readonly world: DocumentWorld) {
    const { database, keys } = world.platform;
    const { clock } = this;
    this.feeds = new Feeds(database, keys, clock, new LocalBus(), (error) => world.errors.push(error));
    const access = { require: async () => ({ orgId: world.orgId }) } as unknown as AccessService;
    const tree = { touch: async () => undefined } as unknown as ResourceTree;
    const people = new PeopleNames(database, keys, clock);
    const prefix = new JournalPrefix(database, this.feeds);
    this.marks = new VersionMarks(database, clock);
    this.versions = new VersionsService(access, database, this.feeds, keys, people, clock);
    const replays = new VersionReplays(this.admission, prefix, this.reader);
    this.contents = new VersionContentsService(access, replays, people);
    const epochs = new DocumentEpochs(
      database,
      this.feeds,
      new DocumentJournal(database, this.feeds),
      world.store,
      world.maker,
    );
    const acts = new RestoreActs(this.feeds, tree, clock);
    this.restores = new RestoreVersion(access, replays, epochs, this.marks, acts);
  }

  later(minutes: number): void {
    this.time += minutes * MINUTE;
  }

  /** Somebody of the organisation. */
  async person(name: string): Promise<Actor> {
    const { database, keys } = this.world.platform;
    const { orgId } = this.world;
    const id = newId();
    const orgKeys = await keys.forOrg(orgId);
    await database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await tx.query("insert into subject (org_id, id, kind) values ($1, $2, 'person')", [orgId, id]);
      await tx.query(
        `insert into account (id, org_id, email_hash, email_sealed, name_sealed, created_at)
         values ($1, $2, $3, '', $4, now())`,
        [id, orgId, Buffer.from(id), orgKeys.seal({ table: 'account', column: 'name', row: id }, name)],
      );
    });
    return {
      personId: id,
      orgId,
      orgs: [orgId],
      adminOf: [],
      tokenScopes: null,
      sessionId: newId(),
      tokenId: null,
      locale: 'fr' as const,
    };
  }

  async close(): Promise<void> {
    this.feeds.close();
    await this.reader.onModuleDestroy();
  }
}

/** A document as its journal is written: each act is one entry by one person, a run of entries by several. */
export class WrittenDocument {
  private doc = new Y.Doc();

  constructor(
    private readonly history: HistoryWorld,
    readonly id: string,
    private readonly kind: 'prose' | 'text',
  ) {}

  /** One row of the journal: a run of what these people write, in this order. */
  async write(...acts: readonly (readonly [Actor, string])[]): Promise<number> {
    const run = acts.map(([{ personId }, text]) => ({ personId, update: this.update(text) }));
    const [first] = run;
    const done = await this.history.feeds.append({
      feed: this.id,
      orgId: this.history.world.orgId,
      kind: 'updates',
      actorId: first?.personId ?? null,
      count: run.length,
      payload: encodeRun(run),
    });
    return done.status === 'moved' ? 0 : done.last;
  }

  /** What the editor of one person sends to make this the text. */
  private update(text: string): Uint8Array {
    const own = new Y.Doc();
    Y.applyUpdate(own, Y.encodeStateAsUpdate(this.doc));
    const before = Y.encodeStateVector(own);
    own.transact(() => {
      if (this.kind === 'prose') {
        const content = text.split('\n').map((line) => ({
          type: 'paragraph',
          content: line === '' ? [] : [{ type: 'text', text: line }],
        }));
        const meta = { mapping: new Map(), isOMark: new Map() };
        const node = proseSchema.nodeFromJSON({ type: 'doc', content });
        updateYFragment(own, own.getXmlFragment(PROSE_ROOT), node, meta);
      } else {
        own.getText('text').delete(0, own.getText('text').length);
        own.getText('text').insert(0, text);
      }
    });
    const update = Y.encodeStateAsUpdate(own, before);
    Y.applyUpdate(this.doc, update);
    return update;
  }

  /** Follows the server into the epoch that a restoration began. */
  async follow(): Promise<void> {
    const { base } = await this.history.world.journal.content(this.history.world.orgId, this.id);
    this.doc = new Y.Doc();
    if (base !== null) Y.applyUpdate(this.doc, decodeSnapshot(base).update);
  }
}
