import { type AccessLevel, CloseCode, encodeAwareness } from '../wire/index.js';
import { type CheckedUpdate, KIND_RULES } from '../validation/index.js';
import type { NewContent } from '../document/index.js';
import { RoomAwareness } from './room-awareness.js';
import { Budget } from './budget.js';
import { type Commit, CommitLoop } from './commit-loop.js';
import { FanOut } from './fan-out.js';
import type { FlushScheduler } from './flush-scheduler.js';
import type { Limits } from './limits.js';
import type { Participant, RefusalCode } from './participant.js';
import type {
  Access,
  Checkpoints,
  Clock,
  Connection,
  DocumentRef,
  Journal,
  Observer,
  SuggestionCheck,
} from './ports.js';
import { SuggestionGate } from './suggestion-gate.js';

export interface RoomPorts {
  readonly journal: Journal;
  readonly checkpoints: Checkpoints;
  readonly access: Access;
  readonly clock: Clock;
  readonly observer: Observer;
  readonly limits: Limits;
  /** Absent: nobody may only suggest. */
  readonly suggestions?: SuggestionCheck;
  /** One for all rooms of the node. */
  readonly scheduler: FlushScheduler;
}

const AWARENESS_GATHER_MS = 40;

/**
 * The participants of one document on one node: who is in it, what they receive, and why it ends. After anything
 * unexpected the room is dropped, and loaded again from the journal by whoever comes next.
 */
export class Room {
  readonly participants = new Set<Participant>();
  readonly awareness: RoomAwareness;
  readonly commits: CommitLoop;
  readonly suggestions: SuggestionGate;
  /** What everybody in this document together may cost. */
  readonly budget: Budget;
  private readonly fanOut: FanOut;
  private dropped = false;
  private cancelAwareness: (() => void) | null = null;

  constructor(
    readonly document: DocumentRef,
    private readonly ports: RoomPorts,
    private readonly onChange: (room: Room) => void,
  ) {
    const { limits, clock, scheduler } = ports;
    this.budget = new Budget(limits, clock.now(), limits.documentShare, limits.documentBusyShare);
    const cursorRoot = document.kind === 'prose' ? KIND_RULES.prose.root : null;
    this.awareness = new RoomAwareness(limits.awarenessBytes, cursorRoot);
    const fanOut = new FanOut(clock, scheduler, this.participants, (error) =>
      this.fail('sending failed', error),
    );
    this.fanOut = fanOut;
    this.suggestions = new SuggestionGate(document, ports.suggestions, () => this.commits.everything());
    this.commits = new CommitLoop(document, ports, {
      get commitGatherMs() {
        return fanOut.commitGatherMs;
      },
      committed: (commit) => this.onCommit(commit),
      received: (updates) => fanOut.add(updates, null),
      added: (update) => this.suggestions.added(update),
      forgotten: () => this.suggestions.forget(),
      restored: () => this.drop(CloseCode.epoch, 'the document was restored'),
      failed: (reason, error) => this.fail(reason, error),
      rested: () => onChange(this),
    });
  }

  get clock(): Clock {
    return this.ports.clock;
  }

  get isDropped(): boolean {
    return this.dropped;
  }

  /** Nobody is here and nothing waits for the journal. */
  get isIdle(): boolean {
    return this.participants.size === 0 && this.commits.isIdle;
  }

  join(participant: Participant): void {
    this.participants.add(participant);
  }

  left(participant: Participant): void {
    this.participants.delete(participant);
    if (this.awareness.leave(participant.connection.id)) this.sendAwareness();
    this.onChange(this);
  }

  accessOf(connection: Connection): AccessLevel | 'unknown' {
    return this.ports.access.current(connection, this.document);
  }

  /** Takes an accepted frame to the journal. Without content it only waits for its turn to be settled. */
  enqueue(
    participant: Participant,
    ordinal: number,
    judged: NewContent | null,
    isSuggestion = false,
  ): boolean {
    const fits = this.commits.fits(judged?.update.length ?? 0);
    if (fits) this.commits.enqueue({ participant, ordinal, isSuggestion }, judged);
    else participant.end(CloseCode.tryLater, 'journal is behind');
    return fits;
  }

  receiveAwareness(connection: Connection, states: Uint8Array): void {
    if (this.awareness.receive(connection.id, connection.person, states)) this.sendAwareness();
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
    const { hasCommitted, seq } = this.commits;
    if (hasCommitted) this.ports.observer.roomClosed?.({ document: this.document, seq });
    this.drop(CloseCode.tryLater, reason);
  }

  drop(code: number, reason: string): void {
    if (this.dropped) return;
    this.dropped = true;
    this.commits.stop();
    this.fanOut.stop();
    this.cancelAwareness?.();
    for (const participant of [...this.participants]) participant.end(code, reason);
    this.onChange(this);
  }

  private onCommit({ updates, authors, largeDeletes }: Commit): void {
    this.sendCommit(updates, authors);
    this.ports.scheduler.flushDue();
    this.observeCommit(updates, authors);
    for (const { turn, personId } of largeDeletes) {
      const seq = this.commits.seq - updates.length + turn;
      this.ports.observer.largeDelete({ document: this.document, seq, personId });
    }
  }

  /** Acknowledges, and passes on what is new. Who is acknowledged and receives others' updates gets both by one write. */
  private sendCommit(updates: readonly CheckedUpdate[], authors: readonly Participant[]): void {
    let vector: Uint8Array | null = null;
    const stated = (): Uint8Array => (vector ??= this.commits.vectorAfter(updates));
    const [onlyAuthor = null] = authors.length === 1 ? authors : [];
    const receivers = this.fanOut.receiversAmong(authors);
    for (const { connection } of receivers) connection.cork();
    try {
      for (const participant of authors) participant.announce(this.commits.seq, stated);
      const { isFlushedByCommits } = this.fanOut;
      this.fanOut.add(updates, onlyAuthor, isFlushedByCommits);
      if (isFlushedByCommits) this.fanOut.flush();
    } finally {
      for (const { connection } of receivers) connection.uncork();
    }
  }

  private observeCommit(updates: readonly CheckedUpdate[], authors: readonly Participant[]): void {
    if (updates.length === 0) return;
    const ids = authors.map((participant) => participant.connection.person.id);
    const personIds = ids.length === 1 ? ids : [...new Set(ids)];
    let bytes = 0;
    for (const { update } of updates) bytes += update.length;
    this.ports.observer.committed({ document: this.document, seq: this.commits.seq, bytes, personIds });
  }

  /** Sends what changed, gathered for a moment where there are more than two people. */
  private sendAwareness(): void {
    if (this.cancelAwareness !== null || this.dropped) return;
    const send = (): void => {
      this.cancelAwareness = null;
      const states = this.awareness.takeChanges();
      if (states === null) return;
      const frame = encodeAwareness(states);
      for (const participant of this.participants) participant.deliver(frame);
    };
    this.cancelAwareness = this.clock.after(this.participants.size > 2 ? AWARENESS_GATHER_MS : 0, send);
  }
}
