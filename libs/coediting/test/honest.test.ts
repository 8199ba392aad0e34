import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { StructIndex, Leases, judge, type DocumentKind } from '../src/index.js';

const FOREIGN = 'from a peer';
const ELEMENTS = ['paragraph', 'heading', 'blockquote', 'codeBlock'] as const;
const MARKS: readonly [string, object | null][] = [
  ['bold', {}],
  ['bold', null],
  ['link', { href: 'https://exemple.fr/é', title: null }],
  ['italic', {}],
  ['comment--aZ09+/=x', { id: 'c1', imported: null }],
];

/** A seeded source of chance. */
class Chance {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (Math.imul(this.state, 1103515245) + 12345) & 0x7fffffff;
    return (this.state >>> 8) % limit;
  }

  of<T>(things: readonly T[]): T | undefined {
    return things[this.below(things.length)];
  }
}

/** Somebody who edits offline and online, deletes, undoes, pastes. */
class Writer {
  readonly doc: Y.Doc;
  readonly sent: Uint8Array[] = [];
  private readonly undo: Y.UndoManager;

  constructor(
    readonly kind: DocumentKind,
    private readonly chance: Chance,
    clientID: number,
    gc: boolean,
  ) {
    this.doc = new Y.Doc({ gc });
    this.doc.clientID = clientID;
    const root = kind === 'text' ? this.doc.getText('text') : this.doc.getXmlFragment('prose');
    this.undo = new Y.UndoManager(root, { captureTimeout: 0, trackedOrigins: new Set(['me', null]) });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== FOREIGN) this.sent.push(update);
    });
  }

  receive(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, FOREIGN);
  }

  act(): void {
    const { chance } = this;
    const what = chance.below(20);
    if (what === 0) this.undo.undo();
    else if (what === 1) this.undo.redo();
    else this.doc.transact(() => this.edit(), 'me');
  }

  private edit(): void {
    const times = 1 + this.chance.below(3);
    for (let time = 0; time < times; time += 1) {
      if (this.kind === 'text') this.editText(this.doc.getText('text'), false);
      else this.editProse(this.doc.getXmlFragment('prose'));
    }
  }

  private editText(text: Y.Text, marked: boolean): void {
    const { chance } = this;
    const at = chance.below(text.length + 1);
    const left = text.length - at;
    const what = chance.below(8);
    if (what < 2 && left > 0) text.delete(at, 1 + chance.below(Math.min(left, 5)));
    else if (what === 2 && left > 0 && marked) {
      const [name, value] = chance.of(MARKS) ?? ['bold', {}];
      text.format(at, 1 + chance.below(left), { [name]: value });
    } else
      text.insert(what === 3 ? 0 : at, chance.of(['a', 'mot ', 'été', '🎉', 'paragraphe entier ']) ?? '');
  }

  private editProse(root: Y.XmlFragment): void {
    const { chance } = this;
    const block = root.length === 0 ? undefined : root.get(chance.below(root.length));
    const what = chance.below(10);
    if (!(block instanceof Y.XmlElement) || what === 0) return this.insertBlocks(root);
    if (what === 1) return root.delete(chance.below(root.length), 1);
    if (what === 2 && block.nodeName === 'heading') return this.setLevel(block);
    if (block.nodeName === 'blockquote') return this.editQuote(block);
    const text = block.get(0);
    if (text instanceof Y.XmlText) this.editText(text, block.nodeName !== 'codeBlock');
  }

  private editQuote(quote: Y.XmlElement): void {
    if (quote.length > 1 && this.chance.below(3) === 0) quote.delete(this.chance.below(quote.length), 1);
    else quote.insert(this.chance.below(quote.length + 1), [this.block('paragraph')]);
  }

  private insertBlocks(root: Y.XmlFragment): void {
    const count = 1 + this.chance.below(3);
    const blocks = Array.from({ length: count }, () => this.block(this.chance.of(ELEMENTS) ?? 'paragraph'));
    root.insert(this.chance.below(root.length + 1), blocks);
  }

  private block(name: string): Y.XmlElement {
    const element = new Y.XmlElement(name);
    if (name === 'blockquote') element.insert(0, [this.block('paragraph')]);
    else element.insert(0, [new Y.XmlText('texte')]);
    if (name === 'heading') this.setLevel(element);
    return element;
  }

  private setLevel(heading: Y.XmlElement): void {
    // The type of yjs knows strings only; the binding stores what the schema says.
    heading.setAttribute('level', (1 + this.chance.below(6)) as unknown as string);
  }
}

