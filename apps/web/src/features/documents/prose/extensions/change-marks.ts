import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { nodeChangeOf } from '@maroquin/prose';
import type { DocumentSuggestions } from '../../suggestions/document-suggestions.js';
import type { HueBook } from '../../writing/hues.js';

/** The words that say who suggested what, and when. */
export type DescribeChange = (kind: 'ins' | 'del', author: string, date: string) => string;

const CHANGES = new Set(['insertion', 'deletion']);
const key = new PluginKey<DecorationSet>('changeMarks');
/** Set on a transaction when another suggestion is open, or names have come. */
const REDRAW = 'redrawChanges';

const changeOfBlock = (node: Node) =>
  nodeChangeOf(node.attrs['breakChange']) ?? nodeChangeOf(node.attrs['blockChange']);

const holdsChange = (doc: Node, from: number, to: number): boolean => {
  let found = false;
  doc.nodesBetween(from, Math.min(to, doc.content.size), (node) => {
    found ||= node.marks.some((mark) => CHANGES.has(mark.type.name)) || changeOfBlock(node) !== null;
    return !found;
  });
  return found;
};

/** Whether the parts a transaction touched hold a suggestion; most never do, and then nothing is computed. */
const touchesChange = (tr: Transaction): boolean =>
  tr.mapping.maps.some((map, index) => {
    let found = false;
    const rest = tr.mapping.slice(index + 1);
    map.forEach((_from, _to, from, to) => {
      found ||= holdsChange(tr.doc, rest.map(from, -1), rest.map(to, 1));
    });
    return found;
  });

interface Shown {
  readonly hues: HueBook;
  readonly describe: DescribeChange;
  /** Whether a change belongs to the suggestion that is open. */
  readonly open: (author: string, id: string) => boolean;
}

/** Suggested words in their author's hue, and a gilt bar beside the paragraphs that hold some. */
const decorate = (doc: Node, { hues, describe, open }: Shown): DecorationSet => {
  const decorations: Decoration[] = [];
  const bars = new Set<number>();
  doc.descendants((node, pos, parent) => {
    const block = changeOfBlock(node);
    if (block !== null && node.isBlock)
      decorations.push(
        Decoration.node(pos, pos + node.nodeSize, {
          class: `mq-block-${block.kind} hue-${String(hues.of(block.author))}`,
        }),
      );
    if (block !== null && node.isTextblock) bars.add(pos);
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
      const start = parent === null ? -1 : doc.resolve(pos).before();
      if (parent?.isTextblock && start >= 0) bars.add(start);
    }
  });
  for (const pos of bars) {
    const node = doc.nodeAt(pos);
    if (node !== null) decorations.push(Decoration.node(pos, pos + node.nodeSize, { class: 'mq-changed' }));
  }
  return DecorationSet.create(doc, decorations);
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

const changeMarks = (
  { hues, describe }: Pick<Shown, 'hues' | 'describe'>,
  suggestions: DocumentSuggestions | null,
): Plugin => {
  const draw = (doc: Node): DecorationSet => {
    const active = suggestions?.active.get();
    const change = suggestions?.changes.get().find((one) => one.key === active);
    const open = (author: string, id: string): boolean =>
      change?.author === author && change.ids.includes(id);
    return decorate(doc, { hues, describe, open });
  };
  return new Plugin({
    key,
    state: {
      init: (_config, state) => draw(state.doc),
      apply: (tr, set) => {
        if (tr.getMeta(REDRAW) === true) return draw(tr.doc);
        if (!tr.docChanged) return set;
        if (set === DecorationSet.empty && !touchesChange(tr)) return set;
        return draw(tr.doc);
      },
    },
    props: {
      decorations: (state) => key.getState(state),
      handleDOMEvents: {
        click: (_view, event) => {
          const marked = event.target instanceof Element ? event.target.closest('[data-change-of]') : null;
          const of = marked?.getAttribute('data-change-of');
          const change = suggestions?.changes
            .get()
            .find(({ author, ids }) => ids.some((id) => `${author} ${id}` === of));
          if (change !== undefined) suggestions?.open(change.key);
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
