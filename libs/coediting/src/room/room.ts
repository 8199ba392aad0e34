import { type AccessLevel, CloseCode, decodeRun, encodeAwareness, type StateVector } from '../wire/index.js';
import { type CheckedUpdate, KIND_RULES } from '../validation/index.js';
import { type DocumentContent, DocumentState, type NewContent, type Verdict } from '../document/index.js';
import { Presences } from './awareness.js';
import { Budget } from './budget.js';
import { FanOut } from './fan-out.js';
import type { Limits } from './limits.js';
import type { Member, RefusalCode } from './member.js';
import type { NewsBeat } from './news-beat.js';
import { PendingUpdates } from './pending-updates.js';
import type {
  Access,
  Checkpoints,
  Clock,
  Connection,
  DocumentRef,
  Journal,
  JournalRow,
  Observer,
} from './ports.js';
import { Watchdog } from './watchdog.js';

export interface RoomPorts {
  readonly journal: Journal;
  readonly checkpoints: Checkpoints;
  readonly access: Access;
  readonly clock: Clock;
  readonly observer: Observer;
  readonly limits: Limits;
  /** One for all rooms of the node. */
  readonly beat: NewsBeat;
}

const READ_ROWS = 256;
/** Appends in a row that found the journal moved on. */
const MAX_MOVES = 20;
const AWARENESS_GATHER_MS = 40;

/**
 * One open document on one node: an order of updates, and who hears of them. Nothing is acknowledged or passed on
 * before the journal has committed it. After anything unexpected the room is dropped and built again from the journal.
 */
export class Room {
  readonly members = new Set<Member>();
  readonly presences: Presences;
  /** What everybody in this document together may cost. */
  readonly budget: Budget;
  private readonly state: DocumentState;
  private seq: number;
  private readonly pending = new PendingUpdates();
  private readonly fanOut: FanOut;
  private readonly watchdog: Watchdog;
  /** The journal is asked or told something; one at a time, so that order stays. */
  private busy = false;
  private scheduled = false;
  /** No commit begins before this time of the clock. */
  private commitFrom = -Infinity;
  private hintedSeq = 0;
  /** Who waits for a read of the journal that has not begun yet. */
  private catchingUp: (() => void)[] = [];
  private moves = 0;
  private hasCommitted = false;
  private dropped = false;
  private unsubscribe: () => void = () => undefined;
  private cancelAwareness: (() => void) | null = null;

  constructor(
    readonly document: DocumentRef,
    private readonly ports: RoomPorts,
    private readonly onChange: (room: Room) => void,
  ) {
    const { limits, clock } = ports;
    this.state = new DocumentState(document.kind, limits.document);
    this.seq = Math.max(0, document.epochFrom - 1);
    this.budget = new Budget(limits, clock.now(), limits.documentShare, limits.documentBusyShare);
    this.presences = new Presences(
      limits.awarenessBytes,
      document.kind === 'prose' ? KIND_RULES.prose.root : null,
    );
    this.fanOut = new FanOut(clock, ports.beat, this.members, (error) => this.fail('telling failed', error));
    this.watchdog = new Watchdog(clock, limits.journalMs, () =>
      this.fail('journal failed', new Error('the journal did not answer')),
    );
  }

  get clock(): Clock {
    return this.ports.clock;
  }

  get content(): DocumentContent {
    return this.state.content;
  }

  get isDropped(): boolean {
    return this.dropped;
  }

  get hasPending(): boolean {
    return !this.pending.empty;
  }

  /** Nobody is here and nothing waits. */
  get isIdle(): boolean {
    return this.members.size === 0 && this.pending.empty && !this.busy;
  }

  /** Reads the newest checkpoint and the journal behind it. Rejects when that cannot be read or holds what is not an update. */
  async load(): Promise<void> {
    const checkpoint = await this.withDeadline(this.ports.checkpoints.latest(this.document));
    if (this.dropped) return;
    if (checkpoint !== null) {
      this.state.begin(checkpoint.snapshot);
      this.seq = checkpoint.seq;
    }
    await this.readTail();
    if (this.dropped) return;
    this.unsubscribe = this.ports.journal.subscribe(this.document, this.seq, (rows) => this.onRows(rows));
  }

  join(member: Member): void {
    this.members.add(member);
  }

  left(member: Member): void {
    this.members.delete(member);
    if (this.presences.leave(member.connection.id)) this.tellPresences();
    this.onChange(this);
  }

  accessOf(connection: Connection): AccessLevel | 'unknown' {
    return this.ports.access.current(connection, this.document);
  }

  judge(update: Uint8Array, personId: string): Verdict {
    return this.state.judge(update, personId);
  }

