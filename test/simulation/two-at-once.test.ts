import { fillEmptyTextblocks, PROSE_ROOT, proseSchema } from '@maroquin/prose';
import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs';
import { steadyBinding } from '../../apps/web/src/features/documents/prose/extensions/binding/steady-binding.js';
import { steadyCaret } from '../../apps/web/src/features/documents/prose/extensions/binding/steady-caret.js';
import { HeadlessEditor } from '../conformance/headless-editor.js';
import { Random } from '../faults/random.js';

const ROUNDS = 300;
const BACKSPACE = '<';

/** Two people with the product's editor; what one writes reaches the other in order, when the network lets it. */
class Desk {
  readonly doc = new Doc();
  readonly editor: HeadlessEditor;
  private readonly arriving: Uint8Array[] = [];

  constructor(clientId: number) {
    this.doc.clientID = clientId;
    this.editor = new HeadlessEditor(this.doc, [steadyBinding(), steadyCaret()]);
  }

  hears(other: Desk): void {
    other.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') this.arriving.push(update);
    });
  }

  /** @returns false when nothing was under way */
  receive(): boolean {
    const update = this.arriving.shift();
    if (update !== undefined) applyUpdate(this.doc, update, 'network');
    return update !== undefined;
  }

  caretTo(position: number): void {
    this.editor.act((tr) => tr.setSelection(TextSelection.create(tr.doc, position)));
  }

  type(letter: string): void {
    this.editor.act((tr) =>
      letter === BACKSPACE ? tr.delete(tr.selection.head - 1, tr.selection.head) : tr.insertText(letter),
    );
  }

  get text(): string {
    return this.editor.doc.textBetween(0, this.editor.doc.content.size, '\n', '\n');
  }
}

type Beginning = (doc: Doc) => void;

const paragraphs =
  (...texts: string[]): Beginning =>
  (doc) => {
    const root = doc.getXmlFragment(PROSE_ROOT);
    root.insert(
      0,
      texts.map((text) => {
        const paragraph = new XmlElement('paragraph');
        if (text !== '') paragraph.insert(0, [new XmlText(text)]);
        return paragraph;
      }),
    );
    fillEmptyTextblocks(root, proseSchema);
  };

/** Both type their words at the caret, letter by letter, and hear of each other at random. */
function writeTogether(
  seed: number,
  begin: Beginning,
  [hers, his]: readonly [string, string],
  prepare: (her: Desk, him: Desk, settle: () => void) => void,
): { her: Desk; him: Desk } {
  const random = new Random(seed);
  const origin = new Doc();
  origin.clientID = 1;
  let first: Uint8Array | undefined;
  origin.on('update', (update: Uint8Array) => (first = update));
  origin.transact(() => {
    begin(origin);
  });
  const ids = random.chance(0.5) ? [10, 20] : [20, 10];
  const [her, him] = [new Desk(ids[0] ?? 10), new Desk(ids[1] ?? 20)];
  for (const desk of [her, him]) if (first !== undefined) applyUpdate(desk.doc, first, 'network');
  her.hears(him);
  him.hears(her);
  const settle = (): void => {
    while ([her.receive(), him.receive()].includes(true));
  };
  prepare(her, him, settle);
  const left = new Map([
    [her, [...hers]],
    [him, [...his]],
  ]);
  while ([...left.values()].some(({ length }) => length > 0)) {
    const desk = random.chance(0.5) ? her : him;
    if (random.chance(0.5)) desk.receive();
    else {
      const letter = left.get(desk)?.shift();
      if (letter !== undefined) desk.type(letter);
    }
  }
  settle();
  return { her, him };
}

const faults = (
  begin: Beginning,
  words: readonly [string, string],
  prepare: (her: Desk, him: Desk, settle: () => void) => void,
): string[] => {
  const found: string[] = [];
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    let length = 0;
    const { her, him } = writeTogether(seed, begin, words, (...desks) => {
      prepare(...desks);
      length = desks[0].text.replaceAll('\n', '').length;
    });
    const whole = words.every((word) => her.text.split(word).length === 2);
    const letters = her.text.replaceAll('\n', '').length;
    const once = letters === length + words.join('').length;
    if (her.text !== him.text || !whole || !once) found.push(`${String(seed)}: ${her.text}`);
  }
  return found;
};

const both = (position: number) => (her: Desk, him: Desk) => {
  her.caretTo(position);
  him.caretTo(position);
};

describe('of two who write at one place at one moment, each finds their own words whole and once', () => {
  it('in an empty paragraph', () => {
    expect(faults(paragraphs(''), ['Bonjour', 'lundi'], both(1))).toEqual([]);
  });

  it('in a paragraph that one has just begun', () => {
    expect(
      faults(paragraphs('Ordre'), ['Bonjour', 'lundi'], (her, him, settle) => {
        her.caretTo(6);
        her.editor.act((tr) => tr.split(6));
        settle();
        both(8)(her, him);
      }),
    ).toEqual([]);
  });

  it('in a paragraph whose text was taken away', () => {
    expect(
      faults(paragraphs('Ordre'), ['Bonjour', 'lundi'], (her, him, settle) => {
        her.editor.act((tr) => tr.delete(1, 6));
        settle();
        both(1)(her, him);
      }),
    ).toEqual([]);
  });

  it('with the same letters, at the end of a text', () => {
    expect(faults(paragraphs('Ordre'), ['lundi', 'lumières'], both(6))).toEqual([]);
  });

  it('with the same letters, before a word that begins with them', () => {
    expect(faults(paragraphs('lundi'), ['lumières', 'lune'], both(1))).toEqual([]);
  });

  it('while one takes back a letter each time', () => {
    const found: string[] = [];
    for (let seed = 1; seed <= ROUNDS; seed += 1) {
      const { her, him } = writeTogether(seed, paragraphs('Ordre'), ['lu<u<undi', 'lumi<ières'], both(6));
      const whole = ['lundi', 'lumières'].every((word) => her.text.split(word).length === 2);
      if (her.text !== him.text || !whole) found.push(`${String(seed)}: ${her.text}`);
    }
    expect(found).toEqual([]);
  });
  it('with the same letters, in an empty paragraph', () => {
    expect(faults(paragraphs(''), ['lundi', 'lumières'], both(1))).toEqual([]);
  });
});

it('what one writes is in the document as it is on the screen, whatever is done to it', () => {
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const random = new Random(seed);
    const desk = new Desk(10);
    paragraphs('Ordre du jour', '', 'suite et suite')(desk.doc);
    for (let step = 0; step < 30; step += 1) {
      desk.editor.act((tr) => {
        const at = (): number => random.between(1, Math.max(1, tr.doc.content.size - 1));
        const [from = 1, to = 1] = [at(), at()].sort((a, b) => a - b);
        tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)));
        const strong = proseSchema.mark('bold');
        switch (random.between(1, 6)) {
          case 1:
            return tr.deleteSelection();
          case 2:
            return tr.addMark(tr.selection.from, tr.selection.to, strong);
          case 3:
            return tr.removeMark(tr.selection.from, tr.selection.to, strong);
          case 4:
            return tr.deleteSelection().split(tr.selection.from);
          default:
            return tr.insertText(random.pick(['o', 'r', 'dre', 'suite', ' ']) ?? '');
        }
      });
      const copy = new Doc();
      applyUpdate(copy, encodeStateAsUpdate(desk.doc));
      expect(new HeadlessEditor(copy).doc.toJSON(), `seed ${String(seed)}`).toEqual(desk.editor.doc.toJSON());
    }
  }
});
