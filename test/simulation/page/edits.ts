import type { DocumentKind } from '@maroquin/coediting';
import * as Y from 'yjs';

import type { Random } from '../../faults/random.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzéèàçœ ';
/** Beyond the basic plane, so that clocks count more than characters. */
const WIDE = ['😀', '🇫🇷', '𝔐'];
const MARKS = ['bold', 'italic'] as const;
const LONGEST = 400;
/** Elements that hold text. */
const TEXTUAL: ReadonlySet<string> = new Set(['paragraph', 'heading']);

/** One act of a person: what an editor makes of a key, a paste or a click. Always content that the document may hold. */
export function edit(doc: Y.Doc, kind: DocumentKind, random: Random): void {
  doc.transact(() => {
    if (kind === 'text') editText(doc.getText('text'), random, random.chance(0.3));
    else editProse(doc.getXmlFragment('prose'), random);
  });
}

function editText(text: Y.Text | Y.XmlText, random: Random, formats: boolean): void {
  const plain = (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('');
  const { length } = plain;
  const at = boundary(plain, random.between(0, length));
  const end = boundary(plain, Math.min(length, at + random.between(1, random.chance(0.1) ? length + 1 : 6)));
  const act = random.next();
  if (end > at && act < 0.3) text.delete(at, end - at);
  else if (end > at && act < 0.45 && formats) {
    const mark = random.pick(MARKS) ?? 'bold';
    text.format(at, end - at, { [mark]: random.chance(0.3) ? null : {} });
  } else text.insert(at, words(random));
}

/** No editor acts between the halves of a character; Yjs would replace both, on that replica only. */
function boundary(plain: string, at: number): number {
  const code = plain.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}

function editProse(root: Y.XmlFragment, random: Random): void {
  const blocks = root.createTreeWalker((node) => node instanceof Y.XmlElement && TEXTUAL.has(node.nodeName));
  const block = random.pick([...blocks] as Y.XmlElement[]);
  const act = random.next();
  if (block === undefined || act < 0.2) root.insert(random.between(0, root.length), [newBlock(random)]);
  else if (act < 0.28 && root.length > 1) root.delete(random.between(0, root.length - 1), 1);
  else if (act < 0.36 && block.nodeName === 'heading') {
    (block as Y.XmlElement<{ level: number }>).setAttribute('level', random.between(1, 3));
  } else {
    const text = block.get(0);
    if (text instanceof Y.XmlText) editText(text, random, true);
    else block.insert(0, [new Y.XmlText(words(random))]);
  }
}

function newBlock(random: Random): Y.XmlElement {
  if (random.chance(0.6)) return element('paragraph', new Y.XmlText(words(random)));
  if (random.chance(0.5)) {
    const heading = new Y.XmlElement<{ level: number }>('heading');
    heading.setAttribute('level', 1);
    heading.insert(0, [new Y.XmlText(words(random))]);
    return heading as unknown as Y.XmlElement;
  }
  const items = ['paragraph', 'paragraph'].map((name) =>
    element('listItem', element(name, new Y.XmlText(words(random)))),
  );
  return element('bulletList', ...items);
}

function element(name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
}

function words(random: Random): string {
  if (random.chance(0.05)) return 'x'.repeat(random.between(50, LONGEST));
  if (random.chance(0.05)) return random.pick(WIDE) ?? '';
  let made = '';
  for (let left = random.between(1, 6); left > 0; left -= 1)
    made += LETTERS[random.between(0, LETTERS.length - 1)] ?? '';
  return made;
}
