import * as encoding from 'lib0/encoding';
import * as prng from 'lib0/prng';
import * as Y from 'yjs';
import { Random } from '../../faults/random.js';
import { Grammar } from '../hazards/grammar.js';
import { concat, mutate } from '../hazards/mutate.js';
import { openInEditor, pictureOf } from '../hazards/read-doc.js';
import { rootOf, victimUpdate, type Kind } from '../hazards/victim.js';
import type { Enter } from '../sites.js';
import { StockPeer, type Wire } from '../stock-peer.js';
import { until } from '../../support/until.js';
import { operate } from './random-operations.js';
import { snapshotOf } from './random-tests.js';

export interface FramesRun {
  readonly enter: Enter;
  readonly create: (kind: Kind) => Promise<string>;
  readonly restart: () => Promise<void>;
  readonly frames: number;
  /** Documents, and sockets of the writer, at once. */
  readonly documents: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface FramesResult {
  /** Frames that the server looked at, honest ones in between not counted. */
  readonly frames: number;
  /** Of these, how many ended their connection. */
  readonly refused: number;
  /** Honest updates in between that made the document grow. */
  readonly honest: number;
  readonly documents: number;
  /** Times the writer was told to slow down; those frames were sent again later and are counted once. */
  readonly tooFast: number;
  /** What is wrong with which document at the end. */
  readonly failures: readonly { readonly document: string; readonly reason: string }[];
}

const PING = 100;
const PING_SUBTYPE = 4;
const TOO_FAST = 4429;
/** Frames after which the writer starts from what the document really is. */
const FRESH_EVERY = 150;
const MUTANTS_PER_UPDATE = 8;

/** A connection on which each message is followed by a question, so that it is known whether it was looked at. */
class AskingWire {
  closedWith: number | null = null;
  isOpen = false;
  private token = 0;
  private answered: (() => void) | null = null;
  private wire: Wire | null = null;

  async open(enter: Enter, document: string): Promise<void> {
    this.closedWith = null;
    await new Promise<void>((resolve) => {
      this.answered = resolve;
      this.wire = enter(
        document,
        'attacker',
      )({
        opened: () => {
          this.isOpen = this.closedWith === null;
          this.answered?.();
        },
        message: (bytes) => {
          if (bytes[0] === PING && bytes[1] === PING_SUBTYPE) this.answered?.();
        },
        closed: (code) => {
          this.isOpen = false;
          this.closedWith = code;
          this.answered?.();
        },
      });
    });
  }

  /** @returns once the server has looked at it, or has hung up over it */
  async send(message: Uint8Array): Promise<void> {
    this.token = (this.token + 1) % 100;
    await new Promise<void>((resolve) => {
      this.answered = resolve;
      this.wire?.send(message);
      if (this.isOpen) this.wire?.send(Uint8Array.of(PING, PING_SUBTYPE, this.token));
    });
  }

  close(): void {
    this.wire?.close();
  }
}

const frameOf = (type: number, body: Uint8Array): Uint8Array =>
  encoding.encode((e) => {
    encoding.writeVarUint(e, type);
    if (type === 0) encoding.writeVarUint(e, 2);
    encoding.writeVarUint8Array(e, body);
  });

/** One document: the colleague's text, somebody who reads along, and the writer who sends what was never honest. */
class Mill {
  frames = 0;
  refused = 0;
  honest = 0;
  tooFast = 0;
  readonly reader: StockPeer;
  private readonly wire = new AskingWire();
  private readonly random: Random;
  private readonly grammar: Grammar;
  private readonly gen: prng.PRNG;
  private seen: Uint8Array[] = [];
  private scratch = new Y.Doc();
  private sinceFresh = Infinity;

  constructor(
    private readonly enter: Enter,
    readonly document: string,
    readonly kind: Kind,
    seed: number,
  ) {
    this.random = new Random(seed);
    this.grammar = new Grammar(kind, this.random);
    this.gen = prng.create(seed);
    this.reader = new StockPeer(enter(document, 'colleague'));
    rootOf(this.reader.doc, kind);
  }

  async begin(): Promise<void> {
    await until(() => this.reader.synced, 'the document opens');
    Y.applyUpdate(this.reader.doc, victimUpdate(this.kind), 'own');
  }

  async grind(budget: () => boolean): Promise<void> {
    while (budget()) {
      const update = this.nextUpdate();
      for (let left = MUTANTS_PER_UPDATE; left > 0; left -= 1) await this.sendMutant(update);
      await this.sendHonest(update);
    }
    this.wire.close();
  }

