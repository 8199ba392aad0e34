import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { judge, StructIndex, Leases } from '../src/index.js';

const LEFT = 0x80;
const RIGHT = 0x40;
const STRING = 4;
const FORMAT = 6;
type Id = readonly [client: number, clock: number];
const LETTER = [STRING, 1, 88];
const bold = (value: string): number[] => [
  FORMAT,
  ...[4, ...Buffer.from('bold')],
  ...[value.length, ...Buffer.from(value)],
];

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)];

/** One item as yjs's V1 has it, of lengths below 128. */
function item(left: Id | null, right: Id | null, [content = STRING, ...body]: readonly number[]): number[] {
  const info = content | (left === null ? 0 : LEFT) | (right === null ? 0 : RIGHT);
  const parent = left === null && right === null ? [1, 4, ...Buffer.from('text')] : [];
  const ids = [...(left ?? []), ...(right ?? [])].flatMap(varint);
  return [info, ...ids, ...parent, ...body];
}

const update = (client: number, clock: number, ...items: readonly number[][]): Uint8Array =>
  Uint8Array.from([1, items.length, client, ...varint(clock), ...items.flat(), 0]);

/** A text as the gate sees it, and what it took. */
class Note {
  readonly known = new StructIndex('text');
  readonly taken: Uint8Array[] = [];

  /** @returns what the gate says */
  offer(sent: Uint8Array): string {
    const verdict = judge(sent, 'text', this.known, { leases: new Leases(), personId: 'anna' });
    if (verdict.kind !== 'new') return verdict.kind === 'refused' ? verdict.code : verdict.kind;
    this.known.apply(verdict, verdict.placement);
    this.taken.push(verdict.update);
    return 'new';
  }
}

const emptyText = (): Y.Doc => {
  const doc = new Y.Doc();
  doc.getText('text');
  return doc;
};

/** What is read by whoever takes these updates in one after the other. */
function readBy(updates: readonly Uint8Array[]): Y.Doc {
  const doc = emptyText();
  for (const one of updates) Y.applyUpdate(doc, one);
  return doc;
}

/** Ids in the order in which they stand, the deleted ones too. */
function orderOf(doc: Y.Doc): string {
  const ids: string[] = [];
  for (let at = doc.getText('text')._start; at !== null; at = at.right) {
    for (let index = 0; index < at.length; index += 1)
      ids.push(`${String(at.id.client)}:${String(at.id.clock + index)}`);
  }
  return ids.join(' ');
}

