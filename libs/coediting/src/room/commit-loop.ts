import { CloseCode, decodeRun, type StateVector } from '../wire/index.js';
import type { CheckedUpdate } from '../validation/index.js';
import { type DocumentContent, DocumentState, type NewContent, type Verdict } from '../document/index.js';
import type { Limits } from './limits.js';
import type { Participant } from './participant.js';
import { type LargeDelete, PendingUpdates } from './pending-updates.js';
import type { Checkpoints, Clock, DocumentRef, Journal, JournalRow } from './ports.js';
import { Watchdog } from './watchdog.js';
import { withDeadline } from './with-deadline.js';

interface CommitPorts {
  readonly journal: Journal;
  readonly checkpoints: Checkpoints;
  readonly clock: Clock;
  readonly limits: Limits;
}

/** What one append to the journal committed. */
export interface Commit {
  readonly updates: readonly CheckedUpdate[];
  /** Each once. */
  readonly authors: readonly Participant[];
  readonly largeDeletes: readonly LargeDelete[];
}

/** A frame, by whoever sent it and its number. */
interface SentFrame {
  readonly participant: Participant;
  readonly ordinal: number;
  readonly isSuggestion: boolean;
}

/** The room that a commit loop works for. */
interface CommitListener {
  /** How long after the beginning of a commit the next one begins at the earliest, ms. */
  readonly commitGatherMs: number;
  /** This node committed. */
  committed(commit: Commit): void;
  /** Updates that other nodes committed, or that were in the journal when it was loaded. */
  received(updates: readonly CheckedUpdate[]): void;
  /** The document holds this as well, committed or not. */
  added(update: Uint8Array): void;
  /** What was accepted is judged again. */
  forgotten(): void;
  /** The journal holds the beginning of a newer epoch. */
  restored(): void;
  failed(reason: string, error: unknown): void;
  /** The loop has come to rest. */
  rested(): void;
}

const READ_ROWS = 256;
/** Appends in a row for which the journal had moved on. */
const MAX_MOVES = 20;

/**
 * Takes the accepted updates of one document to the journal, one append at a time, and reads what other nodes appended,
 * so that the order of updates is the journal's. Nothing counts as committed before the journal has answered.
 */
