import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { nodeChangeOf } from '@maroquin/prose';
import type { DocumentSuggestions } from '../../suggestions/document-suggestions.js';
import type { HueBook } from '../../writing/hues.js';
import { type BlockRange, redrawChanged } from './changed-blocks.js';

/** The words that say who suggested what, and when. */
export type DescribeChange = (kind: 'ins' | 'del', author: string, date: string) => string;

const CHANGES = new Set(['insertion', 'deletion']);
const key = new PluginKey<DecorationSet>('changeMarks');
/** Set on a transaction when another suggestion is open, or names have come. */
const REDRAW = 'redrawChanges';

const changeOfBlock = (node: Node) =>
  nodeChangeOf(node.attrs['breakChange']) ?? nodeChangeOf(node.attrs['blockChange']);

interface Shown {
  readonly hues: HueBook;
  readonly describe: DescribeChange;
  /** Whether a change belongs to the suggestion that is open. */
  readonly open: (author: string, id: string) => boolean;
}

/** Suggested words in their author's hue, and a gilt bar beside the paragraphs that hold some. */
const decorationsIn = (
  doc: Node,
  { from, to }: BlockRange,
  { hues, describe, open }: Shown,
): Decoration[] => {
  const decorations: Decoration[] = [];
  const bars = new Map<number, Node>();
  const textblocks = new Map<Node, number>();
  doc.nodesBetween(from, to, (node, pos, parent) => {
    const block = changeOfBlock(node);
    if (block !== null && node.isBlock)
      decorations.push(
        Decoration.node(pos, pos + node.nodeSize, {
          class: `mq-block-${block.kind} hue-${String(hues.of(block.author))}`,
        }),
      );
    if (node.isTextblock) textblocks.set(node, pos);
    if (block !== null && node.isTextblock) bars.set(pos, node);
    for (const mark of node.marks) {
      if (!CHANGES.has(mark.type.name)) continue;
      const [author, id] = [String(mark.attrs['author']), String(mark.attrs['id'])];
      const kind = mark.type.name === 'insertion' ? 'ins' : 'del';
      const title = describe(kind, author, String(mark.attrs['date']));
      decorations.push(
        Decoration.inline(pos, pos + node.nodeSize, {
          class: `mq-${kind} hue-${String(hues.of(author))}${open(author, id) ? ' act' : ''}`,
          'data-change-of': `${author} ${id}`,
          title,
        }),
      );
      const start = parent === null ? undefined : textblocks.get(parent);
      if (parent !== null && start !== undefined) bars.set(start, parent);
    }
  });
  for (const [pos, node] of bars)
    decorations.push(Decoration.node(pos, pos + node.nodeSize, { class: 'mq-changed' }));
  return decorations;
};

interface ChangeMarksOptions {
  readonly hues: HueBook | null;
  readonly describe: DescribeChange;
  readonly suggestions: DocumentSuggestions | null;
}

/** Shows pending suggestions, and opens the card of the one that is clicked. */
export const ChangeMarks = Extension.create<ChangeMarksOptions>({
  name: 'changeMarks',
  addOptions: () => ({ hues: null, describe: () => '', suggestions: null }),
  addProseMirrorPlugins() {
    const { hues, describe, suggestions } = this.options;
    return hues === null ? [] : [changeMarks({ hues, describe }, suggestions)];
  },
});

/** Dates in words take longer than drawing them: each is written once. */
const onceEach = (describe: DescribeChange): { describe: DescribeChange; forget: () => void } => {
  const known = new Map<string, string>();
  return {
    describe: (kind, author, date) => {
      const which = `${kind} ${author} ${date}`;
      const words = known.get(which) ?? describe(kind, author, date);
      known.set(which, words);
      return words;
    },
    forget: () => known.clear(),
  };
};

/** A click on a change opens it in the panel. */
const openChangeAt = (target: EventTarget | null, suggestions: DocumentSuggestions | null): void => {
  const marked = target instanceof Element ? target.closest('[data-change-of]') : null;
  const of = marked?.getAttribute('data-change-of');
  if (of === undefined || of === null) return;
  // A click may come before the panel knows what has just been drawn.
  const change = suggestions?.text
    ?.pending()
    .find(({ author, ids }) => ids.some((id) => `${author} ${id}` === of));
  if (change !== undefined) suggestions?.open(change.key);
};

const changeMarks = (
  { hues, describe }: Pick<Shown, 'hues' | 'describe'>,
  suggestions: DocumentSuggestions | null,
): Plugin => {
  const words = onceEach(describe);
  const draw = (doc: Node, range: BlockRange): Decoration[] => {
    const active = suggestions?.active.get();
    const change = suggestions?.changes.get().find((one) => one.key === active);
    const open = (author: string, id: string): boolean =>
      change?.author === author && change.ids.includes(id);
    return decorationsIn(doc, range, { hues, describe: words.describe, open });
  };
  const drawWhole = (doc: Node): DecorationSet => {
    // Names may have come, and what is no longer there need not be kept.
    words.forget();
    return DecorationSet.create(doc, draw(doc, { from: 0, to: doc.content.size }));
  };
  return new Plugin({
    key,
    state: {
      init: (_config, state) => drawWhole(state.doc),
      apply: (tr, set) => {
        if (tr.getMeta(REDRAW) === true) return drawWhole(tr.doc);
        return tr.docChanged ? redrawChanged(set, tr, draw) : set;
      },
    },
    props: {
      decorations: (state) => key.getState(state),
      handleDOMEvents: {
        click: (_view, event) => {
          openChangeAt(event.target, suggestions);
          return false;
        },
      },
    },
    view: (view) => {
      const redraw = (): void => {
        view.dispatch(view.state.tr.setMeta(REDRAW, true).setMeta('addToHistory', false));
      };
      const stops = [suggestions?.active.subscribe(redraw), suggestions?.names.subscribe(redraw)];
      return { destroy: () => stops.forEach((stop) => stop?.()) };
    },
  });
};