  knownClocks(): StateVector {
    return this.state.clocks;
  }

  /** Whether somebody knows more than this room. */
  isBehind(known: StateVector): boolean {
    return this.state.isBehind(known);
  }

  /** Resolves once everything is here that was committed before the call. Never, when the room is dropped meanwhile. */
  catchUp(): Promise<void> {
    return new Promise((resolve) => {
      this.catchingUp.push(resolve);
      this.schedule();
    });
  }

  /** Takes an accepted frame to the journal. Without content it only waits for its turn to be settled. */
  enqueue(member: Member, ordinal: number, judged: NewContent | null): void {
    if (judged === null && this.pending.empty) {
      member.settle(ordinal);
      return member.announce(this.seq, () => this.state.vector());
    }
    if (!this.pending.fits(judged?.update.length ?? 0, this.ports.limits)) {
      return member.end(CloseCode.tryLater, 'journal is behind');
    }
    this.accept(member, ordinal, judged);
    this.schedule();
  }

  /** It waits for the journal. */
  private accept(member: Member, ordinal: number, judged: NewContent | null): void {
    if (judged === null) return this.pending.push({ member, ordinal, content: null });
    const large = this.state.accept(judged, member.connection.person.id);
    const content: CheckedUpdate = { update: judged.update, walked: judged.walked };
    this.pending.push(large ? { member, ordinal, content, large } : { member, ordinal, content });
  }

  hear(connection: Connection, states: Uint8Array): void {
    if (this.presences.receive(connection.id, connection.person, states)) this.tellPresences();
  }

  report(connection: Connection, code: RefusalCode, detail: string): void {
    this.ports.observer.refused({
      orgId: this.document.orgId,
      documentId: this.document.id,
      personId: connection.person.id,
      code,
      detail,
    });
  }

  /** Something went wrong: acknowledges nothing, lets everybody sync again with a fresh room. */
  fail(reason: string, error?: unknown): void {
    if (this.dropped) return;
    this.ports.observer.roomDropped({ document: this.document, reason, error });
    this.drop(CloseCode.tryLater, 'try again');
  }

  /** Nobody needs it any more, or the node ends. */
  close(reason: string): void {
    if (this.dropped) return;
    if (this.hasCommitted) this.ports.observer.roomClosed?.({ document: this.document, seq: this.seq });
    this.drop(CloseCode.tryLater, reason);
  }

  drop(code: number, reason: string): void {
    if (this.dropped) return;
    this.dropped = true;
    this.unsubscribe();
    this.fanOut.stop();
    this.watchdog.stop();
    this.cancelAwareness?.();
    for (const member of [...this.members]) member.end(code, reason);
    this.onChange(this);
  }

  private schedule(): void {
    if (this.busy || this.scheduled || this.dropped) return;
    this.scheduled = true;
    const begin = (): void => {
      this.scheduled = false;
      void this.work();
    };
    const wait = this.commitFrom - this.clock.now();
    // Frames that lie in the socket already become one row.
    if (wait <= 0 || this.isHinted) this.clock.soon(begin);
    else this.clock.after(wait, begin);
  }

  /** Catches up when a hint asks for it, else commits what waits, until there is neither. */
  private async work(): Promise<void> {
    if (this.busy || this.dropped) return;
    this.busy = true;
    try {
      while (!this.dropped && (this.isHinted || this.mayCommit)) {
        if (this.isHinted) await this.readHinted();
        else await this.commit();
      }
    } catch (error) {
      this.fail('journal failed', error);
    }
    this.busy = false;
    if (this.pending.waiting) this.schedule();
    this.onChange(this);
  }

  private get isHinted(): boolean {
    return this.hintedSeq > this.seq || this.catchingUp.length > 0;
  }

  private async readHinted(): Promise<void> {
    const waiting = this.catchingUp;
    this.catchingUp = [];
    await this.readTail();
    if (!this.dropped) for (const resolve of waiting) resolve();
  }

  private get mayCommit(): boolean {
    return this.pending.waiting && this.clock.now() >= this.commitFrom;
  }

  private async commit(): Promise<void> {
    this.commitFrom = this.clock.now() + this.fanOut.commitGatherMs;
    const batch = this.pending.startBatch();
    if (batch === null) return this.settleBatch();
    this.watchdog.begin();
    const result = await this.ports.journal.append(this.document, { expectedSeq: this.seq, ...batch });
    if (this.dropped) return;
    this.watchdog.end();
    if (result.status === 'moved') return this.moved();
    this.moves = 0;
    if (result.first !== this.seq + 1) throw new Error('the journal skipped a sequence');
    this.seq = result.last;
    this.hasCommitted = true;
    this.settleBatch();
  }

