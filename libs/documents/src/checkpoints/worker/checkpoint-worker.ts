import {
  type AuthoredUpdate,
  type CheckedUpdate,
  type DocumentKind,
  decodeRun,
  decodeSnapshot,
  encodeSnapshot,
  Leases,
  MalformedError,
  mergeChecked,
  type WalkedUpdate,
  walkUpdate,
} from '@maroquin/coediting';
import { refuseNetworkInThread } from '@maroquin/platform/no-network';
import * as Y from 'yjs';
import {
  fingerprintOf,
  isWhole,
  newDocument,
  rootOf,
  shownOf,
  applyWithoutCleanup,
} from './compare-documents.js';
import { LostStructs } from './lost-structs.js';
import { Placeholders } from './placeholders.js';
import { type Fault, Phase, type Salvage, type Work, type WorkAnswer } from './work.js';
import { rewriteContent } from './rewrite-content.js';

refuseNetworkInThread();

/** Updates, and then groups, merged at a time, as a room does it. */
const GROUP = 32;

interface Written extends AuthoredUpdate {
  readonly seq: number;
}

class Failure extends Error {
  constructor(
    readonly fault: Fault,
    readonly seq: number | null,
  ) {
    super(fault);
  }
}

/**
 * Runs in a worker thread: building a Y.Doc of what people sent may throw, hang or exhaust the heap, and must not stop
 * the server. Content counts as verified when the updates one after the other, the same updates merged, and the result
 * encoded and loaded again are the same document.
 */
export default async function makeCheckpoint(work: Work): Promise<WorkAnswer> {
  try {
    return await new Making(work).run();
  } catch (error) {
    if (error instanceof Failure) return { status: 'failed', fault: error.fault, seq: error.seq };
    throw error;
  }
}

class Making {
  private readonly kind: DocumentKind;
  private stepwise: Y.Doc;
  private parts: CheckedUpdate[] = [];
  private readonly clients = new Set<number>();
  private readonly lost: number[] = [];
  private leases = new Leases();
  private places = new LostStructs();

  constructor(private readonly work: Work) {
    this.kind = work.kind;
    this.stepwise = newDocument(work.kind);
  }

  async run(): Promise<WorkAnswer> {
    this.begin();
    this.replay();
    const { salvage } = this.work;
    let expected = this.fingerprint(this.stepwise);
    let update = this.encode(salvage === null ? this.merged(expected) : this.stepwise);
    let again = this.reload(update, expected);
    if (salvage !== null) {
      const rewritten = this.rewrite(salvage);
      expected = this.fingerprint(rewritten);
      update = this.encode(rewritten);
      again = this.reload(update, expected);
    }
    // A room must be able to read it as well.
    tryTo('malformed', null, () => walkUpdate(update, null));
    this.at(Phase.show);
    const unshown = this.kind === 'prose' ? (await import('./unshown.js')).unshownProse(again) : null;
    return {
      status: 'made',
      snapshot: encodeSnapshot({ leases: this.leases.entries(), update }),
      lost: this.lost,
      clients: [...this.clients],
      unshown,
    };
  }

  private begin(): void {
    this.at(Phase.begin);
    if (this.work.start === null) return;
    const { leases, update } = decodeSnapshot(this.work.start);
    this.leases = new Leases(leases);
    for (const client of leases.keys()) this.clients.add(client);
    this.parts.push({ update, walked: walkUpdate(update, null) });
    tryTo('throws', null, () => applyWithoutCleanup(this.stepwise, update));
  }

  private replay(): void {
    const written = this.written();
    if (this.work.salvage?.rest === 'place' && this.kind === 'prose') this.places = this.lostPlaces(written);
    const from = this.work.runs[0]?.first ?? 0;
    for (const { seq, update, personId } of written) {
      this.at(Phase.replay, seq - from);
      this.apply(seq, update, personId);
    }
  }

  private written(): Written[] {
    return this.work.runs
      .filter(({ first }) => first <= this.work.until)
      .flatMap(({ first, payload }) =>
        tryTo('malformed', first, () => decodeRun(payload)).map((one, offset) => ({
          ...one,
          seq: first + offset,
        })),
      )
      .filter(({ seq }) => seq <= this.work.until);
  }