export class CommitLoop {
  /** Sequence of the last update that is known to be in the journal. */
  seq: number;
  hasCommitted = false;
  private readonly state: DocumentState;
  private readonly pending = new PendingUpdates();
  private readonly watchdog: Watchdog;
  /** An append or a read is under way. */
  private busy = false;
  private scheduled = false;
  private stopped = false;
  /** No commit begins before this time of the clock. */
  private commitFrom = -Infinity;
  /** Sequence that the journal has reached, as it announced. */
  private hintedSeq = 0;
  /** Callers of `catchUp` that wait for a read of the journal that has not begun yet. */
  private catchingUp: (() => void)[] = [];
  private moves = 0;
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly document: DocumentRef,
    private readonly ports: CommitPorts,
    private readonly room: CommitListener,
  ) {
    const { limits, clock } = ports;
    this.state = new DocumentState(document.kind, limits.document);
    this.seq = Math.max(0, document.epochFrom - 1);
    this.watchdog = new Watchdog(clock, limits.journalMs, () =>
      room.failed('journal failed', new Error('the journal did not answer')),
    );
  }

  get content(): DocumentContent {
    return this.state.content;
  }

  /** Next clock of each client, accepted updates included. */
  get clocks(): StateVector {
    return this.state.clocks;
  }

  get hasPending(): boolean {
    return !this.pending.empty;
  }

  get isIdle(): boolean {
    return this.pending.empty && !this.busy;
  }

  /** Reads the newest checkpoint and the journal behind it. Rejects when that cannot be read or holds what is not an update. */
  async load(): Promise<void> {
    const { checkpoints, journal } = this.ports;
    const checkpoint = await this.withDeadline(checkpoints.latest(this.document));
    if (this.stopped) return;
    if (checkpoint !== null) {
      this.state.begin(checkpoint.snapshot);
      this.seq = checkpoint.seq;
    }
    await this.readTail();
    if (this.stopped) return;
    this.unsubscribe = journal.subscribe(this.document, this.seq, (rows) => this.onRows(rows));
  }

  /** What was not acknowledged stays so. */
  stop(): void {
    this.stopped = true;
    this.unsubscribe();
    this.watchdog.stop();
  }

  judge(update: Uint8Array, personId: string): Verdict {
    return this.state.judge(update, personId, this.ports.clock.date?.());
  }

  /** Whether a client has more than this node. */
  isBehind(known: StateVector): boolean {
    return this.state.isBehind(known);
  }

  /** Resolves once everything is here that was committed before the call. Never, when the loop is stopped meanwhile. */
  catchUp(): Promise<void> {
    return new Promise((resolve) => {
      this.catchingUp.push(resolve);
      this.schedule();
    });
  }

  /** Queues an accepted frame for the journal. Without content it is settled once everything before it is. */
  enqueue(frame: SentFrame, judged: NewContent | null): void {
    const { participant, ordinal } = frame;
    if (judged === null && this.pending.empty) {
      participant.settle(ordinal);
      return participant.announce(this.seq, () => this.state.vector());
    }
    this.accept(frame, judged);
    this.schedule();
  }

  /** Whether so many more bytes may wait for the journal. */
  fits(bytes: number): boolean {
    return this.pending.fits(bytes, this.ports.limits);
  }

  /** The committed clocks as an acknowledgement of these updates states them. */
  vectorAfter(updates: readonly CheckedUpdate[]): Uint8Array {
    return this.state.vectorAfter(updates);
  }

  private accept(frame: SentFrame, judged: NewContent | null): void {
    if (judged === null) return this.pending.push({ ...frame, content: null });
    const large = this.state.accept(judged, frame.participant.connection.person.id);
    const content: CheckedUpdate = { update: judged.update, walked: judged.walked };
    this.pending.push(large ? { ...frame, content, large } : { ...frame, content });
    this.room.added(judged.update);
  }

  /** Updates that are the whole document, what is not committed included. */
  everything(): readonly Uint8Array[] {
    const { content } = this.state;
    const nothing: StateVector = new Map();
    const updates: Uint8Array[] = [];
    for (let index = 0; index < content.segmentCount; index += 1) {
      const segment = content.segment(index, nothing);
      if (segment !== null) updates.push(segment);
    }
    const rest = content.rest(nothing);
    return [...updates, ...(rest === null ? [] : [rest]), ...this.pending.updates()];
  }

  private schedule(): void {
    if (this.busy || this.scheduled || this.stopped) return;
    this.scheduled = true;
    const begin = (): void => {
      this.scheduled = false;
      void this.work();
    };
    const { clock } = this.ports;
    const wait = this.commitFrom - clock.now();
    // Frames that the socket has received already become one row.
    if (wait <= 0 || this.isHinted) clock.soon(begin);
    else clock.after(wait, begin);
  }

  /** Catches up when a hint asks for it, else commits what waits, until there is neither. */
  private async work(): Promise<void> {
    if (this.busy || this.stopped) return;
    this.busy = true;
    try {
      while (!this.stopped && (this.isHinted || this.mayCommit)) {
        if (this.isHinted) await this.readHinted();
        else await this.commit();
      }
    } catch (error) {
      this.room.failed('journal failed', error);
    }
    this.busy = false;
    if (this.pending.waiting) this.schedule();
    this.room.rested();
  }

  private get isHinted(): boolean {
    return this.hintedSeq > this.seq || this.catchingUp.length > 0;
  }

  private async readHinted(): Promise<void> {
    const waiting = this.catchingUp;
    this.catchingUp = [];
    await this.readTail();
    if (!this.stopped) for (const resolve of waiting) resolve();
  }

  private get mayCommit(): boolean {
    return this.pending.waiting && this.ports.clock.now() >= this.commitFrom;
  }

  private async commit(): Promise<void> {
    this.commitFrom = this.ports.clock.now() + this.room.commitGatherMs;
    const batch = this.pending.startBatch();
    if (batch === null) return this.settleBatch();
    this.watchdog.begin();
    const result = await this.ports.journal.append(this.document, { expectedSeq: this.seq, ...batch });
    if (this.stopped) return;
    this.watchdog.end();
    if (result.status === 'moved') return this.retry();
    this.moves = 0;
    if (result.first !== this.seq + 1) throw new Error('the journal skipped a sequence');
    this.seq = result.last;
    this.hasCommitted = true;
    this.settleBatch();
  }

  private settleBatch(): void {
    const { frames, authors, updates, largeDeletes } = this.pending.finishBatch();
    for (const update of updates) this.state.commit(update);
    for (const { participant, ordinal, content } of frames) {
      if (content !== null) this.state.commitLeases(content.walked, participant.connection.person.id);
      participant.settle(ordinal);
    }
    this.room.committed({ updates, authors, largeDeletes });
  }

  /** Another node has appended since: reads that first. */
  private async retry(): Promise<void> {
    this.moves += 1;
    if (this.moves > MAX_MOVES) throw new Error('the journal kept moving');
    this.pending.returnBatch();
    await this.readTail();
  }

  private onRows(rows: readonly JournalRow[]): void {
    const last = rows.at(-1)?.last ?? 0;
    if (last <= this.seq || this.stopped) return;
    this.hintedSeq = Math.max(this.hintedSeq, last);
    if (this.busy) return;
    try {
      this.absorb(rows);
    } catch (error) {
      return this.room.failed('journal unreadable', error);
    }
    if (this.hintedSeq > this.seq) this.schedule();
  }

  private async readTail(): Promise<void> {
    let full = true;
    while (full && !this.stopped) {
      const rows = await this.withDeadline(this.ports.journal.read(this.document, this.seq, READ_ROWS));
      this.absorb(rows);
      full = rows.length >= READ_ROWS;
    }
  }

  /** Takes in rows that others wrote, as far as they follow on from here. */
  private absorb(rows: readonly JournalRow[]): void {
    const fresh: CheckedUpdate[] = [];
    let overlap = false;
    for (const row of rows) {
      if (row.first !== this.seq + 1) continue;
      if (row.kind === 'base') {
        if (row.first !== this.document.epochFrom) return this.room.restored();
        this.state.begin(row.run);
        this.seq = row.last;
        continue;
      }
      for (const { update, personId } of decodeRun(row.run)) {
        const checked = this.state.absorb(update, personId);
        overlap ||= this.pending.overlaps(checked.walked);
        fresh.push(checked);
        this.room.added(update);
      }
      this.seq = row.last;
    }
    // A suggestion was checked against a document without what has come now.
    if (overlap || (fresh.length > 0 && this.pending.holdsSuggestions)) this.judgeAgain();
    this.room.received(fresh);
  }

  /** What waits was judged before others wrote the same clocks: only what is still new of it may be stored. */
  private judgeAgain(): void {
    this.state.forgetAccepted();
    this.room.forgotten();
    for (const { participant, ordinal, content, isSuggestion } of this.pending.takeAll()) {
      // Its client sends it again, and everything that it sent behind it.
      if (isSuggestion) participant.end(CloseCode.tryLater, 'others wrote meanwhile');
      if (participant.closed && isSuggestion) continue;
      const verdict = content === null ? null : this.judge(content.update, participant.connection.person.id);
      if (verdict !== null && verdict.kind !== 'new' && verdict.kind !== 'known')
        throw new Error('an accepted update no longer fits');
      this.accept({ participant, ordinal, isSuggestion }, verdict?.kind === 'new' ? verdict : null);
    }
  }

  private withDeadline<T>(work: Promise<T>): Promise<T> {
    return withDeadline(this.ports.clock, this.ports.limits.journalMs, work);
  }
}
