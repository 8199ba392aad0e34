import * as Y from 'yjs';

import {
  CloseCode,
  Rooms,
  decodeFrame,
  decodeRun,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  type AccessLevel,
  type Clock,
  type Connection,
  type DocumentKind,
  type DocumentRef,
  type Frame,
  type Limits,
  type Session,
  type SuggestionCheck,
} from '../src/index.js';
import { MemoryJournal } from './memory-journal.js';

const realClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  soon: (work) => void setImmediate(work),
};

/** Waits for a condition, never for a time. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Lets everything that is ready to run do so, to show that something does not happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function documentRef(kind: DocumentKind = 'text', id = 'doc'): DocumentRef {
  return { id, orgId: 'org', kind, epoch: 1, epochFrom: 0 };
}

/** What the journal of a document makes, loaded afresh. */
export function storedDocument(journal: MemoryJournal, id = 'doc'): Y.Doc {
  const doc = new Y.Doc();
  for (const row of journal.rowsOf(id))
    for (const { update } of decodeRun(row.run)) Y.applyUpdate(doc, update);
  return doc;
}

export class Harness {
  readonly refusals: { code: string; detail: string }[] = [];
  readonly writers: string[] = [];
  readonly drops: string[] = [];
  readonly closed: { documentId: string; seq: number }[] = [];
  readonly largeDeletes: { documentId: string; seq: number; personId: string }[] = [];
  readonly levels = new Map<string, AccessLevel | 'unknown'>();
  readonly ports: ConstructorParameters<typeof Rooms>[0];
  readonly rooms: Rooms;
  private readonly clients: TestClient[] = [];

  constructor(
    readonly journal = new MemoryJournal(),
    limits: Partial<Limits> = {},
    suggestions?: SuggestionCheck,
  ) {
    this.ports = {
      journal,
      checkpoints: { latest: () => Promise.resolve(null) },
      clock: realClock,
      limits,
      ...(suggestions !== undefined && { suggestions }),
      access: {
        current: (connection) => this.levels.get(connection.person.id) ?? 'write',
      },
      observer: {
        refused: ({ code, detail }) => void this.refusals.push({ code, detail }),
        committed: ({ personIds }) => void this.writers.push(...personIds),
        largeDelete: ({ document, seq, personId }) =>
          void this.largeDeletes.push({ documentId: document.id, seq, personId }),
        roomClosed: ({ document, seq }) => void this.closed.push({ documentId: document.id, seq }),
        roomDropped: ({ reason }) => void this.drops.push(reason),
      },
    };
    this.rooms = new Rooms(this.ports);
  }

  setLevel(personId: string, level: AccessLevel | 'unknown'): void {
    this.levels.set(personId, level);
    for (const client of this.clients) client.session?.checkAccess();
  }

  async client(
    personId: string,
    options: { doc?: Y.Doc; document?: DocumentRef; extended?: boolean } = {},
  ): Promise<TestClient> {
    const client = new TestClient(personId, options.doc ?? new Y.Doc(), options.extended ?? true);
    this.clients.push(client);
    await client.connect(this.rooms, options.document ?? documentRef());
    return client;
  }
}

let connections = 0;

/** A client as its frames: a Y.Doc whose updates go straight into the engine. */
export class TestClient {
  readonly frames: Frame[] = [];
  /** Types of the frames that came by one write each. */
  readonly writes: Frame['type'][][] = [];
  closedWith: number | null = null;
  synced = false;
  buffered = 0;
  sent = 0;
  session: Session | null = null;
  private corked = false;

  constructor(
    readonly personId: string,
    readonly doc: Y.Doc,
    private readonly extended: boolean,
  ) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.sendUpdate(update);
    });
  }

  get text(): Y.Text {
    return this.doc.getText('text');
  }

  get committed(): number {
    return this.frames.reduce((ordinal, frame) => (frame.type === 'committed' ? frame.ordinal : ordinal), 0);
  }

  async connect(rooms: Rooms, document: DocumentRef): Promise<void> {
    connections += 1;
    const connection: Connection = {
      id: `connection-${String(connections)}`,
      person: { id: this.personId, name: `Name of ${this.personId}`, colour: '#123456', hue: 1 },
      extended: this.extended,
      locale: 'fr',
      send: (bytes) => this.onFrame(decodeFrame(bytes)),
      close: (code) => {
        this.closedWith = code;
        this.synced = false;
      },
      cork: () => {
        this.corked = true;
        this.writes.push([]);
      },
      uncork: () => (this.corked = false),
      bufferedAmount: () => this.buffered,
    };
    this.closedWith = null;
    this.sent = 0;
    this.frames.length = 0;
    this.session = await rooms.join(document, connection);
    this.send(encodeStep1(Y.encodeStateVector(this.doc)));
    await until(() => this.synced || this.closedWith !== null, 'synced');
  }

  disconnect(): void {
    this.session?.leave();
    this.session = null;
  }

  send(bytes: Uint8Array): void {
    if (this.closedWith === null) this.session?.receive(bytes);
  }

  sendUpdate(update: Uint8Array): void {
    this.sent += 1;
    this.send(encodeUpdate(update));
  }

  framesOf<T extends Frame['type']>(type: T): Extract<Frame, { type: T }>[] {
    return this.frames.filter((frame): frame is Extract<Frame, { type: T }> => frame.type === type);
  }

  private onFrame(frame: Frame): void {
    this.frames.push(frame);
    if (this.corked) this.writes.at(-1)?.push(frame.type);
    else this.writes.push([frame.type]);
    if (frame.type === 'step1') {
      const known = frame.stateVector;
      // A socket never answers within the same call.
      setImmediate(() => {
        this.sent += 1;
        this.send(encodeStep2(Y.encodeStateAsUpdate(this.doc, known)));
      });
    }
    if (frame.type === 'update' || frame.type === 'step2') Y.applyUpdate(this.doc, frame.update, this);
    if (frame.type === 'step2') this.synced = true;
  }
}

export { CloseCode };
