import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from 'y-prosemirror';
import { GOES_ON } from '../writing/undo-steps.js';
import { replaceExactly } from '../writing/exact-edits.js';
import { DocumentFinder, type FoundWords, sameWords, wordsFrom } from './find-in-document.js';
import type { FindQuery } from './find-text.js';
import type { DocumentNavigation } from './navigation.js';
import { suggestReplacements } from './suggest-replacements.js';

interface Search {
  readonly finder: DocumentFinder | null;
  readonly found: readonly FoundWords[];
  readonly current: number;
  readonly shown: DecorationSet;
}
type Act =
  | { readonly find: FindQuery | null }
  | { readonly current: number }
  /** The words at or behind this position, of the document after. */
  | { readonly from: number };

const NOTHING: Search = { finder: null, found: [], current: -1, shown: DecorationSet.empty };
const key = new PluginKey<Search>('findWords');
/** Marked around the words one stands at: nobody looks at thousands of them at once. */
const SHOWN_AROUND = 500;
const SELECTED_MAX = 200;
const AROUND = 40;

interface FindWordsOptions {
  readonly navigation: DocumentNavigation | null;
  /** What is replaced is suggested. */
  readonly isSuggesting: () => boolean;
}

/** Shows what is looked for in the text, and replaces it. */
export const FindWords = Extension.create<FindWordsOptions>({
  name: 'findWords',
  addOptions: () => ({ navigation: null, isSuggesting: () => false }),
  addProseMirrorPlugins() {
    const { navigation, isSuggesting } = this.options;
    return navigation === null ? [] : [findWords(navigation, isSuggesting)];
  },
});

const findWords = (navigation: DocumentNavigation, isSuggesting: () => boolean): Plugin<Search> =>
  new Plugin<Search>({
    key,
    state: { init: () => NOTHING, apply: (tr, last) => next(tr, last) },
    props: { decorations: (state) => key.getState(state)?.shown },
    view: (view) => follow(view, navigation, isSuggesting),
  });

function next(tr: Transaction, last: Search): Search {
  const act = tr.getMeta(key) as Act | undefined;
  if (act !== undefined && 'find' in act) {
    if (act.find === null) return NOTHING;
    const finder = new DocumentFinder(act.find);
    const found = finder.find(tr.doc);
    // While one goes on typing what to look for, one stays where one is.
    const from = last.found[last.current]?.from ?? tr.selection.from;
    return searched(tr, finder, found, wordsFrom(found, from));
  }
  const { finder } = last;
  if (finder === null || (act === undefined && !tr.docChanged)) return last;
  const found = tr.docChanged ? finder.find(tr.doc) : last.found;
  if (act === undefined) return searched(tr, finder, found, afterChange(tr, last, found));
  return searched(tr, finder, found, 'from' in act ? wordsFrom(found, act.from) : act.current);
}

/** What a colleague changes comes as a whole new text, in which nothing can be followed by its position. */
function afterChange(
  tr: Transaction,
  { found: before, current }: Search,
  found: readonly FoundWords[],
): number {
  const last = before[current];
  if (last === undefined || tr.getMeta(ySyncPluginKey) !== undefined) return sameWords(last, current, found);
  return wordsFrom(found, tr.mapping.map(last.from, 1));
}

function searched(
  { doc }: Transaction,
  finder: DocumentFinder,
  found: readonly FoundWords[],
  current: number,
): Search {
  const first = Math.max(0, current - SHOWN_AROUND);
  const shown = found
    .slice(first, current + SHOWN_AROUND)
    .map(({ from, to }, index) =>
      Decoration.inline(from, to, { class: first + index === current ? 'mq-found current' : 'mq-found' }),
    );
  return { finder, found, current, shown: DecorationSet.create(doc, shown) };
}

