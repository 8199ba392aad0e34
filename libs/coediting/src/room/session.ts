import { errorTable } from '@maroquin/contracts';

import {
  type AccessLevel,
  CloseCode,
  concatBytes,
  decodeFrame,
  decodeStateVector,
  encodeAccess,
  encodeAwareness,
  encodeCommitted,
  encodeDenied,
  encodeEpoch,
  encodePing,
  encodeRefused,
  encodeStateVector,
  encodeStep1,
  type Frame,
  MalformedError,
  type StateVector,
} from '../wire/index.js';
import { statedClients } from '../validation/index.js';
import { Budget } from './budget.js';
import type { Limits } from './limits.js';
import type { Participant, RefusalCode } from './participant.js';
import type { Connection } from './ports.js';
import type { Room } from './room.js';
import { sendDocument } from './send-document.js';
import { TokenBucket } from './token-bucket.js';

/** Step 2 frames in a row that still build on something unknown: an honest client needs one. */
const MAX_GAPS = 3;
const MAX_REPORTS = 20;

/** One connection in one room: what it may do, what it has sent, how much of it is settled. */
export class Session implements Participant {
  live = false;
  closed = false;
  /** Sync frames (step 2, update) received. */
  private received = 0;
  private settled = 0;
  private announced = 0;
  /** Step 1 was sent to fill a gap: until step 2 comes, updates are not taken and nothing is announced as committed. */
  private resyncing = false;
  private gaps = 0;
  /** Messages that wait until the room has read what other nodes committed; null: none has to. */
  private held: Uint8Array[] | null = null;
  private sending = false;
  private level: AccessLevel = 'none';
  private readonly joins: TokenBucket;
  /** The connection's own, its person's and its document's: a frame has to fit into all of them. */
  private readonly budgets: readonly Budget[];
  private reports = 0;

  constructor(
    readonly room: Room,
    readonly connection: Connection,
    private readonly limits: Limits,
    private readonly person: Budget,
    private readonly onLeave: () => void,
  ) {
    const now = room.clock.now();
    this.budgets = [new Budget(limits, now, 1), person, room.budget];
    this.joins = new TokenBucket(limits.joinsPerSecond, limits.joinsBurst, now);
  }

  /** Sends epoch and rights to extended clients, then step 1, which asks for what the client has and the server lacks. */
  begin(): void {
    const level = this.room.accessOf(this.connection);
    if (level === 'unknown') return this.end(CloseCode.tryLater, 'rights unknown');
    if (level === 'none') return this.end(CloseCode.noAccess, 'no access');
    this.level = level;
    this.connection.cork();
    try {
      this.greet();
    } finally {
      this.connection.uncork();
    }
  }

  private greet(): void {
    if (this.connection.extended) {
      this.deliver(encodeEpoch(this.room.document.epoch));
      this.deliver(encodeAccess(this.level));
    }
    this.sendStep1();
    const states = this.room.awareness.everyone();
    if (states !== null) this.deliver(encodeAwareness(states));
  }

  /** One message of the socket. Never throws. Keeps views of the bytes: the caller must not reuse them. */
  receive(message: Uint8Array): void {
    if (this.closed) return;
    const now = this.room.clock.now();
    for (const budget of this.budgets) if (!budget.admit(message.length, now)) return this.tooFast('frames');
    this.serve(message, now);
  }

  private serve(message: Uint8Array, now: number): void {
    if (this.held !== null) return void this.held.push(message);
    this.checkAccess();
    if (this.closed) return;
    try {
      this.dispatch(decodeFrame(message), now);
    } catch (error) {
      if (!(error instanceof MalformedError)) return this.room.fail('frame failed', error);
      this.report('collab.malformed', error.code);
      this.end(CloseCode.malformed, 'malformed frame');
    }
    const after = this.room.clock.now();
    let overdrawn = false;
    // Everybody pays, also when the first is out of means.
    for (const budget of this.budgets) if (!budget.charge(after - now, after)) overdrawn = true;
    if (overdrawn) this.tooFast('processor time');
  }

