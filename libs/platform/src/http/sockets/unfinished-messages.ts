import { UnsentBudget, type UnsentShare } from './unsent-budget.js';

const KIB = 1024;
const MIB = 1024 * KIB;

/** What messages may hold while they are on their way, and how slowly they may come. Times in milliseconds. */
interface UnfinishedLimits {
  readonly perPerson: number;
  readonly perNode: number;
  /** So little may always be under way. Nobody unknown has anything larger to say. */
  readonly spared: number;
  /** Without any byte. */
  readonly silenceMs: number;
  /** A message is whole after this long, and the time that its bytes take at the slowest pace. */
  readonly wholeMs: number;
  readonly bytesPerSecond: number;
  /** How often all of them are looked at. */
  readonly checkEveryMs: number;
}

/** Four of the largest messages at once, and 128 kbit/s: the slowest line through which co-editing is of use. */
const LIMITS: UnfinishedLimits = {
  perPerson: 32 * MIB,
  perNode: 128 * MIB,
  spared: 16 * KIB,
  silenceMs: 15_000,
  wholeMs: 30_000,
  bytesPerSecond: 16 * KIB,
  checkEveryMs: 2_500,
};

/** Closing codes from 4000 on are the application's own (RFC 6455 §7.4.2): "try later", as co-editing says it. */
const TRY_LATER = 4503;
/** How long somebody who is cut may take to read why, ms. */
const LAST_WORD_MS = 3_000;

interface WebSocketLike {
  close(code: number, reason: string): void;
  terminate(): void;
}

/** Says why, and does not wait long for an answer: until then what came of the message stays in memory. */
export function cutUnfinished(socket: WebSocketLike): void {
  socket.close(TRY_LATER, 'unfinished message');
  setTimeout(() => socket.terminate(), LAST_WORD_MS).unref();
}

/** Bounds what messages hold that have begun and not ended, over every kind of socket, and ends those that take too long. */
export class UnfinishedMessages {
  private readonly budget: UnsentBudget;
  private readonly underWay = new Set<UnfinishedMessage>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    readonly limits: UnfinishedLimits = LIMITS,
    readonly now: () => number = () => performance.now(),
  ) {
    this.budget = new UnsentBudget(limits);
  }

  /**
   * For one socket.
   * @param person whose it is (a visitor counts as its link); null while nobody is known
   * @param cut ends the socket; called once
   * @param isRead false while this server leaves in the network what comes: that is no delay of the sender
   */
  open(person: string | null, cut: () => void, isRead: () => boolean = () => true): UnfinishedMessage {
    return new UnfinishedMessage(this, person === null ? null : this.budget.open(person), cut, isRead);
  }

  shareOf(person: string): UnsentShare {
    return this.budget.open(person);
  }

  /** One of its bytes came. */
  begin(message: UnfinishedMessage): void {
    this.underWay.add(message);
    this.timer ??= setInterval(() => this.checkAll(), this.limits.checkEveryMs).unref();
  }

  ended(message: UnfinishedMessage): void {
    this.underWay.delete(message);
    if (this.underWay.size > 0 || this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
  }

  private checkAll(): void {
    const now = this.now();
    for (const message of this.underWay) message.check(now);
  }
}

/** The message that is on its way at one socket. */
export class UnfinishedMessage {
  private bytes = 0;
  private begunAt = 0;
  private movedAt = 0;
  private isNext = true;
  private isCut = false;

  constructor(
    private readonly all: UnfinishedMessages,
    private share: UnsentShare | null,
    private readonly cut: () => void,
    private readonly isRead: () => boolean,
  ) {}

  /** It is known now whose socket it is. */
  belongsTo(person: string): void {
    this.share?.close();
    this.share = this.all.shareOf(person);
    if (this.bytes > 0) this.share.set(this.bytes);
  }

  /** One is whole: what is counted from here on belongs to the next. */
  whole(): void {
    this.isNext = true;
  }

  /** So many bytes of it came; 0: none of it yet. */
  set(bytes: number): void {
    // Control frames between its fragments are no part of it.
    if (bytes === this.bytes && (bytes === 0 || !this.isNext)) return;
    const now = this.all.now();
    if (this.isNext) this.begunAt = now;
    this.isNext = bytes === 0;
    this.movedAt = now;
    this.bytes = bytes;
    if (bytes === 0) this.all.ended(this);
    else this.all.begin(this);
    const hasRoom = this.share?.set(bytes) ?? bytes <= this.all.limits.spared;
    if (!hasRoom) this.end();
  }

  check(now: number): void {
    if (!this.isRead()) this.movedAt = this.begunAt = now;
    const { silenceMs, wholeMs, bytesPerSecond } = this.all.limits;
    const untilWhole = wholeMs + (1_000 * this.bytes) / bytesPerSecond;
    if (now - this.movedAt >= silenceMs || now - this.begunAt >= untilWhole) this.end();
  }

  /** The socket is over. */
  close(): void {
    this.bytes = 0;
    this.share?.close();
    this.all.ended(this);
  }

  private end(): void {
    this.all.ended(this);
    if (this.isCut) return;
    this.isCut = true;
    this.cut();
  }
}

/** The node's own. */
export const unfinishedMessages = new UnfinishedMessages();