function follow(view: EditorView, navigation: DocumentNavigation, isSuggesting: () => boolean) {
  const publish = (): void => {
    const { found, current } = key.getState(view.state) ?? NOTHING;
    const last = navigation.found.get();
    if (last.count !== found.length || last.current !== current)
      navigation.found.set({ count: found.length, current });
  };
  const text = {
    find: (query: FindQuery | null) => {
      act(view, { find: query });
      if (query !== null) scrollTo(view);
    },
    go: (step: 1 | -1) => go(view, step),
    replace: (words: string) => (isSuggesting() ? suggestOne : replace)(view, words),
    replaceAll: (words: string) => (isSuggesting() ? suggestAll : replaceAll)(view, words),
    leave: () => leave(view),
    selected: () => selectedIn(view.state),
    around: () => around(view.state),
  };
  navigation.text = text;
  return {
    update: publish,
    destroy: () => {
      if (navigation.text === text) navigation.text = null;
    },
  };
}

const act = (view: EditorView, what: Act, tr = view.state.tr): void =>
  view.dispatch(tr.setMeta(key, what).setMeta('addToHistory', false));

const stateOf = (view: EditorView): Search => key.getState(view.state) ?? NOTHING;

function go(view: EditorView, step: 1 | -1): void {
  const { found, current } = stateOf(view);
  if (found.length === 0) return;
  act(view, { current: (current + step + found.length) % found.length });
  // Who goes on from the text itself has the caret there.
  if (view.hasFocus()) select(view);
  scrollTo(view);
}

function replace(view: EditorView, words: string): void {
  const { found, current } = stateOf(view);
  const one = found[current];
  if (one === undefined) return;
  const tr = replaceExactly(view.state.tr, [{ from: one.from, to: one.to, words }]);
  view.dispatch(tr.setMeta('uiEvent', 'replace').setMeta(key, { from: one.from + words.length }));
  scrollTo(view);
}

/** What is struck stays, and what was suggested for it stands behind it: one goes on from there. */
function suggestOne(view: EditorView, words: string): void {
  const { found, current } = stateOf(view);
  const one = found[current];
  if (one === undefined) return;
  const { doc, tr } = view.state;
  view.dispatch(replaceExactly(tr, [{ from: one.from, to: one.to, words }]).setMeta('uiEvent', 'replace'));
  const isRefused = view.state.doc === doc;
  act(view, isRefused ? { current: (current + 1) % found.length } : { from: view.state.selection.to });
  scrollTo(view);
}

function replaceAll(view: EditorView, words: string): number {
  const { found } = stateOf(view);
  if (found.length === 0) return 0;
  const { doc, tr } = view.state;
  const edits = found.map(({ from, to }) => ({ from, to, words }));
  view.dispatch(replaceExactly(tr, edits).setMeta('uiEvent', 'replace'));
  return view.state.doc === doc ? 0 : edits.length;
}

function suggestAll(view: EditorView, words: string): number {
  const edits = stateOf(view).found.map(({ from, to }) => ({ from, to, words }));
  return suggestReplacements(view, edits, (tr) => tr.setMeta(GOES_ON, true));
}

function select(view: EditorView): void {
  const { found, current } = stateOf(view);
  const one = found[current];
  if (one === undefined) return;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, one.from, one.to)));
}

function leave(view: EditorView): void {
  select(view);
  act(view, { find: null });
  view.focus();
}

function selectedIn({ doc, selection }: EditorState): string {
  const { from, to, $from, $to } = selection;
  return $from.sameParent($to) && to - from <= SELECTED_MAX ? doc.textBetween(from, to, ' ', ' ') : '';
}

function around(state: EditorState): string {
  const { found, current } = key.getState(state) ?? NOTHING;
  const one = found[current];
  if (one === undefined) return '';
  const { block, offset } = one;
  const size = one.to - one.from;
  const to = Math.min(block.content.size, offset + size + AROUND);
  return block.textBetween(Math.max(0, offset - AROUND), to, ' ', ' ').trim();
}

/** The words may be in a note, of which the text shows the call alone. */
function scrollTo(view: EditorView): void {
  const { found, current } = stateOf(view);
  const one = found[current];
  if (one === undefined) return;
  const marked = view.dom.querySelector('.mq-found.current');
  const { node } = view.domAtPos(one.from);
  const element = marked ?? (node instanceof Element ? node : node.parentElement);
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