function letters(client: number, text: string): Uint8Array {
  const doc = emptyText();
  doc.clientID = client;
  doc.getText('text').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

describe('marks and letters between origins that were never neighbours', () => {
  const written = letters(9, 'abcdef');
  // A letter with nothing to its left and c to its right; bold from b to a place behind e and before c.
  const letter = update(8, 0, item(null, [9, 2], LETTER));
  const mark = update(7, 0, item([9, 0], [9, 1], bold('true')), item([9, 4], [9, 2], bold('null')));

  it('would make different text bold for a client that was there and for one that joins', () => {
    const all = [written, letter, mark];
    const boldOf = (doc: Y.Doc): unknown =>
      (doc.getText('text').toDelta() as { insert: string; attributes?: object }[]).find(
        ({ attributes }) => attributes !== undefined,
      )?.insert;
    expect(boldOf(readBy(all))).toBe('b');
    expect(boldOf(readBy([Y.mergeUpdates(all)]))).toBe('bcde');
  });

  it.each([
    ['the letter', letter],
    ['the mark', mark],
  ])('are refused: %s', (_name, sent) => {
    const note = new Note();
    expect(note.offer(written)).toBe('new');
    expect(note.offer(sent)).toBe('neighbours');
  });
});

describe('a text in which people have written in turn for long', () => {
  const TURNS = 3_000;
  const tail: Id = [9, 5];
  const nth = (turn: number): Id => (turn === 0 ? [9, 4] : [turn % 2 === 0 ? 7 : 8, Math.ceil(turn / 2) - 1]);

  function writtenInTurn(): { note: Note; verdicts: ReadonlySet<string> } {
    const note = new Note();
    const verdicts = new Set([note.offer(letters(9, 'abcdef'))]);
    for (let turn = 1; turn <= TURNS; turn += 1) {
      const [client, clock] = nth(turn);
      verdicts.add(note.offer(update(client, clock, item(nth(turn - 1), tail, LETTER))));
    }
    return { note, verdicts };
  }

  it('is accepted all the same', () => {
    const { note, verdicts } = writtenInTurn();
    expect([...verdicts]).toEqual(['new']);
    expect(note.offer(update(3, 0, item(nth(TURNS), tail, LETTER)))).toBe('new');
    expect(note.offer(update(4, 0, item(nth(7), nth(8), LETTER)))).toBe('new');
    expect(orderOf(readBy(note.taken))).toBe(orderOf(readBy([Y.mergeUpdates(note.taken)])));
  });

  it.each([
    ['its first item', nth(1)],
    ['an item far before it', [9, 2] as const],
  ])('refuses an item after its end whose right origin is %s', (_name, right) => {
    const { note } = writtenInTurn();
    expect(note.offer(update(3, 0, item(nth(TURNS), right, LETTER)))).toBe('neighbours');
  });
});

describe('a struct that is known in part', () => {
  const written = letters(9, 'abcdef');
  const whole = (right: Id): Uint8Array => update(8, 0, item([9, 1], right, [STRING, 4, 88, 89, 90, 90]));

  function withTheFirstThree(): Note {
    const note = new Note();
    note.offer(written);
    note.offer(update(8, 0, item([9, 1], [9, 2], [STRING, 3, 88, 89, 90])));
    return note;
  }

  it('is accepted from where it is not known', () => {
    const note = withTheFirstThree();
    expect(note.offer(whole([9, 2]))).toBe('new');
    expect(readBy(note.taken).getText('text').toJSON()).toBe('abXYZZcdef');
  });

  it.each([[[9, 0]], [[9, 3]], [[9, 4]]] as const)(
    'is refused when it names a neighbour that the rest of it cannot have had: %j',
    (right) => {
      expect(withTheFirstThree().offer(whole(right))).toBe('neighbours');
    },
  );
});

/** Numbers from 0 to below 1, the same each time (mulberry32). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Somebody honest, who reads late and sends late. */
class Person {
  readonly doc = emptyText();
  private readonly unsent: Uint8Array[] = [];
  private read = 0;

  constructor(
    client: number,
    private readonly note: Note,
    private readonly chance: () => number,
  ) {
    this.doc.clientID = client;
    this.doc.on('update', (made: Uint8Array, origin: unknown) => {
      if (origin !== 'others') this.unsent.push(made);
    });
  }

  write(): void {
    const text = this.doc.getText('text');
    const at = Math.floor(this.chance() * (text.length + 1));
    const length = Math.min(2, text.length - at);
    const what = this.chance();
    if (what < 0.6 || length === 0) text.insert(at, 'xyz');
    else if (what < 0.8) text.delete(at, length);
    else text.format(at, text.length - at, { bold: this.chance() < 0.5 ? true : null });
  }

  catchUp(): void {
    for (const one of this.note.taken.slice(this.read)) Y.applyUpdate(this.doc, one, 'others');
    this.read = this.note.taken.length;
  }

  send(): string[] {
    return this.unsent.splice(0).map((made) => this.note.offer(made));
  }
}

interface Round {
  /** In how many orders everybody has the text. */
  readonly orders: number;
  readonly honest: readonly string[];
  readonly forged: readonly string[];
}

/** Honest people at work, and items between any two ids that there are. */
function round(seed: number): Round {
  const chance = chances(seed);
  const pick = <T>(of: readonly T[]): T | null => of[Math.floor(chance() * of.length)] ?? null;
  const note = new Note();
  const people = [3, 6, 9].map((client) => new Person(client, note, chance));
  const forgers = [2, 5, 8, 11];
  const [honest, forged]: [string[], string[]] = [[], []];
  for (let step = 0; step < 25; step += 1) {
    const person = pick(people);
    if (step > 1 && chance() < 0.5) {
      const ids = [...note.known.clocks].flatMap(([client, end]) =>
        Array.from({ length: end }, (_, clock): Id => [client, clock]),
      );
      const content = chance() < 0.7 ? LETTER : bold(chance() < 0.5 ? 'true' : 'null');
      const [left, right] = [chance() < 0.8 ? pick(ids) : null, chance() < 0.8 ? pick(ids) : null];
      const client = pick(forgers) ?? 2;
      forged.push(note.offer(update(client, note.known.clockOf(client), item(left, right, content))));
    } else {
      if (chance() < 0.6) person?.catchUp();
      person?.write();
      if (chance() < 0.7) honest.push(...(person?.send() ?? []));
    }
  }
  honest.push(...people.flatMap((person) => person.send()));
  for (const person of people) person.catchUp();
  const readers = [...people.map(({ doc }) => doc), readBy(note.taken), readBy([Y.mergeUpdates(note.taken)])];
  return { orders: new Set(readers.map(orderOf)).size, honest, forged };
}

describe('an item between any two others', () => {
  const rounds = Array.from({ length: 200 }, (_, seed) => round(seed));

  it('is accepted only where every client finds it in the same place, in whatever order it reads', () => {
    expect(rounds.filter(({ orders }) => orders !== 1)).toEqual([]);
    const taken = rounds.flatMap(({ forged }) => forged.filter((verdict) => verdict === 'new'));
    expect(taken.length).toBeGreaterThan(200);
  });

  it('never keeps an honest client from writing', () => {
    const refused = rounds.flatMap(({ honest }) =>
      honest.filter((verdict) => verdict !== 'new' && verdict !== 'known'),
    );
    expect(refused).toEqual([]);
  });
});
