import { PROSE_ROOT } from '@maroquin/prose';
import * as Y from 'yjs';
import { ClockRanges } from './clock-ranges.js';
import type { Attribution } from './union.js';

/** One update of the journal, by the person whom the journal names, not the one whom a client claims to be. */
export interface JournalledUpdate extends Attribution {
  readonly update: Uint8Array;
}

/** Where a character stood before an editor took it out and put it in again elsewhere. */
export interface Origin {
  readonly client: number;
  readonly clock: number;
}

/** Who wrote a stretch. With an origin: it is a stretch of the earlier version, inserted again by this person. */
export interface Owner extends Attribution {
  /** Of the stretch's first clock, which stood at `clock`; the others follow. */
  readonly origin: (Origin & { readonly at: number }) | null;
}

/** A document with all that it ever held, and what came between two of its versions. */
export interface Replay {
  readonly doc: Y.Doc;
  /** Clocks of each client at the earlier version. */
  readonly before: ReadonlyMap<number, number>;
  /** What the earlier version had deleted already. */
  readonly deletedBefore: ClockRanges<true>;
  readonly owners: ClockRanges<Owner>;
  readonly deleters: ClockRanges<Attribution>;
}

/** Above this many updates, those of one person within a minute are applied together. */
const MANY = 20_000;
const TOGETHER_MS = 60_000;

/** Words shorter than this are never taken for words that only moved. */
const MIN_CARRIED = 2;

export function openDoc(gc: boolean): Y.Doc {
  const doc = new Y.Doc({ gc });
  doc.getText('text');
  doc.getXmlFragment(PROSE_ROOT);
  return doc;
}

export function applyAll(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  if (updates.length > 0) Y.applyUpdate(doc, Y.mergeUpdates([...updates]));
}

/** Applies `earlier` at once, then `later` one after the other, noting who inserted and who deleted what. */
export function replay(earlier: readonly Uint8Array[], later: readonly JournalledUpdate[]): Replay {
  const doc = openDoc(false);
  applyAll(doc, earlier);
  const before = new Map(Y.decodeStateVector(Y.encodeStateVector(doc)));
  const deletedBefore = new ClockRanges<true>();
  for (const [client, deletes] of Y.createDeleteSetFromStructStore(doc.store).clients)
    for (const { clock, len } of deletes) deletedBefore.add(client, clock, clock + len, true);
  const recorder = new Recorder({
    doc,
    before,
    deletedBefore,
    owners: new ClockRanges(),
    deleters: new ClockRanges(),
  });
  for (const one of gather(later)) recorder.apply(one);
  return recorder.parts;
}

function gather(updates: readonly JournalledUpdate[]): readonly JournalledUpdate[] {
  if (updates.length <= MANY) return updates;
  const groups: JournalledUpdate[][] = [];
  for (const one of updates) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first?.personId === one.personId && one.at - first.at < TOGETHER_MS) group.push(one);
    else groups.push([one]);
  }
  return groups.flatMap((group) => {
    const last = group.at(-1);
    return last === undefined ? [] : [{ ...last, update: Y.mergeUpdates(group.map(({ update }) => update)) }];
  });
}

/** A stretch of text that one transaction deleted, in the order of the text. */
interface Gone extends Origin {
  readonly text: string;
}

class Recorder {
  constructor(readonly parts: Replay) {}

  apply({ update, personId, at }: JournalledUpdate): void {
    const { doc } = this.parts;
    const by = { personId, at };
    const listen = (transaction: Y.Transaction): void => this.record(transaction, by);
    doc.on('afterTransaction', listen);
    Y.applyUpdate(doc, update);
    doc.off('afterTransaction', listen);
  }

  private record(transaction: Y.Transaction, by: Attribution): void {
    const { owners, deleters, doc } = this.parts;
    const gone = goneText(transaction);
    const carried = gone.length === 0 ? null : new Carried(gone);
    for (const [client, to] of transaction.afterState) {
      const from = transaction.beforeState.get(client) ?? 0;
      if (to <= from) continue;
      if (carried !== null)
        for (const item of stringsOf(doc, client, from)) this.carry(item, carried.find(item.content.str), by);
      owners.add(client, from, to, { ...by, origin: null });
    }
    for (const [client, deletes] of transaction.deleteSet.clients)
      for (const { clock, len } of deletes) deleters.add(client, clock, clock + len, by);
  }

  /** The item repeats text that this very transaction took out: the first author stays the author. */
  private carry({ id }: Y.Item, pieces: readonly Piece[], by: Attribution): void {
    for (const { offset, length, client, clock } of pieces) {
      for (let done = 0; done < length;) {
        const at = clock + done;
        const into = id.clock + offset + done;
        const known = this.parts.owners.rangeAt(client, at);
        const end = known === undefined ? length : Math.min(length, known.to - clock);
        this.parts.owners.add(id.client, into, into + end - done, this.ownerOf(client, at, into, by));
        done = end;
      }
    }
  }

  private ownerOf(client: number, clock: number, into: number, by: Attribution): Owner {
    const owner = this.parts.owners.find(client, clock);
    if (owner === undefined) return { ...by, origin: { client, clock, at: into } };
    if (owner.origin === null) return { personId: owner.personId, at: owner.at, origin: null };
    const origin = {
      client: owner.origin.client,
      clock: owner.origin.clock + clock - owner.origin.at,
      at: into,
    };
    return { ...by, origin };
  }
}

type StringItem = Y.Item & { content: Y.ContentString };
const isString = (struct: unknown): struct is StringItem =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentString;

/** Text items that a client wrote from this clock on. */
function* stringsOf(doc: Y.Doc, client: number, from: number): Generator<StringItem> {
  const structs = doc.store.clients.get(client) ?? [];
  for (let index = structs.length - 1; index >= 0; index -= 1) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock < from) return;
    if (isString(struct) && struct.length >= MIN_CARRIED) yield struct;
  }
}

/** y-prosemirror writes a paragraph's text again when it is split, or becomes a title or a list: old text, new items. */
function goneText(transaction: Y.Transaction): Gone[] {
  const parents = new Set<Y.AbstractType<unknown>>();
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (isString(struct) && struct.parent instanceof Y.AbstractType) parents.add(struct.parent);
  });
  const gone: Gone[] = [];
  for (const parent of parents) {
    for (let item = parent._start; item !== null; item = item.right) {
      if (isString(item) && Y.isDeleted(transaction.deleteSet, item.id))
        gone.push({ text: item.content.str, client: item.id.client, clock: item.id.clock });
    }
  }
  return gone;
}

/** A part of a string that was found in what was taken out. */
interface Piece extends Origin {
  readonly offset: number;
  readonly length: number;
}

/** What one transaction took out, to be found again in what it put in; each place once. */
class Carried {
  private readonly text: string;
  private from = 0;

  constructor(private readonly gone: readonly Gone[]) {
    this.text = gone.map(({ text }) => text).join('');
  }

  find(written: string): Piece[] {
    let start = this.text.indexOf(written, this.from);
    if (start < 0) start = this.text.indexOf(written);
    if (start < 0) return [];
    this.from = start + written.length;
    const pieces: Piece[] = [];
    let at = 0;
    for (const { text, client, clock } of this.gone) {
      const [low, high] = [Math.max(start, at), Math.min(start + written.length, at + text.length)];
      if (low < high)
        pieces.push({ offset: low - start, length: high - low, client, clock: clock + low - at });
      at += text.length;
    }
    return pieces;
  }
}