  private lostPlaces(written: readonly Written[]): LostStructs {
    const kept = written.filter(({ seq }) => !this.work.without.includes(seq));
    try {
      return LostStructs.of(Y.decodeStateVector(Y.encodeStateVector(this.stepwise)), kept);
    } catch {
      // One of them is no update, and is found when it is applied.
      return new LostStructs();
    }
  }

  private apply(seq: number, update: Uint8Array, personId: string): void {
    if (this.work.without.includes(seq)) return this.leaveOut(update);
    const walked = tryTo('malformed', seq, () => walkUpdate(update, null));
    for (const { client } of walked.blocks) this.clients.add(client);
    if (this.work.salvage !== null) return this.place(seq, update, walked);
    tryTo('throws', seq, () => applyWithoutCleanup(this.stepwise, update));
    if (!isWhole(this.stepwise)) throw new Failure('gap', seq);
    this.leases.apply(walked, personId);
    this.parts.push({ update, walked });
  }

  /** Inserts placeholders for the missing structs first, so that nothing waits for them. */
  private place(seq: number, update: Uint8Array, walked: WalkedUpdate): void {
    const placeholders = new Placeholders(
      this.stepwise,
      walked,
      rootOf(this.kind, this.stepwise),
      this.places,
    );
    if (this.work.salvage?.rest === 'drop' ? placeholders.needed() : !placeholders.fill()) {
      this.lost.push(seq);
      return;
    }
    tryTo('throws', seq, () => applyWithoutCleanup(this.stepwise, update));
    // Deletes of what is missing have nothing to delete.
    this.stepwise.store.pendingDs = null;
    if (!isWhole(this.stepwise)) throw new Failure('gap', seq);
    if (placeholders.swallowed()) this.lost.push(seq);
  }

  private leaveOut(update: Uint8Array): void {
    try {
      for (const { client } of walkUpdate(update, null).blocks) this.clients.add(client);
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
    }
  }

  /** As those read it who join a room: merged, in one go. */
  private merged(expected: string): Y.Doc {
    this.at(Phase.merge);
    // One document in memory is enough.
    this.stepwise = newDocument(this.kind);
    let parts = this.parts;
    while (parts.length > 1) {
      const groups: CheckedUpdate[] = [];
      for (let from = 0; from < parts.length; from += GROUP)
        groups.push(mergeChecked(parts.slice(from, from + GROUP)));
      parts = groups;
    }
    const doc = this.load(parts.map(({ update }) => update));
    if (this.fingerprint(doc) !== expected) throw new Failure('differs', null);
    return doc;
  }

  /** Encoded and loaded into a fresh document, it must be the same. */
  private reload(update: Uint8Array, expected: string): Y.Doc {
    this.at(Phase.reload);
    const again = this.load([update]);
    this.at(Phase.compare);
    if (this.fingerprint(again) !== expected) throw new Failure('differs', null);
    return again;
  }

  /** The content that is shown, without the history in which parts are missing. */
  private rewrite({ clientId }: Salvage): Y.Doc {
    const { kind, stepwise } = this;
    return tryTo('throws', null, () => {
      const shown = shownOf(kind, stepwise);
      const doc = rewriteContent(kind, stepwise, clientId);
      if (shownOf(kind, doc) !== shown) throw new Error('the copy shows something else');
      return doc;
    });
  }

  private encode(doc: Y.Doc): Uint8Array {
    return tryTo('throws', null, () => Y.encodeStateAsUpdate(doc));
  }

  private fingerprint(doc: Y.Doc): string {
    return tryTo('throws', null, () => fingerprintOf(this.kind, doc));
  }

  private load(updates: readonly Uint8Array[]): Y.Doc {
    const doc = newDocument(this.kind);
    tryTo('throws', null, () => updates.forEach((update) => applyWithoutCleanup(doc, update)));
    return doc;
  }

  private at(phase: number, index = 0): void {
    Atomics.store(this.work.progress, 0, phase);
    Atomics.store(this.work.progress, 1, index);
  }
}

/** Whatever Yjs throws over content is that content's fault; running out of memory ends the thread, not this call. */
function tryTo<T>(fault: Fault, seq: number | null, work: () => T): T {
  try {
    return work();
  } catch {
    throw new Failure(fault, seq);
  }
}
