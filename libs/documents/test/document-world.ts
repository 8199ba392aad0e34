import {
  type Checkpoints,
  type DocumentKind,
  type DocumentRef,
  decodeFrame,
  encodeRun,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  Rooms,
  type Session,
} from '@maroquin/coediting';
import { newId, systemClock } from '@maroquin/platform/config';
import { Feeds, LocalBus } from '@maroquin/platform/feeds';
import { proveWritten } from '@maroquin/platform/proofs';
import { createLogger } from '@maroquin/platform/logging';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import * as Y from 'yjs';
import { CheckpointJob } from '../src/maintenance/checkpoint-job.js';
import { CheckpointMaker, type MakerLimits } from '../src/checkpoints/checkpoint-maker.js';
import { CheckpointStore } from '../src/checkpoints/checkpoint-store.js';
import { DocumentCheckpoints } from '../src/checkpoints/document-checkpoints.js';
import { DocumentRepair } from '../src/maintenance/document-repair.js';
import { Quarantine } from '../src/checkpoints/quarantine.js';
import { StoredDocuments } from '../src/checkpoints/stored-documents.js';
import { DocumentOpenings } from '../src/collab/document-openings.js';
import { FeedJournal } from '../src/collab/feed-journal.js';
import { nodeClock } from '../src/collab/node-clock.js';
import { UPDATES } from '../src/journal/journal-row.js';
import { DocumentEpochs } from '../src/epochs/document-epochs.js';
import { DocumentJournal } from '../src/journal/document-journal.js';
import { documentsEntities } from '../src/index.js';

/** Documents of one organisation on real PostgreSQL; people's rights are none of its business. */
export class DocumentWorld {
  readonly errors: unknown[] = [];
  readonly feeds: Feeds;
  readonly journal: DocumentJournal;
  readonly store: CheckpointStore;
  readonly maker = CheckpointMaker.withLimits({ heapMib: 128, stuckMs: 3_000 });
  readonly epochs: DocumentEpochs;
  readonly quarantine: Quarantine;
  readonly job: CheckpointJob;
  readonly logged: string[] = [];
  private readonly makers = [this.maker];

  private constructor(
    readonly platform: TestPlatform,
    readonly orgId: string,
  ) {
    this.feeds = this.newFeeds();
    const { database } = platform;
    this.journal = new DocumentJournal(database, this.feeds);
    this.store = new CheckpointStore(database, this.feeds, systemClock);
    this.epochs = new DocumentEpochs(database, this.feeds, this.journal, this.store, this.maker);
    this.quarantine = new Quarantine(database, systemClock);
    this.job = this.jobOf(this.maker);
  }

  static async open(): Promise<DocumentWorld> {
    const platform = await openTestPlatform(await sharedPostgres(), documentsEntities);
    return new DocumentWorld(platform, await createTestOrganisation(platform));
  }

  /** The same work under other limits of heap and time. */
  jobWith(limits: MakerLimits): CheckpointJob {
    const maker = CheckpointMaker.withLimits(limits);
    this.makers.push(maker);
    return this.jobOf(maker);
  }

  private jobOf(maker: CheckpointMaker): CheckpointJob {
    const { feeds, journal, store, epochs, quarantine } = this;
    const logger = createLogger({ logLevel: 'info' }, { write: (line) => this.logged.push(line) });
    const repair = new DocumentRepair(feeds, store, maker, epochs, quarantine, logger);
    const stored = new StoredDocuments(this.platform.database, feeds);
    return new CheckpointJob(stored, journal, store, maker, repair, logger);
  }

  /** The feeds of another node, to which no hint passes. */
  newFeeds(): Feeds {
    const { database, keys } = this.platform;
    return new Feeds(database, keys, systemClock, new LocalBus(), (error) => this.errors.push(error));
  }

  async createDocument(kind: DocumentKind = 'text'): Promise<string> {
    const [id, space] = [newId(), newId()];
    const { database } = this.platform;
    await database.inOrgs({ orgs: [this.orgId] }, async (tx) => {
      await tx.query('insert into permission_scope (org_id, id) values ($1, $2)', [this.orgId, space]);
      const resource = `insert into resource
        (id, org_id, parent_id, kind, scope_id, name_sealed, name_hash, created_at, updated_at)
        values ($1, $2, $3, $4, $5, '', '', now(), now())`;
      await tx.query(resource, [space, this.orgId, null, 'space', space]);
      await tx.query(resource, [id, this.orgId, space, 'document', space]);
      await this.feeds.create(tx, { id, orgId: this.orgId, kind: 'document' });
      await tx.query('insert into document (id, org_id, kind) values ($1, $2, $3)', [id, this.orgId, kind]);
      await proveWritten(tx);
    });
    return id;
  }

  async refOf(id: string): Promise<DocumentRef> {
    const { kind, epoch, epochFrom } = await this.journal.find(this.orgId, id);
    return { id, orgId: this.orgId, kind, epoch, epochFrom: Number(epochFrom) };
  }