/** Three people and a relay: live updates, offline merges, whole states, states of peers; in the order they come. */
function history(
  kind: DocumentKind,
  seed: number,
): { verdicts: Map<string, number>; known: StructIndex; doc: Y.Doc } {
  const chance = new Chance(seed);
  const writers = [0, 1, 2].map((index) => new Writer(kind, chance, seed * 10 + index, index !== 1));
  const server = new Y.Doc();
  const known = new StructIndex(kind);
  const verdicts = new Map<string, number>();
  const author = { leases: new Leases(), personId: 'anne' };
  const send = (update: Uint8Array, writer: Writer, again = false): void => {
    const verdict = judge(update, kind, known, author);
    // It builds on what a peer has not sent yet: the server asks for everything it lacks.
    if (verdict.kind === 'gap' && !again)
      return send(Y.encodeStateAsUpdate(writer.doc, Y.encodeStateVector(server)), writer, true);
    const said = verdict.kind === 'refused' ? verdict.code : verdict.kind;
    verdicts.set(said, (verdicts.get(said) ?? 0) + 1);
    if (verdict.kind !== 'new') return;
    known.apply(verdict, verdict.placement);
    Y.applyUpdate(server, verdict.update);
  };
  const sync = (writer: Writer): void => {
    const waiting = writer.sent.splice(0);
    if (chance.below(3) === 0) send(Y.encodeStateAsUpdate(writer.doc, Y.encodeStateVector(server)), writer);
    else if (chance.below(3) === 0) send(Y.encodeStateAsUpdate(writer.doc), writer);
    else if (waiting.length > 0 && chance.below(2) === 0) send(Y.mergeUpdates(waiting), writer);
    else for (const update of waiting) send(update, writer);
    writer.receive(Y.encodeStateAsUpdate(server, Y.encodeStateVector(writer.doc)));
  };
  for (let turn = 0; turn < 60; turn += 1) {
    const writer = chance.of(writers);
    writer?.act();
    if (writer === undefined) continue;
    if (chance.below(4) === 0) sync(writer);
    // Two windows of one browser sync with each other before the server does.
    const peer = chance.of(writers);
    if (peer !== undefined && chance.below(8) === 0) writer.receive(Y.encodeStateAsUpdate(peer.doc));
  }
  for (const writer of [...writers, ...writers]) sync(writer);
  for (const writer of writers) send(Y.encodeStateAsUpdate(writer.doc), writer);
  return { verdicts, known, doc: server };
}

const SEEDS = Number(process.env['HONEST_SEEDS'] ?? 100);

describe.each(['text', 'prose'] as const)('honest people in a document of kind %s', (kind) => {
  it('are never refused, and the index has what a Y.Doc has', () => {
    let frames = 0;
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { verdicts, known, doc } = history(kind, seed);
      for (const [said, times] of verdicts) {
        expect([seed, said, ['new', 'known'].includes(said)]).toEqual([seed, said, true]);
        frames += times;
      }
      expect(new Map(known.clocks)).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)));
      expect(doc.store.pendingStructs).toBeNull();
      const deletes = Y.createDeleteSetFromStructStore(doc.store);
      for (const [client, ranges] of deletes.clients)
        for (const { clock, len } of ranges)
          expect(known.notYetDeleted([{ client, from: clock, to: clock + len }])).toEqual([]);
    }
    expect(frames).toBeGreaterThan(SEEDS * 15);
  });
});