  /** Asks for the rights again and acts on a change: sends it to the client, or ends the connection. */
  checkAccess(): void {
    const level = this.room.accessOf(this.connection);
    if (level === this.level || this.closed) return;
    if (level === 'unknown') return this.end(CloseCode.tryLater, 'rights unknown');
    this.level = level;
    if (this.connection.extended) this.deliver(encodeAccess(level));
    if (level === 'none') return this.end(CloseCode.noAccess, 'no access');
    // What was refused before may be welcome now.
    if (level === 'write' || level === 'suggest') this.sendStep1();
  }

  deliver(frame: Uint8Array): void {
    if (this.closed) return;
    this.connection.send(frame);
    this.endSlowReader();
  }

  deliverInTwo(head: Uint8Array, body: Uint8Array): void {
    if (this.closed) return;
    if (this.connection.sendInTwo === undefined) this.connection.send(concatBytes(head, body));
    else this.connection.sendInTwo(head, body);
    this.endSlowReader();
  }

  private endSlowReader(): void {
    if (!this.sending && this.connection.bufferedAmount() > this.limits.backlogBytes) {
      this.end(CloseCode.tryLater, 'slow reader');
    }
  }

  settle(ordinal: number): void {
    this.settled = Math.max(this.settled, ordinal);
  }

  announce(seq: number, stateVector: () => Uint8Array): void {
    if (this.resyncing || this.settled <= this.announced) return;
    this.announced = this.settled;
    if (this.connection.extended) this.deliver(encodeCommitted(this.settled, seq, stateVector()));
  }

  end(code: number, reason: string): void {
    if (this.closed) return;
    this.leave();
    this.connection.close(code, reason);
  }

  /** The socket is gone, or about to be. */
  leave(): void {
    if (this.closed) return;
    this.closed = true;
    this.room.left(this);
    this.onLeave();
  }

  private dispatch(frame: Frame, now: number): void {
    switch (frame.type) {
      case 'step1':
        return this.answerStep1(frame.stateVector, now);
      case 'step2':
        return this.receiveUpdate(frame.update, this.limits.step2Bytes, true);
      case 'update':
        return this.receiveUpdate(frame.update, this.limits.updateBytes, false);
      case 'awareness':
        return this.room.receiveAwareness(this.connection, frame.states);
      case 'query-awareness': {
        const states = this.room.awareness.everyone();
        if (states !== null) this.deliver(encodeAwareness(states));
        return;
      }
      case 'ping':
        return this.deliver(encodePing(frame.token));
      default:
        throw new MalformedError('frame-type');
    }
  }

  private answerStep1(stateVector: Uint8Array, now: number): void {
    if (stateVector.length > this.limits.stateVectorBytes) throw new MalformedError('state-vector-too-large');
    const known = decodeStateVector(stateVector, statedClients(this.limits.document));
    if (!this.joins.take(1, now)) return this.tooFast('sync requests');
    // A client from another node may have what is committed and not known here, and must not be asked to write it again.
    if (this.room.commits.isBehind(known)) this.catchUp(() => this.sendDocument(known));
    else this.sendDocument(known);
  }

  private sendDocument(known: StateVector): void {
    if (this.sending) return;
    this.sending = true;
    const { commits, clock } = this.room;
    sendDocument(this, { content: commits.content, clock }, known, this.limits).then(
      () => {
        this.sending = false;
        this.live = true;
      },
      (error: unknown) => this.room.fail('sending failed', error),
    );
  }

  private receiveUpdate(update: Uint8Array, maxBytes: number, isStep2: boolean): void {
    this.received += 1;
    if (update.length > maxBytes) return this.refuse('collab.too-large', 'size', CloseCode.tooLarge);
    if (this.resyncing && !isStep2) return;
    const verdict = this.room.commits.judge(update, this.connection.person.id);
    if (verdict.kind === 'refused') return this.refuse('collab.malformed', verdict.code, CloseCode.malformed);
    if (verdict.kind === 'leased') {
      return verdict.over
        ? this.refuse('collab.epoch', 'client of an older epoch', CloseCode.epoch)
        : this.refuse('collab.leased', 'client of another person', CloseCode.malformed);
    }
    if (verdict.kind === 'gap') return this.fillGap(isStep2);
    if (isStep2) {
      this.resyncing = false;
      this.gaps = 0;
    }
    if (verdict.kind === 'known') return void this.room.enqueue(this, this.received, null);
    if (!this.maySend) return this.refuse('collab.read-only', this.level, null);
    if (verdict.kind === 'full') return this.refuseFull(verdict.deletesOnly);
    const newClients = verdict.walked.blocks.filter(({ from }) => from === 0).length;
    if (newClients > 0 && !this.person.admitClients(newClients, this.room.clock.now()))
      return this.tooFast('new clients');
    if (!this.person.admitParts(verdict.parts, this.room.clock.now())) return this.tooFast('new parts');
    if (this.level === 'suggest') this.suggest(verdict.update);
    else this.room.enqueue(this, this.received, verdict);
  }

