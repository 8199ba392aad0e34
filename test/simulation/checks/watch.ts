import {
  decodeFrame,
  decodeRun,
  decodeSnapshot,
  type DocumentKind,
  type JournalRow,
} from '@maroquin/coediting';
import * as Y from 'yjs';

import { type Brought, broughtBy, Covered, rangeText } from './ranges.js';
import { deletedOf, holds, holdsStructs, isComplete, newDoc, take, waitText } from './replica.js';
import type { Life } from '../scheduler.js';
import type { Served, Serving } from '../server/served.js';

/** Something that must never happen, happened. */
export class Violation extends Error {
  constructor(
    readonly rule: string,
    detail: string,
  ) {
    super(`${rule}: ${detail}`);
  }
}

/** What one process may write in somebody's name: what that person sent it while it knew of the right to write. */
interface Admitted {
  readonly blocks: Covered;
  readonly deletes: Covered;
}

/** Looks at every frame and every commit as it happens. Knows only bytes: what it says was stored is what Yjs reads in them. */
export class Watch {
  /** By epoch: the committed content, built update by update. */
  readonly content = new Map<number, Y.Doc>();
  /** By epoch: what some client was told is committed. */
  readonly acked = new Map<number, Brought[]>();
  readonly violations: Violation[] = [];
  /** Sequences at which the harness itself put something bad. */
  readonly planted = new Set<number>();
  ackedFrames = 0;
  commits = 0;
  drops = 0;
  refusals = 0;
  private epoch = 1;
  private seq = 0;
  private readonly admitted = new WeakMap<Life, Map<string, Admitted>>();
  private lastRead: { frame: Uint8Array; brought: Brought } | null = null;

  constructor(kind: DocumentKind) {
    this.content.set(1, newDoc(1));
    this.kind = kind;
  }

  private readonly kind: DocumentKind;

  fail(rule: string, detail: string): void {
    this.violations.push(new Violation(rule, detail));
  }

  contentOf(epoch: number): Y.Doc {
    return this.content.get(epoch) ?? newDoc(1);
  }

