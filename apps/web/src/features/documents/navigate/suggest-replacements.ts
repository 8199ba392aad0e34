import type { EditorState, Transaction } from '@tiptap/pm/state';
import { type ExactEdit, replaceExactly } from '../writing/exact-edits.js';

/** What is needed of the editor's view. */
interface View {
  readonly state: EditorState;
  readonly dispatch: (tr: Transaction) => void;
}

/**
 * Suggests other words at several places. Of each block on its own one place at a time, from its end: the binding writes a
 * paragraph as one difference, over what a colleague types between two places of it.
 * @param goesOn marks a transaction as part of the act before it
 * @returns at how many places it was done; some of them may not take suggestions
 */
export function suggestReplacements(
  view: View,
  edits: readonly ExactEdit[],
  goesOn: (tr: Transaction) => Transaction,
): number {
  let count = 0;
  let hasBegun = false;
  const suggest = (some: readonly ExactEdit[]): boolean => {
    const { doc, tr } = view.state;
    const made = replaceExactly(tr, some).setMeta('uiEvent', 'replace');
    view.dispatch(hasBegun ? goesOn(made) : made);
    const isDone = view.state.doc !== doc;
    hasBegun ||= isDone;
    if (isDone) count += some.length;
    return isDone;
  };
  for (const turn of turnsOf(view.state, edits)) {
    const now = turn.map((edit) => placed(view.state, edit));
    // What one of them refuses is no reason to leave the others.
    if (!suggest(now) && now.length > 1) for (const edit of now.reverse()) suggest([edit]);
  }
  return count;
}

/** A place within a block of the document: what is suggested in other blocks does not move it. */
interface PlacedEdit {
  readonly block: number;
  readonly edit: ExactEdit;
}

function turnsOf(state: EditorState, edits: readonly ExactEdit[]): PlacedEdit[][] {
  const turns: PlacedEdit[][] = [];
  const taken = new Map<number, number>();
  for (const { from, to, words } of edits.slice().reverse()) {
    const $from = state.doc.resolve(from);
    // Code takes no suggestions.
    if ($from.parent.type.spec.code === true) continue;
    const [block, start] = [$from.index(0), $from.before(1)];
    const turn = taken.get(block) ?? 0;
    taken.set(block, turn + 1);
    (turns[turn] ??= []).unshift({ block, edit: { from: from - start, to: to - start, words } });
  }
  return turns;
}

function placed({ doc }: EditorState, { block, edit: { from, to, words } }: PlacedEdit): ExactEdit {
  let start = 0;
  for (let index = 0; index < block; index += 1) start += doc.child(index).nodeSize;
  return { from: start + from, to: start + to, words };
}
