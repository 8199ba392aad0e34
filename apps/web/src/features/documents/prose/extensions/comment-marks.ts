import { Extension } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { COMMENTED_WORDS_MAX } from '@maroquin/contracts';
import type { DocumentComments } from '../../comments/document-comments.js';
import { selectedWords } from '../../comments/selected-words.js';
import { bindingOf } from './binding/steady-binding.js';

/** Where the marks of comments lie. A comment may be on several stretches. */
interface Placed {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}
interface Marks {
  readonly placed: readonly Placed[];
  readonly decorations: DecorationSet;
}

const key = new PluginKey<Marks>('commentMarks');
/** Set on a transaction when the server says something new of comments. */
const REDRAW = 'redrawComments';

/** Ids of the comments on a text; what an imported file said has no thread. */
const commentsOn = (node: Node): string[] =>
  node.marks.flatMap(({ type, attrs }) =>
    type.name === 'comment' && attrs['imported'] === null && typeof attrs['id'] === 'string'
      ? [attrs['id']]
      : [],
  );

function findMarks(doc: Node): Placed[] {
  const placed: Placed[] = [];
  doc.descendants((node, pos) => {
    if (node.isText)
      for (const id of commentsOn(node)) placed.push({ id, from: pos, to: pos + node.nodeSize });
  });
  return placed;
}

/** Whether what a transaction wrote holds marks: most do not, and then no text is searched. */
function writesMarks(tr: Transaction): boolean {
  let found = false;
  tr.mapping.maps.forEach((map, index) => {
    const rest = tr.mapping.slice(index + 1);
    map.forEach((_from, _to, from, to) => {
      const end = Math.min(rest.map(to, 1), tr.doc.content.size);
      tr.doc.nodesBetween(rest.map(from, -1), end, (node) => {
        found ||= node.isText && commentsOn(node).length > 0;
        return !found;
      });
    });
  });
  return found;
}

/** Where marks lie after a change elsewhere; what was deleted is gone. */
const moved = (placed: readonly Placed[], { mapping }: Transaction): Placed[] =>
  placed
    .map(({ id, from, to }) => ({ id, from: mapping.map(from, 1), to: mapping.map(to, -1) }))
    .filter(({ from, to }) => from < to);

/** The words of open comments; a mark without a comment, or of one that is resolved, is shown as nothing. */
function decorate(
  doc: Node,
  placed: readonly Placed[],
  comments: DocumentComments,
  title: string,
): DecorationSet {
  const known = comments.known.get();
  const active = comments.active.get();
  const shown = placed.filter(({ id }) => {
    const comment = known?.get(id);
    return comment !== undefined && (comment.resolved === null || id === active);
  });
  return DecorationSet.create(
    doc,
    shown.map(({ id, from, to }) =>
      Decoration.inline(from, to, {
        class: `mq-commented${id === active ? ' act' : ''}`,
        role: 'mark',
        'data-comment-open': id,
        title,
      }),
    ),
  );
}

/** Takes the marks off what is pasted, but for words that are moved within their document. */
function withoutForeignMarks(slice: Slice, stays: (id: string) => boolean): Slice {
  const clean = (fragment: Fragment): Fragment => {
    const nodes: Node[] = [];
    fragment.forEach((node) => {
      const marks = node.marks.filter(
        ({ type, attrs }) => type.name !== 'comment' || stays(String(attrs['id'])),
      );
      nodes.push((node.isText ? node : node.copy(clean(node.content))).mark(marks));
    });
    return Fragment.fromArray(nodes);
  };
  return new Slice(clean(slice.content), slice.openStart, slice.openEnd);
}

interface CommentMarksOptions {
  readonly comments: DocumentComments | null;
  /** What the marked words say of themselves. */
  readonly title: string;
}

/** Shows which words are commented, opens their comment when they are clicked, and knows what is selected. */
export const CommentMarks = Extension.create<CommentMarksOptions>({
  name: 'commentMarks',
  addOptions: () => ({ comments: null, title: '' }),
  addProseMirrorPlugins() {
    const { comments, title } = this.options;
    return comments === null ? [] : [commentMarks(comments, title)];
  },
});

const commentMarks = (comments: DocumentComments, title: string): Plugin<Marks> => {
  const marksOf = (doc: Node, placed: readonly Placed[]): Marks => ({
    placed,
    decorations: decorate(doc, placed, comments, title),
  });
  return new Plugin<Marks>({
    key,
    state: {
      init: (_config, state) => marksOf(state.doc, findMarks(state.doc)),
      apply: (tr, marks) => {
        if (tr.docChanged && writesMarks(tr)) return marksOf(tr.doc, findMarks(tr.doc));
        const placed = tr.docChanged ? moved(marks.placed, tr) : marks.placed;
        if (tr.getMeta(REDRAW) === true) return marksOf(tr.doc, placed);
        return tr.docChanged ? { placed, decorations: marks.decorations.map(tr.mapping, tr.doc) } : marks;
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      transformPasted: (slice, view) => {
        const here = new Set(key.getState(view.state)?.placed.map(({ id }) => id));
        const isMove = view.dragging?.move === true;
        // Cut and pasted, or dragged: the words are nowhere else, and their comment goes with them.
        return withoutForeignMarks(
          slice,
          (id) => comments.known.get()?.has(id) === true && (isMove || !here.has(id)),
        );
      },
      handleDOMEvents: {
        click: (_view, event) => {
          const marked = event.target instanceof Element ? event.target.closest('[data-comment-open]') : null;
          const id = marked?.getAttribute('data-comment-open');
          if (typeof id === 'string') comments.open(id);
          return false;
        },
      },
    },
    view: (view) => follow(view, comments),
  });
};

function follow(view: EditorView, comments: DocumentComments) {
  const redraw = (): void => {
    view.dispatch(view.state.tr.setMeta(REDRAW, true).setMeta('addToHistory', false));
  };
  const stops = [comments.known.subscribe(redraw), comments.active.subscribe(redraw)];
  let last: readonly Placed[] = [];
  const publish = (): void => {
    const placed = key.getState(view.state)?.placed ?? [];
    const isSame = placed.length === last.length && placed.every(({ id }, at) => id === last[at]?.id);
    last = placed;
    if (isSame) return;
    const ids = [...new Set(placed.map(({ id }) => id))];
    if (ids.join() !== comments.placed.get().join()) comments.placed.set(ids);
  };
  const text = {
    show: (id: string): boolean => show(view, id),
    placeOf: (id: string) => key.getState(view.state)?.placed.find((one) => one.id === id)?.from ?? null,
    selected: () => selectionOf(view.state),
    focus: () => view.focus(),
  };
  comments.text = text;
  publish();
  return {
    update: publish,
    destroy: () => {
      for (const stop of stops) stop();
      if (comments.text === text) comments.text = null;
    },
  };
}

function selectionOf(state: EditorState): ReturnType<NonNullable<DocumentComments['text']>['selected']> {
  const binding = bindingOf(state);
  const selected = binding === null ? null : selectedWords(state, binding.type);
  if (selected === null) return 'nothing';
  return selected.words.length > COMMENTED_WORDS_MAX ? 'too-long' : selected;
}

function show({ state, dom }: EditorView, id: string): boolean {
  const first = key.getState(state)?.placed.find((one) => one.id === id);
  if (first === undefined) return false;
  const marked = dom.querySelector(`[data-comment-open="${CSS.escape(id)}"]`);
  marked?.scrollIntoView({ block: 'center', inline: 'nearest' });
  return true;
}
