import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView, NodeView } from '@tiptap/pm/view';

/** The ids tie the call in the text to the note at the foot. */
export const noteId = (number: number): string => `note-${String(number)}`;
const callId = (number: number): string => `appel-${String(number)}`;

export interface FootnoteText {
  readonly number: number;
  readonly text: string;
}

/** Of the blocks that stand directly in a document: at each key most are those of before. */
const inBlock = new WeakMap<Node, readonly string[]>();

const textsIn = (block: Node): readonly string[] => {
  const known = inBlock.get(block);
  if (known !== undefined) return known;
  const texts: string[] = [];
  block.descendants((node) => {
    if (node.type.name === 'footnote') texts.push(node.textBetween(0, node.content.size, '\n'));
    return node.type.name !== 'footnote';
  });
  inBlock.set(block, texts);
  return texts;
};

/** The notes in the order of their calls. */
export const footnotesOf = (doc: Node): readonly FootnoteText[] => {
  const notes: FootnoteText[] = [];
  doc.forEach((block) => {
    for (const text of textsIn(block)) notes.push({ number: notes.length + 1, text });
  });
  return notes;
};

/** Moves the focus to a note, or from a note back to its call. */
export const goToNote = (number: number): void => document.getElementById(noteId(number))?.focus();
export const goToCall = (number: number): void => document.getElementById(callId(number))?.focus();

/** The call of a note: a small number that leads to the note. Numbers are given afterwards, in the order of the text. */
export const footnoteView = (): NodeView => {
  const dom = document.createElement('span');
  dom.className = 'mq-note-call';
  const button = document.createElement('button');
  button.type = 'button';
  button.addEventListener('click', () => goToNote(Number(button.textContent)));
  dom.append(button);
  return { dom, stopEvent: (event) => event.target === button, ignoreMutation: () => true };
};

/** Numbers the calls in the order in which they stand. */
export const FootnoteNumbers = Extension.create<{ label: (number: number) => string }>({
  name: 'footnoteNumbers',
  addOptions: () => ({ label: String }),
  addProseMirrorPlugins() {
    let had = true;
    const number = ({ dom, state }: EditorView): void => {
      // Most texts have none, and the elements of a long one are not looked through at each key.
      const has = footnotesOf(state.doc).length > 0;
      if (!has && !had) return;
      had = has;
      const calls = dom.querySelectorAll<HTMLButtonElement>('.mq-note-call > button');
      calls.forEach((call, index) => {
        const text = String(index + 1);
        if (call.textContent === text) return;
        call.textContent = text;
        call.id = callId(index + 1);
        call.setAttribute('aria-label', this.options.label(index + 1));
      });
    };
    return [
      new Plugin({
        view: (view) => {
          number(view);
          // At each update: the calls are also drawn anew when the text has not changed.
          return { update: number };
        },
      }),
    ];
  },
});
