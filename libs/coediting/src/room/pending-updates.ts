import { type AuthoredUpdate, encodeRun } from '../wire/index.js';
import { type CheckedUpdate, mergeChecked, type WalkedUpdate } from '../validation/index.js';
import type { Participant } from './participant.js';

/** A frame that waits for the journal. Without `content` it holds nothing new, but may only be settled after what came before it. */
interface PendingFrame {
  readonly participant: Participant;
  readonly ordinal: number;
  readonly content: CheckedUpdate | null;
  /** It deletes most of the document. */
  readonly large?: boolean;
  /** It was checked against the document as it was then (suggestion-gate.ts). */
  readonly isSuggestion: boolean;
}

/** An update of a batch, counted from 0, that deletes most of the document, and who wrote it. */
export interface LargeDelete {
  readonly turn: number;
  readonly personId: string;
}

interface Turn {
  readonly personId: string;
  readonly parts: CheckedUpdate[];
  large: boolean;
}

/** Frames of one room that were accepted and are not committed yet, in order, and the batch that is on its way. */
export class PendingUpdates {
  private frames: PendingFrame[] = [];
  private batch: PendingFrame[] = [];
  private batchUpdates: CheckedUpdate[] = [];
  private largeDeletes: LargeDelete[] = [];
  private bytes = 0;
  private count = 0;

  get empty(): boolean {
    return this.frames.length === 0 && this.batch.length === 0;
  }

  get waiting(): boolean {
    return this.frames.length > 0;
  }

  get holdsSuggestions(): boolean {
    return this.frames.some(({ isSuggestion }) => isSuggestion);
  }

  /** Everything that waits or is on its way. */
  updates(): Uint8Array[] {
    return [...this.batch, ...this.frames].flatMap(({ content }) =>
      content === null ? [] : [content.update],
    );
  }

  fits(bytes: number, limits: { pendingUpdates: number; pendingBytes: number }): boolean {
    return this.count < limits.pendingUpdates && this.bytes + bytes <= limits.pendingBytes;
  }

  push(frame: PendingFrame): void {
    this.frames.push(frame);
    this.count += 1;
    this.bytes += frame.content?.update.length ?? 0;
  }

  /** Starts a batch of everything that waits. `run` is null when none of it holds anything new. */
  startBatch(): { run: Uint8Array; count: number; personId: string } | null {
    this.batch = this.frames;
    this.frames = [];
    this.batchUpdates = [];
    this.largeDeletes = [];
    const authored: AuthoredUpdate[] = [];
    for (const { personId, parts, large } of turnsOf(this.batch)) {
      const merged = mergeChecked(parts);
      if (large) this.largeDeletes.push({ turn: authored.length, personId });
      authored.push({ personId, update: merged.update });
      this.batchUpdates.push(merged);
    }
    const [first] = authored;
    if (first === undefined) return null;
    return { run: encodeRun(authored), count: authored.length, personId: first.personId };
  }

  /** The batch is committed: returns its frames, and the updates that are new. */
  finishBatch(): {
    frames: readonly PendingFrame[];
    authors: readonly Participant[];
    updates: readonly CheckedUpdate[];
    largeDeletes: readonly LargeDelete[];
  } {
    const authors = authorsOf(this.batch);
    const done = { frames: this.batch, authors, updates: this.batchUpdates, largeDeletes: this.largeDeletes };
    for (const { content } of done.frames) this.bytes -= content?.update.length ?? 0;
    this.count -= done.frames.length;
    this.batch = [];
    this.batchUpdates = [];
    return done;
  }

  /** The batch was not taken: it waits again, before what came since. */
  returnBatch(): void {
    this.frames = [...this.batch, ...this.frames];
    this.batch = [];
    this.batchUpdates = [];
  }

  /** Everything that waits, taken out so that it can be judged again. */
  takeAll(): PendingFrame[] {
    const all = this.frames;
    this.frames = [];
    this.bytes = 0;
    this.count = 0;
    return all;
  }

  /** Whether an update from elsewhere has clocks that a waiting frame has too (one person's outbox, sent over two nodes). */
  overlaps(walked: WalkedUpdate): boolean {
    const reached = new Map(walked.blocks.map(({ client, to }) => [client, to]));
    return this.frames.some(({ content }) =>
      content?.walked.blocks.some(({ client, from }) => from < (reached.get(client) ?? 0)),
    );
  }
}

/** Each once. */
function authorsOf(frames: readonly PendingFrame[]): readonly Participant[] {
  const authors = frames.map(({ participant }) => participant);
  return authors.length === 1 ? authors : [...new Set(authors)];
}

/** What one person wrote in one go is one update: a row that is read often is made small once. */
function turnsOf(frames: readonly PendingFrame[]): Turn[] {
  const turns: Turn[] = [];
  for (const { participant, content, large = false } of frames) {
    if (content === null) continue;
    const personId = participant.connection.person.id;
    const last = turns.at(-1);
    if (last?.personId !== personId) turns.push({ personId, parts: [content], large });
    else {
      last.parts.push(content);
      last.large ||= large;
    }
  }
  return turns;
}
