import { Extension, type Editor } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import {
  listChanges,
  type PendingChange,
  resolvePass,
  trackTransaction,
  typeOutsideChanges,
} from '@maroquin/prose';
import { ySyncPluginKey } from 'y-prosemirror';
import type {
  DocumentSuggestions,
  EditMode,
  SuggestedText,
  Verdict,
} from '../../suggestions/document-suggestions.js';
import { GOES_ON } from '../../writing/undo-steps.js';
import { CHANGES, hasSameChanges } from './same-changes.js';

export interface SuggestingOptions {
  readonly suggestions: DocumentSuggestions | null;
  readonly mode: () => EditMode;
  readonly author: string;
  /** What was done cannot be suggested, and was not done. */
  readonly onBlocked: () => void;
}

/** Set on a transaction that was made into suggestions. */
export const SUGGESTED = 'suggested';
/** Set on a transaction that settles suggestions, which is no suggestion itself: 'begins', or 'goes on' with the same act. */
export const SETTLES = 'settlesSuggestions';

/** A paragraph with more deletions than these is settled by asking again. */
const MAX_PASSES = 2000;

/** Of whoever goes on typing within this time, at the same place, everything is one change. */
const BURST_MS = 2000;

/** The change that is being typed. */
interface Burst {
  readonly id: string;
  readonly date: string;
  at: number;
  position: number;
}

const burstOf = (transaction: Transaction, last: Burst | null): Burst => {
  const now = Date.now();
  const [from, to] = changedRange(transaction);
  const goesOn =
    last !== null && now - last.at < BURST_MS && last.position >= from - 1 && last.position <= to + 1;
  return goesOn
    ? { ...last, at: now }
    : { id: crypto.randomUUID(), date: new Date().toISOString(), at: now, position: 0 };
};

function changedRange({ mapping }: Transaction): [number, number] {
  let [from, to] = [Infinity, -Infinity];
  mapping.maps[0]?.forEach((start, end) => {
    from = Math.min(from, start);
    to = Math.max(to, end);
  });
  return [from, to];
}

/** By the binding (a colleague's change, undo) or settling suggestions: nothing that was typed. */
const isTyped = (transaction: Transaction): boolean =>
  transaction.docChanged &&
  transaction.getMeta(ySyncPluginKey) === undefined &&
  transaction.getMeta(SETTLES) === undefined;

/** Turns what is done into suggestions while one suggests, and shows and settles those that are pending. */
export const Suggesting = Extension.create<SuggestingOptions, { burst: Burst | null }>({
  name: 'suggesting',
  priority: 1500,
  addOptions: () => ({ suggestions: null, mode: () => 'write', author: '', onBlocked: () => undefined }),
  addStorage: () => ({ burst: null }),
  dispatchTransaction({ transaction, next }) {
    const { mode, author, onBlocked } = this.options;
    if (!isTyped(transaction)) {
      // What is typed from here on must not go into a change that somebody may be settling.
      if (transaction.docChanged) this.storage.burst = null;
      return next(transaction);
    }
    if (mode() === 'write') {
      typeOutsideChanges(transaction);
      return next(transaction);
    }
    const burst = burstOf(transaction, this.storage.burst);
    const tracked = trackTransaction(transaction, this.editor.state, {
      ...{ author, changeId: burst.id, date: burst.date },
    });
    if (tracked === null) return onBlocked();
    this.storage.burst = { ...burst, position: tracked.selection.head };
    next(tracked.setMeta(SUGGESTED, true).setMeta(GOES_ON, transaction.getMeta(GOES_ON)));
  },
  addProseMirrorPlugins() {
    const { suggestions } = this.options;
    return suggestions === null ? [] : [publishing(suggestions, this.editor)];
  },
});

const PUBLISH_EVERY_MS = 120;
/** Listing those of a long text takes long: it is done a tenth of the time at most, or typing would wait for it. */
const REST = 10;

const publishing = (suggestions: DocumentSuggestions, editor: Editor): Plugin =>
  new Plugin({
    props: {
      // Whose suggestion it was elsewhere says nothing here; what is dragged stays what it was.
      transformPasted: (slice, view) => (view.dragging?.move === true ? slice : withoutChanges(slice)),
    },
    view: (view) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let wait = PUBLISH_EVERY_MS;
      let words = wordsOf(suggestions.changes.get());
      const publish = (): void => {
        timer = undefined;
        const began = performance.now();
        const next = listChanges(view.state.doc);
        const nextWords = wordsOf(next);
        if (nextWords !== words) suggestions.changes.set(next);
        words = nextWords;
        wait = Math.max(PUBLISH_EVERY_MS, (performance.now() - began) * REST);
      };
      const pending = (): readonly PendingChange[] => {
        clearTimeout(timer);
        publish();
        return suggestions.changes.get();
      };
      const text: SuggestedText = { ...textOf(view, editor), pending };
      suggestions.text = text;
      publish();
      return {
        update: (_view, before: EditorState) => {
          if (!hasSameChanges(before.doc, view.state.doc)) timer ??= setTimeout(publish, wait);
        },
        destroy: () => {
          clearTimeout(timer);
          if (suggestions.text === text) suggestions.text = null;
        },
      };
    },
  });

function withoutChanges(slice: Slice): Slice {
  const clean = (fragment: Fragment): Fragment => {
    const nodes: Node[] = [];
    fragment.forEach((node) => {
      const marks = node.marks.filter(({ type }) => !CHANGES.test(type.name));
      const attrs: Record<string, unknown> = { ...node.attrs };
      for (const name of ['breakChange', 'blockChange']) if (name in attrs) attrs[name] = null;
      nodes.push(node.isText ? node.mark(marks) : node.type.create(attrs, clean(node.content), marks));
    });
    return Fragment.fromArray(nodes);
  };
  return new Slice(clean(slice.content), slice.openStart, slice.openEnd);
}

/** What the panel shows of them; where they stand is asked for when it is needed. */
const wordsOf = (changes: readonly PendingChange[]): string =>
  JSON.stringify(
    changes.map(({ ids, author, removesOf, parts }) => [
      ...[ids, author, removesOf],
      parts.map(({ kind, what, text }) => [kind, what, text]),
    ]),
  );

const textOf = (view: EditorView, editor: Editor): Omit<SuggestedText, 'pending'> => ({
  show: ({ key }) => {
    const now = listChanges(view.state.doc).find((change) => change.key === key);
    if (now === undefined) return;
    const { node } = view.domAtPos(Math.min(now.from + 1, view.state.doc.content.size));
    const element = node instanceof Element ? node : node.parentElement;
    element?.scrollIntoView({ block: 'center', inline: 'nearest' });
  },
  resolve: (changes, verdict) => settle(view, changes, verdict),
  focus: () => editor.commands.focus(),
});

function settle(view: EditorView, changes: readonly PendingChange[], verdict: Verdict): void {
  const meant = new Set(changes.flatMap(({ author, ids }) => ids.map((id) => `${author} ${id}`)));
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const { tr } = view.state;
    if (!resolvePass(tr, verdict, ({ author, id }) => meant.has(`${author} ${id}`))) return;
    view.dispatch(tr.setMeta(SETTLES, pass === 0 ? 'begins' : 'goes on').setMeta('uiEvent', 'settle'));
    if (view.state.doc !== tr.doc) return;
  }
}
