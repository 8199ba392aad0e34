import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state';
import { AddMarkStep, RemoveMarkStep, ReplaceStep, type Step } from '@tiptap/pm/transform';
import { ySyncPluginKey, yUndoPluginKey } from 'y-prosemirror';
import type { UndoManager } from 'yjs';
import { GOES_ON, UndoSteps } from '../../writing/undo-steps.js';
import { SETTLES, SUGGESTED } from './suggesting.js';

/** Ends the steps of undo at words and acts, before the binding writes them into the shared document. */
export const UndoByWord = Extension.create({
  name: 'undoByWord',
  addProseMirrorPlugins: () => [undoByWord()],
});

const undoByWord = (): Plugin => {
  let state: EditorState | null = null;
  const steps = new UndoSteps(() => {
    const undo =
      state === null ? undefined : (yUndoPluginKey.getState(state) as { undoManager: UndoManager });
    undo?.undoManager.stopCapturing();
  });
  return new Plugin({
    // Called once for each change that takes place, and before it reaches the views, of which the binding is one.
    appendTransaction: (transactions, _before, after) => {
      state = after;
      for (const transaction of transactions) recordStep(steps, transaction);
      return null;
    },
  });
};

function recordStep(steps: UndoSteps, transaction: Transaction): void {
  // What colleagues write, and undo itself, come in by the binding.
  if (transaction.getMeta(ySyncPluginKey) !== undefined) return;
  if (transaction.getMeta(SETTLES) === 'goes on' || transaction.getMeta(GOES_ON) === true) return;
  if (!transaction.docChanged) {
    if (transaction.selectionSet) steps.moved();
    return;
  }
  const typed = transaction.getMeta('uiEvent') === undefined ? typedIn(transaction) : null;
  if (typed === null) steps.acted();
  else if (typed.text !== '') steps.typed(typed.text, typed.before);
  else steps.deleted(typed.removed);
}

interface Typed {
  text: string;
  removed: string;
  /** The character before it; '' at the beginning of its block. */
  before: string;
}

/** null: something else than plain letters within one block. Corrections while one types may take several steps. */
function typedIn(transaction: Transaction): Typed | null {
  const { steps, docs } = transaction;
  let whole: Typed | null = null as Typed | null;
  for (const [index, step] of steps.entries()) {
    if (transaction.getMeta(SUGGESTED) === true && isMarking(step)) continue;
    const doc = docs[index];
    const one = doc && step instanceof ReplaceStep ? lettersOf(doc, step) : null;
    if (one === null) return null;
    whole = whole === null ? one : { ...whole, text: whole.text + one.text };
  }
  return whole;
}

/** What is typed as a suggestion is marked as one by steps of its own. */
const isMarking = (step: Step): boolean => step instanceof AddMarkStep || step instanceof RemoveMarkStep;

function lettersOf(doc: Node, { from, to, slice }: ReplaceStep): Typed | null {
  const start = doc.resolve(from);
  if (!start.parent.isTextblock || to > start.end()) return null;
  let isText = slice.openStart === 0 && slice.openEnd === 0;
  slice.content.forEach((node) => (isText &&= node.isText));
  if (!isText) return null;
  return {
    text: slice.content.textBetween(0, slice.content.size),
    removed: doc.textBetween(from, to),
    before: doc.textBetween(Math.max(start.start(), from - 1), from),
  };
}
