import type * as Y from 'yjs';

/** One replacement in a text: at `index`, `deleted` characters give way to `inserted`. UTF-16 units, as Yjs counts. */
export interface TextEdit {
  readonly index: number;
  readonly deleted: number;
  readonly inserted: string;
}

/**
 * The one edit that leads from `before` to `after`. `caret` is where the person's caret stands afterwards: of the many
 * edits that explain a doubled letter, it picks the one that was typed, so that colleagues' carets stay right.
 */
export const editBetween = (before: string, after: string, caret: number): TextEdit | null => {
  if (before === after) return null;
  const tail = Math.max(0, after.length - caret);
  // What follows the caret was not touched, as far as the two texts agree.
  let end = 0;
  while (end < tail && end < before.length && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  let start = 0;
  const room = Math.min(before.length, after.length) - end;
  while (start < room && before[start] === after[start]) start += 1;
  // An edit away from the caret (drop, autocorrection): shrink from the end too.
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end))
    end += 1;
  if (splitsPair(before, start) || splitsPair(after, start)) start -= 1;
  if (splitsPair(before, before.length - end) || splitsPair(after, after.length - end)) end -= 1;
  return {
    index: start,
    deleted: before.length - start - end,
    inserted: after.slice(start, after.length - end),
  };
};

/** True between the two halves of a character beyond the basic plane: cutting there would make two broken ones. */
const splitsPair = (text: string, index: number): boolean => {
  const high = text.charCodeAt(index - 1);
  const low = text.charCodeAt(index);
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
};

/** One step of a Yjs text event. */
export type Delta = readonly { retain?: number; insert?: unknown; delete?: number }[];

const lengthOf = (insert: unknown): number => (typeof insert === 'string' ? insert.length : 1);

/** Where a position goes when `delta` is applied. Text inserted exactly there pushes it only when `stick` is 'after'. */
export const mapIndex = (index: number, delta: Delta, stick: 'before' | 'after' = 'before'): number => {
  let at = 0; // position in the old text
  let mapped = index;
  for (const step of delta) {
    if (at > index) break;
    if (step.retain !== undefined) at += step.retain;
    else if (step.delete !== undefined) {
      mapped -= Math.max(0, Math.min(index, at + step.delete) - at);
      at += step.delete;
    } else if (at < index || (at === index && stick === 'after')) mapped += lengthOf(step.insert);
  }
  return mapped;
};

/**
 * An edit made on a text that has moved on by `deltas` meanwhile, as edits on the present text, last first.
 * Characters that colleagues inserted inside the deleted range are kept.
 */
export const rebase = (edit: TextEdit, deltas: readonly Delta[]): readonly TextEdit[] => {
  const move = (index: number): number => deltas.reduce((at, delta) => mapIndex(at, delta, 'before'), index);
  const moveAfter = (index: number): number =>
    deltas.reduce((at, delta) => mapIndex(at, delta, 'after'), index);
  const pieces: TextEdit[] = [];
  for (let offset = 0; offset < edit.deleted; offset += 1) {
    const from = moveAfter(edit.index + offset);
    const to = move(edit.index + offset + 1);
    if (to <= from) continue; // a colleague deleted this character too
    const previous = pieces.at(-1);
    if (previous !== undefined && previous.index + previous.deleted === from) {
      pieces[pieces.length - 1] = { ...previous, deleted: previous.deleted + 1 };
    } else pieces.push({ index: from, deleted: 1, inserted: '' });
  }
  const head = move(edit.index);
  const first = pieces[0];
  if (first !== undefined && first.index === head) pieces[0] = { ...first, inserted: edit.inserted };
  else pieces.unshift({ index: head, deleted: 0, inserted: edit.inserted });
  return pieces.reverse();
};

/** The part of a text area that the binding needs. */
export interface TextField {
  value: string;
  selectionStart: number;
  selectionEnd: number;
  selectionDirection: 'forward' | 'backward' | 'none';
  setSelectionRange(start: number, end: number, direction?: 'forward' | 'backward' | 'none'): void;
}