  /** What is wrong with the document, or null. */
  async check(): Promise<string | null> {
    if (this.reader.error instanceof Error) return `a reader’s client throws: ${this.reader.error.message}`;
    const fresh = new StockPeer(this.enter(this.document, 'reader'));
    rootOf(fresh.doc, this.kind);
    try {
      await until(
        () => this.reader.synced && fresh.synced && snapshotOf(fresh.doc) === snapshotOf(this.reader.doc),
        'a newcomer has all that a reader has',
        20_000,
      );
      // Both have told each other which marks Yjs found useless and deleted; so nothing is left to become the same.
      if (pictureOf(fresh.doc, this.kind) !== pictureOf(this.reader.doc, this.kind))
        return 'a newcomer does not read what a reader does';
      if (this.kind === 'prose') openInEditor(fresh.doc);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : 'it does not open';
    } finally {
      fresh.close();
    }
  }

  close(): void {
    this.reader.close();
  }

  /** An honest change of what the document is, kept back until its mutants have been sent. */
  private nextUpdate(): Uint8Array {
    if (this.sinceFresh >= FRESH_EVERY) {
      this.sinceFresh = 0;
      this.scratch = new Y.Doc();
      Y.applyUpdate(this.scratch, Y.encodeStateAsUpdate(this.reader.doc));
      this.scratch.clientID = this.random.between(10_000, 2 ** 31);
    }
    const made: Uint8Array[] = [];
    const note = (update: Uint8Array): void => void made.push(update);
    this.scratch.on('update', note);
    for (let tries = 0; made.length === 0 && tries < 50; tries += 1)
      operate(this.scratch, this.kind, this.gen);
    this.scratch.off('update', note);
    const update = made[0] ?? Uint8Array.of(0, 0);
    this.seen = [...this.seen.slice(-30), update];
    return update;
  }

  private mutant(update: Uint8Array): Uint8Array {
    const { random } = this;
    const kind = random.next();
    if (kind < 0.6) return frameOf(0, mutate(update, random, this.seen));
    if (kind < 0.75) return mutate(frameOf(0, update), random, this.seen);
    if (kind < 0.9) return frameOf(0, this.grammar.update());
    if (kind < 0.95)
      return frameOf(
        0,
        concat(update.subarray(0, -1), mutate(random.pick(this.seen) ?? update, random, this.seen)),
      );
    const state = encoding.encode((e) => {
      for (const value of [1, random.between(1, 9), random.between(1, 99)]) encoding.writeVarUint(e, value);
      encoding.writeVarString(e, '{"user":{"name":"x"}}');
    });
    return frameOf(1, mutate(state, random, this.seen));
  }

  private async sendMutant(update: Uint8Array): Promise<void> {
    await this.deliver(this.mutant(update));
    if (!this.wire.isOpen) this.refused += 1;
    this.frames += 1;
    this.sinceFresh += 1;
  }

  private async sendHonest(update: Uint8Array): Promise<void> {
    await this.deliver(frameOf(0, update));
    this.honest += 1;
  }

  private async deliver(frame: Uint8Array): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      while (!this.wire.isOpen) {
        if (tries > 0) await new Promise((resolve) => setTimeout(resolve, 50));
        await this.wire.open(this.enter, this.document);
        tries += 1;
        if (tries > 200) throw new Error('the writer is not let in any more');
      }
      await this.wire.send(frame);
      if (this.wire.closedWith !== TOO_FAST) return;
      this.tooFast += 1;
    }
  }
}

/**
 * Sends mutated frames as an authorised writer and then asks of every document that what people have open is what a
 * newcomer gets, before and after a restart.
 */
export async function grindFrames(run: FramesRun): Promise<FramesResult> {
  const { enter, create, frames, documents, seed, say } = run;
  const mills: Mill[] = [];
  for (let index = 0; index < documents; index += 1) {
    const kind: Kind = index % 2 === 0 ? 'text' : 'prose';
    mills.push(new Mill(enter, await create(kind), kind, seed * 7_919 + index));
  }
  let left = frames;
  const budget = (): boolean => {
    left -= MUTANTS_PER_UPDATE;
    const done = frames - left;
    if (Math.floor(done / 50_000) > Math.floor((done - MUTANTS_PER_UPDATE) / 50_000))
      say(`${String(done)} of ${String(frames)} frames`);
    return left > -MUTANTS_PER_UPDATE;
  };
  const failures: { document: string; reason: string }[] = [];
  const checkAll = async (when: string): Promise<void> => {
    for (const mill of mills) {
      const reason = await mill.check();
      if (reason !== null)
        failures.push({ document: `${mill.kind} ${mill.document}`, reason: `${when}: ${reason}` });
    }
  };
  try {
    await Promise.all(mills.map((mill) => mill.begin()));
    await Promise.all(mills.map((mill) => mill.grind(budget)));
    await checkAll('before the restart');
    await run.restart();
    await checkAll('after the restart');
  } finally {
    for (const mill of mills) mill.close();
  }
  const sum = (of: (mill: Mill) => number): number => mills.reduce((total, mill) => total + of(mill), 0);
  return {
    frames: sum((mill) => mill.frames),
    refused: sum((mill) => mill.refused),
    honest: sum((mill) => mill.honest),
    documents,
    tooFast: sum((mill) => mill.tooFast),
    failures,
  };
}