  /** May write, or suggest where there are suggestions. */
  private get maySend(): boolean {
    return this.level === 'write' || (this.level === 'suggest' && this.room.suggestions.isPossible);
  }

  /** What this person sends meanwhile waits, so that it is judged in the order in which it was sent. */
  private suggest(update: Uint8Array): void {
    this.held = [];
    const { suggestions, clock } = this.room;
    const spent = (milliseconds: number): void => {
      // The person pays; the document's budget is everybody's.
      for (const budget of this.budgets)
        if (budget !== this.room.budget) budget.charge(milliseconds, clock.now());
    };
    const busy = (): void => this.end(CloseCode.tryLater, 'suggestions cannot be checked now');
    suggestions
      .admit(update, this.connection.person.id, { accept: () => this.acceptSuggestion(update), spent })
      .then((outcome) => {
        if (outcome === 'busy') busy();
        if (this.closed) return;
        if (outcome === 'refused') this.refuse('collab.suggest-only', 'text', null);
        const held = this.held ?? [];
        this.held = null;
        this.serveAll(held);
      }, busy);
  }

  /** Whether the document has taken it: others may have written, and the right may have changed, since it was sent. */
  private acceptSuggestion(update: Uint8Array): boolean {
    this.checkAccess();
    if (this.closed || this.room.isDropped || !this.maySend) return false;
    const verdict = this.room.commits.judge(update, this.connection.person.id);
    if (verdict.kind === 'known') return this.room.enqueue(this, this.received, null);
    return verdict.kind === 'new' && this.room.enqueue(this, this.received, verdict, true);
  }

  /**
   * The document would outgrow what those who open it can state. Nothing builds on a delete, so who sends nothing else
   * stays: clients delete by themselves what is in a deleted element, and state it when they connect.
   */
  private refuseFull(deletesOnly: boolean): void {
    this.refuse('collab.full', 'parts', deletesOnly ? null : CloseCode.tooLarge);
  }

  private fillGap(isStep2: boolean): void {
    if (!this.maySend) return this.refuse('collab.read-only', this.level, null);
    if (isStep2) this.gaps += 1;
    if (this.gaps >= MAX_GAPS) return this.refuse('collab.gap', 'step 2', CloseCode.malformed);
    this.resyncing = true;
    this.catchUp(() => this.sendStep1());
  }

  /** Reads what other nodes committed before this connection goes on. */
  private catchUp(goOn: () => void): void {
    this.held = [];
    void this.room.commits.catchUp().then(() => {
      const held = this.held ?? [];
      this.held = null;
      goOn();
      this.serveAll(held);
    });
  }

  private serveAll(messages: readonly Uint8Array[]): void {
    for (const message of messages) if (!this.closed) this.serve(message, this.room.clock.now());
  }

  /** What was sent is not refused: the client keeps it and sends it again. */
  private tooFast(detail: string): void {
    if (this.closed) return;
    this.report('collab.too-fast', detail);
    this.end(CloseCode.tooFast, 'too fast');
  }

  /** A refused frame changes nothing for the others; where the client could only repeat it, the connection ends. */
  private refuse(code: RefusalCode, detail: string, close: number | null): void {
    this.report(code, detail);
    const message = errorTable[code][this.connection.locale];
    this.deliver(
      this.connection.extended ? encodeRefused(this.received, code, message) : encodeDenied(message),
    );
    if (close !== null) this.end(close, code);
    else this.room.enqueue(this, this.received, null);
  }

  /** The first refusals of a connection are reported, so that nobody floods the audit. */
  private report(code: RefusalCode, detail: string): void {
    this.reports += 1;
    if (this.reports <= MAX_REPORTS) this.room.report(this.connection, code, detail);
  }

  private sendStep1(): void {
    this.deliver(encodeStep1(encodeStateVector(this.room.commits.clocks)));
  }
}