  private settleBatch(): void {
    const { frames, updates, largeDeletes } = this.pending.finishBatch();
    for (const update of updates) this.state.commit(update);
    const authors = authorsOf(frames);
    for (const { member, ordinal, content } of frames) {
      if (content !== null) this.state.commitLeases(content.walked, member.connection.person.id);
      member.settle(ordinal);
    }
    this.tellMembers(updates, authors);
    this.ports.beat.pass();
    this.tellObserver(updates, authors);
    for (const { turn, personId } of largeDeletes) {
      const seq = this.seq - updates.length + turn;
      this.ports.observer.largeDelete({ document: this.document, seq, personId });
    }
  }

  /** Acknowledges, and passes on what is new. Who is acknowledged and hears of others gets both by one write. */
  private tellMembers(updates: readonly CheckedUpdate[], authors: readonly Member[]): void {
    let vector: Uint8Array | null = null;
    const stated = (): Uint8Array => (vector ??= this.state.vectorAfter(updates));
    const [onlyAuthor = null] = authors.length === 1 ? authors : [];
    const hearing = this.fanOut.hearing(authors);
    for (const { connection } of hearing) connection.cork();
    try {
      for (const member of authors) member.announce(this.seq, stated);
      const { isToldByCommits } = this.fanOut;
      this.fanOut.add(updates, onlyAuthor, isToldByCommits);
      if (isToldByCommits) this.fanOut.flush();
    } finally {
      for (const { connection } of hearing) connection.uncork();
    }
  }

  private tellObserver(updates: readonly CheckedUpdate[], authors: readonly Member[]): void {
    if (updates.length === 0) return;
    const ids = authors.map((member) => member.connection.person.id);
    const personIds = ids.length === 1 ? ids : [...new Set(ids)];
    let bytes = 0;
    for (const { update } of updates) bytes += update.length;
    this.ports.observer.committed({ document: this.document, seq: this.seq, bytes, personIds });
  }

  private async moved(): Promise<void> {
    this.moves += 1;
    if (this.moves > MAX_MOVES) throw new Error('the journal kept moving');
    this.pending.returnBatch();
    await this.readTail();
  }

  private onRows(rows: readonly JournalRow[]): void {
    const last = rows.at(-1)?.last ?? 0;
    if (last <= this.seq || this.dropped) return;
    this.hintedSeq = Math.max(this.hintedSeq, last);
    if (this.busy) return;
    try {
      this.absorb(rows);
    } catch (error) {
      return this.fail('journal unreadable', error);
    }
    if (this.hintedSeq > this.seq) this.schedule();
  }

  private async readTail(): Promise<void> {
    let full = true;
    while (full && !this.dropped) {
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
        if (row.first !== this.document.epochFrom)
          return this.drop(CloseCode.epoch, 'the document was restored');
        this.state.begin(row.run);
        this.seq = row.last;
        continue;
      }
      for (const { update, personId } of decodeRun(row.run)) {
        const checked = this.state.absorb(update, personId);
        overlap ||= this.pending.overlaps(checked.walked);
        fresh.push(checked);
      }
      this.seq = row.last;
    }
    if (overlap) this.judgeAgain();
    this.fanOut.add(fresh, null);
  }

  /** What waits was judged before others wrote the same clocks: only what is still new of it may be stored. */
  private judgeAgain(): void {
    this.state.forgetAccepted();
    for (const { member, ordinal, content } of this.pending.takeAll()) {
      const verdict = content === null ? null : this.judge(content.update, member.connection.person.id);
      if (verdict !== null && verdict.kind !== 'new' && verdict.kind !== 'known')
        throw new Error('an accepted update no longer fits');
      this.accept(member, ordinal, verdict?.kind === 'new' ? verdict : null);
    }
  }

  private tellPresences(): void {
    if (this.cancelAwareness !== null || this.dropped) return;
    const tell = (): void => {
      this.cancelAwareness = null;
      const states = this.presences.takeChanges();
      if (states === null) return;
      const frame = encodeAwareness(states);
      for (const member of this.members) member.deliver(frame);
    };
    this.cancelAwareness = this.clock.after(this.members.size > 2 ? AWARENESS_GATHER_MS : 0, tell);
  }

  private withDeadline<T>(work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const cancel = this.clock.after(this.ports.limits.journalMs, () =>
        reject(new Error('the journal did not answer')),
      );
      void work.then(resolve, reject).finally(cancel);
    });
  }
}

/** Each once. */
function authorsOf(frames: readonly { readonly member: Member }[]): readonly Member[] {
  const members = frames.map(({ member }) => member);
  return members.length === 1 ? members : [...new Set(members)];
}