/**
 * Ties a text field to a Y.Text: what is typed becomes the smallest edit, what colleagues write appears without moving
 * the caret. While an input method composes (dead keys, predictive keyboards), the field is left alone and
 * what arrives waits; what was composed is then carried over onto the present text.
 */
export class TextBinding {
  private shown: string;
  private composing = false;
  private readonly missed: Delta[] = [];

  constructor(
    private readonly text: Y.Text,
    private readonly field: TextField,
    /** Marks transactions as ours: for the undo manager, and to leave our own changes out. */
    private readonly origin: object,
  ) {
    this.shown = displayOf(text);
    field.value = this.shown;
    text.observe(this.onChange);
  }

  destroy(): void {
    this.text.unobserve(this.onChange);
  }

  /** To call after each change by the person. */
  readonly onInput = (): void => {
    if (!this.composing) this.push();
  };

  readonly onCompositionStart = (): void => {
    this.composing = true;
  };

  readonly onCompositionEnd = (): void => {
    this.composing = false;
    this.push();
  };

  private push(): void {
    const edit = editBetween(this.shown, this.field.value, this.field.selectionEnd);
    const deltas = this.missed.splice(0);
    if (edit === null) {
      if (deltas.length > 0) this.show(deltas);
      return;
    }
    const model = (index: number): number => modelIndex(this.text, index);
    const edits = rebase(edit, deltas).map((piece) => {
      const index = model(piece.index);
      return { ...piece, index, deleted: model(piece.index + piece.deleted) - index };
    });
    this.shown = this.field.value;
    this.text.doc?.transact(() => {
      for (const piece of edits) {
        if (piece.deleted > 0) this.text.delete(piece.index, piece.deleted);
        if (piece.inserted !== '') this.text.insert(piece.index, piece.inserted);
      }
    }, this.origin);
    if (deltas.length > 0) this.show(deltas);
  }

  private readonly onChange = (event: Y.YTextEvent, transaction: Y.Transaction): void => {
    if (transaction.origin === this.origin) return;
    const delta = displayDelta(event.delta, this.text);
    if (this.composing) this.missed.push(delta);
    else this.show([delta]);
  };

  /** Shows the present text, with the selection carried through `deltas`. */
  private show(deltas: readonly Delta[]): void {
    const next = displayOf(this.text);
    if (next === this.field.value) {
      this.shown = next;
      return;
    }
    const { selectionStart, selectionEnd, selectionDirection } = this.field;
    const move = (index: number): number =>
      Math.min(
        next.length,
        deltas.reduce((at, d) => mapIndex(at, d), index),
      );
    this.field.value = next;
    this.shown = next;
    this.field.setSelectionRange(move(selectionStart), move(selectionEnd), selectionDirection);
  }
}

/**
 * What a text field shows of a Y.Text: fields turn CR LF and CR into LF. Anything embedded by another program
 * shows as one replacement character.
 */
const displayOf = (text: Y.Text): string => rawOf(text).replace(/\r\n?/gu, '\n');

const rawOf = (text: Y.Text): string => {
  const plain = text.toString();
  if (plain.length === text.length) return plain;
  const steps = text.toDelta() as readonly { insert: unknown }[];
  return steps.map((step) => (typeof step.insert === 'string' ? step.insert : '\ufffc')).join('');
};

/** A position in what is shown, as a position in the Y.Text. */
const modelIndex = (text: Y.Text, index: number): number => {
  const raw = rawOf(text);
  if (!raw.includes('\r')) return index;
  let shown = 0;
  let at = 0;
  while (shown < index && at < raw.length) {
    at += raw[at] === '\r' && raw[at + 1] === '\n' ? 2 : 1;
    shown += 1;
  }
  return at;
};

/** Carriage returns make lengths differ: then the caret is kept by comparing the texts instead. */
const displayDelta = (delta: Delta, text: Y.Text): Delta => (text.toString().includes('\r') ? [] : delta);
