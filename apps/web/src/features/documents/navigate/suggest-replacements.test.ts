import { EditorState, type Transaction } from '@tiptap/pm/state';
import { checkProse, listChanges, type ProseNode, proseSchema, trackTransaction } from '@maroquin/prose';
import { expect, it } from 'vitest';
import { DocumentFinder } from './find-in-document.js';
import { suggestReplacements } from './suggest-replacements.js';

const LOOSE = { matchCase: false, wholeWord: false, matchAccents: false };
const finder = new DocumentFinder({ ...LOOSE, words: 'maire' });
const words = (type: string, text: string): ProseNode => ({ type, content: [{ type: 'text', text }] });

/** An editor in which Anne suggests. */
class Suggesting {
  readonly sent: Transaction[] = [];
  state: EditorState;
  constructor(...content: ProseNode[]) {
    this.state = EditorState.create({ schema: proseSchema, doc: checkProse({ type: 'doc', content }) });
  }
  readonly dispatch = (tr: Transaction): void => {
    const change = { author: 'anne', changeId: `c${String(this.sent.length)}` };
    const tracked = trackTransaction(tr, this.state, { ...change, date: '2026-12-01T10:00:00.000Z' });
    if (tracked === null) return;
    this.sent.push(tr);
    this.state = this.state.apply(tracked);
  };
  replaceAll(by: string): number {
    const edits = finder.find(this.state.doc).map(({ from, to }) => ({ from, to, words: by }));
    return suggestReplacements(this, edits, (tr) => tr.setMeta('again', true));
  }
}

it('words replaced everywhere are suggested one place of a block at a time, in one act, and code is not counted', () => {
  const editor = new Suggesting(
    words('paragraph', 'maire et maire'),
    words('codeBlock', 'maire'),
    words('paragraph', 'le maire'),
  );
  expect(editor.replaceAll('préfète')).toBe(3);
  expect(editor.state.doc.textContent).toBe('mairepréfète et mairepréfètemairele mairepréfète');
  expect(editor.sent.map((tr) => tr.getMeta('again') === true)).toEqual([false, true]);
  expect(listChanges(editor.state.doc).flatMap(({ parts }) => parts.map(({ kind }) => kind))).toContain(
    'del',
  );
});

it('words that are struck are not found again', () => {
  const editor = new Suggesting(words('paragraph', 'maire et maire'));
  editor.replaceAll('préfète');
  expect(finder.find(editor.state.doc)).toEqual([]);
  expect(editor.replaceAll('préfète')).toBe(0);
});