  /** As the server opens documents. */
  openingRooms(): { readonly openings: DocumentOpenings; readonly rooms: Rooms } {
    const stored = new StoredDocuments(this.platform.database, this.feeds);
    const openings = new DocumentOpenings(stored, this.feeds, this.store);
    const checkpoints = new DocumentCheckpoints(openings, { now: () => undefined });
    return { openings, rooms: this.rooms(this.feeds, checkpoints, {}, openings) };
  }

  /** The rooms of a node. */
  rooms(
    feeds = this.feeds,
    checkpoints: Checkpoints = { latest: () => Promise.resolve(null) },
    limits: ConstructorParameters<typeof Rooms>[0]['limits'] = {},
    openings: DocumentOpenings | null = null,
  ): Rooms {
    const ignore = (): void => undefined;
    return new Rooms({
      journal: new FeedJournal(feeds, UPDATES, openings),
      checkpoints,
      access: { current: () => 'write' },
      clock: nodeClock,
      limits,
      observer: { refused: ignore, committed: ignore, largeDelete: ignore, roomDropped: ignore },
    });
  }

  /** Somebody enters a document and has its content. */
  async enter(rooms: Rooms, id: string, personId = newId()): Promise<Editor> {
    const editor = new Editor(personId);
    await editor.enter(rooms, await this.refOf(id));
    return editor;
  }

  /** Into the journal behind the gate's back. */
  async append(id: string, update: Uint8Array, personId = newId()): Promise<number> {
    const payload = encodeRun([{ personId, update }]);
    const item = { feed: id, orgId: this.orgId, kind: UPDATES, actorId: personId, payload };
    const appended = await this.feeds.append(item);
    if (appended.status === 'moved') throw new Error('moved');
    return appended.last;
  }

  /** One bit of the payload of a document's rows, or of one of them, as whoever may write to the files could. */
  async flipBits(
    table: string,
    owner: string,
    id: string,
    column?: string,
    value?: number | string,
    bit = 300,
  ): Promise<void> {
    await this.platform.asOwner(
      `update ${table} set payload = set_bit(payload, $2::bigint % (length(payload) * 8), 1 - get_bit(payload, $2::bigint % (length(payload) * 8)))
       where ${owner} = $1 ${column === undefined ? '' : `and ${column} = ${String(value)}`}`,
      [id, bit],
    );
  }

  /** What the audit says of a document. */
  async acts(id: string): Promise<string[]> {
    const sql = 'select action from audit where target_id = $1 order by at, id';
    return (await this.platform.asOwner<{ action: string }>(sql, [id])).map(({ action }) => action);
  }

  async close(): Promise<void> {
    this.feeds.close();
    for (const maker of this.makers) await maker.onModuleDestroy();
    await this.platform.close();
  }
}

/** A client as its frames: a Y.Doc whose updates go straight into the engine. */
export class Editor {
  readonly doc = new Y.Doc();
  closedWith: number | null = null;
  private session: Session | null = null;
  private synced = false;
  private sent = 0;
  private committed = 0;

  constructor(readonly personId: string) {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.send(encodeUpdate(update));
    });
  }

  get text(): Y.Text {
    return this.doc.getText('text');
  }

  async enter(rooms: Rooms, document: DocumentRef): Promise<void> {
    this.session = await rooms.join(document, {
      id: newId(),
      person: { id: this.personId, name: 'Anna', colour: '#123456', hue: 1 },
      extended: true,
      locale: 'fr',
      send: (bytes) => this.receive(bytes),
      close: (code) => (this.closedWith = code),
      cork: () => undefined,
      uncork: () => undefined,
      bufferedAmount: () => 0,
    });
    this.session?.receive(encodeStep1(Y.encodeStateVector(this.doc)));
    await until(() => this.synced || this.closedWith !== null, 'entered');
  }

  /** Everything that was written is committed. */
  async saved(): Promise<void> {
    await until(() => this.committed === this.sent, 'saved');
  }

  async write(words: string, at = this.text.length): Promise<void> {
    this.text.insert(at, words);
    await this.saved();
  }

  leave(): void {
    this.session?.leave();
    this.session = null;
  }

  private send(frame: Uint8Array): void {
    if (this.session === null || this.closedWith !== null) return;
    this.sent += 1;
    this.session.receive(frame);
  }

  private receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame.type === 'committed') this.committed = frame.ordinal;
    // A socket never answers within the same call.
    if (frame.type === 'step1')
      setImmediate(() => this.send(encodeStep2(Y.encodeStateAsUpdate(this.doc, frame.stateVector))));
    if (frame.type === 'update' || frame.type === 'step2') Y.applyUpdate(this.doc, frame.update, this);
    if (frame.type === 'step2') this.synced = true;
  }
}

/** Waits for a condition, never for a time. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