  /** A node hands a frame to its engine. */
  received(node: Serving, served: Served, bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame.type !== 'step2' && frame.type !== 'update') return;
    served.frames.push(frame.update);
    if (node.levelOf(served.personId) !== 'write') return;
    const brought = this.read(frame.update);
    const admitted = this.admittedBy(node.life, served.personId);
    admitted.blocks.addAll(brought.blocks);
    admitted.deletes.addAll(brought.deletes);
  }

  /** A node's engine sends a frame. */
  sent(node: Serving, served: Served, bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    const level = node.levelOf(served.personId);
    const isContent = frame.type === 'update' || frame.type === 'step2' || frame.type === 'awareness';
    if (isContent && (level === 'none' || level === 'unknown'))
      this.fail('secrecy', `${frame.type} to ${served.personId}, who may see nothing`);
    const epoch = served.session?.room.document.epoch ?? this.epoch;
    if (frame.type === 'refused') served.refused.add(frame.ordinal);
    else if (frame.type === 'committed') this.acknowledged(served, epoch, frame.ordinal, frame.stateVector);
    else if (frame.type === 'update' || frame.type === 'step2') {
      if (!holds(this.contentOf(epoch), this.read(frame.update, bytes)))
        this.fail('shown-before-commit', `${served.personId} in epoch ${String(epoch)}`);
    }
  }

  committed(row: JournalRow, by: Life): void {
    this.commits += 1;
    if (row.first !== this.seq + 1 || row.last < row.first)
      this.fail('dense', `row ${String(row.first)}–${String(row.last)} behind ${String(this.seq)}`);
    this.seq = row.last;
    if (row.kind === 'base') return this.began(row);
    const entries = decodeRun(row.run);
    if (entries.length !== row.last - row.first + 1) this.fail('dense', 'a row counts what it does not hold');
    for (const { personId, update } of entries) {
      if (!this.planted.has(row.first)) this.checkAuthor(by, personId, this.read(update));
      take(this.contentOf(this.epoch), update);
    }
    if (this.planted.size === 0 && !isComplete(this.contentOf(this.epoch)))
      this.fail(
        'gap-stored',
        `row ${String(row.first)} builds on what is not there: ${waitText(this.contentOf(this.epoch))}`,
      );
  }

  refused(_node: Serving, refusal: { personId: string; code: string; detail: string }): void {
    this.refusals += 1;
    if (this.planted.size > 0) return;
    if (refusal.code !== 'collab.read-only' && refusal.code !== 'collab.epoch')
      this.fail('honest-refused', `${refusal.personId}: ${refusal.code} (${refusal.detail})`);
  }

  roomDropped(_node: Serving, reason: string, error: unknown): void {
    this.drops += 1;
    if (this.planted.size > 0) return;
    const cause = error instanceof Error ? error.message : '';
    if (reason !== 'journal failed' && reason !== 'journal unreadable')
      this.fail('room-failed', `${reason} ${cause}`);
    else if (!/^(no answer|the journal did not answer|the journal kept moving)$/.test(cause))
      this.fail('room-failed', `${reason}: ${error instanceof Error ? (error.stack ?? cause) : cause}`);
  }

  /** A page says that everything in it is saved. */
  saved(personId: string, epoch: number, doc: Y.Doc): void {
    const content = this.contentOf(epoch);
    for (const client of doc.store.clients.keys()) {
      const range = { client, from: 0, to: Y.getState(doc.store, client) };
      if (!holdsStructs(content, range)) this.fail('saved-too-early', `${personId}: ${rangeText(range)}`);
    }
    const deletes = deletedOf(doc).flatMap(([client, bounds]) =>
      bounds.flatMap((from, index) =>
        index % 2 === 0 ? [{ client, from, to: bounds[index + 1] ?? from }] : [],
      ),
    );
    if (!holds(content, { blocks: [], deletes })) this.fail('saved-too-early', `${personId}: a delete`);
  }

  /** The page forgets a kept change: it must be committed somewhere, for good. */
  forgotten(personId: string, update: Uint8Array): void {
    const brought = this.read(update);
    if (![...this.content.values()].some((doc) => holds(doc, brought)))
      this.fail('forgotten', `${personId}: ${brought.blocks.map(rangeText).join(' ')}`);
  }

  private acknowledged(served: Served, epoch: number, ordinal: number, vector: Uint8Array): void {
    const content = this.contentOf(epoch);
    if (ordinal > served.frames.length) this.fail('ack', 'of a frame that was never sent');
    for (let index = served.acked; index < ordinal; index += 1) {
      const update = served.frames[index];
      if (update === undefined || served.refused.has(index + 1)) continue;
      const brought = this.read(update);
      this.ackedFrames += 1;
      if (brought.blocks.length + brought.deletes.length === 0) continue;
      if (!holds(content, brought))
        this.fail('ack-before-commit', `${served.personId} frame ${String(index + 1)}`);
      const list = this.acked.get(epoch);
      if (list === undefined) this.acked.set(epoch, [brought]);
      else list.push(brought);
    }
    served.acked = Math.max(served.acked, ordinal);
    for (const [client, to] of Y.decodeStateVector(vector)) {
      const range = { client, from: 0, to };
      if (!holdsStructs(content, range)) this.fail('ack-before-commit', `states ${rangeText(range)}`);
    }
  }

  private began(row: JournalRow): void {
    this.epoch += 1;
    const doc = newDoc(1);
    take(doc, decodeSnapshot(row.run).update);
    this.content.set(this.epoch, doc);
  }

  /** Only what its author sent, each thing once. */
  private checkAuthor(by: Life, personId: string, { blocks, deletes }: Brought): void {
    const admitted = this.admittedBy(by, personId);
    const content = this.contentOf(this.epoch);
    for (const block of blocks) {
      if (!admitted.blocks.has(block))
        this.fail('unexpected', `${personId} did not send ${rangeText(block)}`);
      if (block.from < Y.getState(content.store, block.client)) this.fail('stored-twice', rangeText(block));
    }
    for (const range of deletes)
      if (!admitted.deletes.has(range))
        this.fail('unexpected', `${personId} did not send the delete ${rangeText(range)}`);
  }

  private admittedBy(life: Life, personId: string): Admitted {
    let people = this.admitted.get(life);
    if (people === undefined) this.admitted.set(life, (people = new Map<string, Admitted>()));
    let admitted = people.get(personId);
    if (admitted === undefined)
      people.set(personId, (admitted = { blocks: new Covered(), deletes: new Covered() }));
    return admitted;
  }

  /** One frame goes to many: it is read once. */
  private read(update: Uint8Array, frame = update): Brought {
    if (this.lastRead?.frame !== frame) this.lastRead = { frame, brought: broughtBy(update) };
    return this.lastRead.brought;
  }
}
