import type { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { proseSchema } from '@maroquin/prose';
import { describe, expect, it } from 'vitest';
import { enterOverBlocks } from './enter-over-blocks.js';

const block = (name: string, ...content: readonly (Node | string)[]): Node =>
  proseSchema.node(
    name,
    null,
    content.map((part) => (typeof part === 'string' ? proseSchema.text(part) : part)),
  );
const p = (...content: readonly (Node | string)[]): Node => block('paragraph', ...content);
const li = (...content: readonly Node[]): Node => block('listItem', ...content);
const ul = (...content: readonly Node[]): Node => block('bulletList', ...content);
const doc = (...content: readonly Node[]): Node => block('doc', ...content);

function press(before: Node, from: number, to: number): { after: Node; caret: number } | null {
  let state = EditorState.create({
    doc: before,
    selection: TextSelection.create(before, from, to),
  });
  const taken = enterOverBlocks(state, (tr) => (state = state.apply(tr)));
  return taken ? { after: state.doc, caret: state.selection.from } : null;
}

/** From within one word to within another; each word stands in the document once. */
function pressBetween(before: Node, first: string, last: string): string | undefined {
  const at = (word: string): number => {
    let found = -1;
    before.descendants((node, position) => {
      if (node.isText && node.text === word) found = position + 1;
    });
    return found;
  };
  return press(before, at(first), at(last))?.after.toString();
}

const table = (...cells: readonly Node[]): Node =>
  block('table', block('tableRow', ...cells.map((content) => block('tableCell', content))));

const DOCUMENTS = [
  doc(p('avant'), ul(li(p('un'), ul(li(p('deux'))))), p('après')),
  doc(
    ul(li(block('heading', 'titre')), li(block('codeBlock', 'x')), li(block('blockquote', p('q')))),
    p('fin'),
  ),
  doc(p('a'), ul(li(ul(li(p('dedans')))), li(block('horizontalRule')), li(block('pageBreak'))), p('b')),
  doc(ul(li(p('a'), table(p('b'), ul(li(p('c')))), p('d'))), table(p('e')), ul(li(p()))),
  doc(ul(li(p('a', block('footnote', p('note')), 'b')), li(p('c'))), block('heading', 'h')),
  doc(block('codeBlock', 'un'), block('codeBlock', 'deux'), p('trois')),
];

describe('Enter over several blocks', () => {
  it('begins a new line where the selection was', () => {
    expect(pressBetween(doc(p('avant'), p('entre'), p('après')), 'avant', 'après')).toBe(
      'doc(paragraph("a"), paragraph("près"))',
    );
  });

  it('begins a new item in a list', () => {
    expect(pressBetween(doc(ul(li(p('un')), li(p('deux')), li(p('trois')))), 'un', 'trois')).toBe(
      'doc(bulletList(listItem(paragraph("u")), listItem(paragraph("rois"))))',
    );
  });

  it('goes from a paragraph into a list and out of it', () => {
    const before = doc(p('avant'), ul(li(p('un'), ul(li(p('deux'))))), p('après'));
    expect(pressBetween(before, 'avant', 'un')).toContain('paragraph("a"), paragraph("n")');
    expect(pressBetween(before, 'deux', 'après')).toContain(
      'listItem(paragraph("d")), listItem(paragraph("près"))',
    );
  });

  it('stays in code', () => {
    expect(pressBetween(doc(block('codeBlock', 'un'), block('codeBlock', 'deux')), 'un', 'deux')).toBe(
      'doc(codeBlock("u\\neux"))',
    );
  });

  it('leaves a selection within one block to the others', () => {
    expect(press(doc(p('avant')), 2, 4)).toBeNull();
    expect(press(doc(p('avant')), 3, 3)).toBeNull();
  });

  it('gives a valid document for any selection, and loses nothing else', () => {
    let pressed = 0;
    for (const before of DOCUMENTS) {
      for (let from = 0; from <= before.content.size; from += 1) {
        for (let to = from; to <= before.content.size; to += 1) {
          const [$from, $to] = [before.resolve(from), before.resolve(to)];
          if (!$from.parent.inlineContent || !$to.parent.inlineContent) continue;
          const result = press(before, from, to);
          if (result === null) continue;
          pressed += 1;
          expect(() => result.after.check()).not.toThrow();
          const words = (node: Node, start = 0, end = node.content.size): string =>
            node.textBetween(start, end).replaceAll('\n', '');
          const kept = words(before, 0, from) + words(before, to);
          expect(words(result.after)).toBe(kept);
          expect(words(result.after, 0, result.caret)).toBe(words(before, 0, from));
        }
      }
    }
    expect(pressed).toBeGreaterThan(200);
  });
});
