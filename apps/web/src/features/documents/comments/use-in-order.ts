import { useMemo } from 'react';
import type { CommentView } from '@maroquin/contracts';
import type { PendingChange } from '@maroquin/prose';
import { useMe } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { announce, useStore } from '../../../ui/index.js';
import type { DocumentSuggestions } from '../suggestions/document-suggestions.js';
import type { CommentFilter, DocumentComments } from './document-comments.js';

/** What is reviewed: a comment or a suggestion. */
export type ReviewItem =
  | { readonly kind: 'comment'; readonly id: string; readonly comment: CommentView }
  | { readonly kind: 'change'; readonly id: string; readonly change: PendingChange };

/** In the order of the text; comments whose words were deleted stand behind everything, the oldest first. */
export const useInOrder = (
  comments: DocumentComments,
  suggestions: DocumentSuggestions,
): { list: readonly ReviewItem[]; placed: ReadonlySet<string> } => {
  const known = useStore(comments.known);
  const filter = useStore(comments.filter);
  const order = useStore(comments.placed);
  const active = useStore(comments.active);
  const changes = useStore(suggestions.changes);
  const activeChange = useStore(suggestions.active);
  const myId = useMe().person.id;
  return useMemo(() => {
    const placed = new Set(order);
    const all = [...(known?.values() ?? [])];
    const here = order.flatMap((id) => known?.get(id) ?? []);
    const shown = [...here, ...all.filter(({ id }) => !placed.has(id))].filter(
      (comment) => comment.id === active || isShown(comment, filter, myId),
    );
    const items: [at: number, item: ReviewItem][] = [
      ...shown.map((comment): [number, ReviewItem] => [
        comments.text?.placeOf(comment.id) ?? Infinity,
        { kind: 'comment', id: comment.id, comment },
      ]),
      ...changes
        .filter((change) => change.key === activeChange || isChangeShown(change, filter, myId))
        .map((change): [number, ReviewItem] => [change.from, { kind: 'change', id: change.key, change }]),
    ];
    return { list: items.sort(([a], [b]) => (a === b ? 0 : a - b)).map(([, item]) => item), placed };
  }, [comments, known, order, filter, active, changes, activeChange, myId]);
};

function isShown({ resolved, root, assignee }: CommentView, filter: CommentFilter, myId: string): boolean {
  if (filter === 'all') return true;
  if (filter === 'suggestions') return false;
  if (filter === 'mine') return root.author?.id === myId || assignee?.id === myId;
  return (resolved !== null) === (filter === 'resolved');
}

function isChangeShown({ author }: PendingChange, filter: CommentFilter, myId: string): boolean {
  if (filter === 'mine') return author === myId;
  return filter !== 'comments' && filter !== 'resolved';
}

/** Leads from comment to suggestion to comment, in the panel and in the text. */
export const useSteps = (
  comments: DocumentComments,
  suggestions: DocumentSuggestions,
  list: readonly ReviewItem[],
): ((step: 1 | -1) => void) => {
  const t = useT();
  return (step) => {
    const active = suggestions.active.get() ?? comments.active.get();
    const at = list.findIndex(({ id }) => id === active);
    const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : (at + step + list.length) % list.length];
    if (next === undefined) return;
    const [number, count] = [list.indexOf(next) + 1, list.length];
    comments.active.set(next.kind === 'comment' ? next.id : null);
    suggestions.active.set(next.kind === 'change' ? next.id : null);
    if (next.kind === 'comment') {
      comments.text?.show(next.id);
      announce(t('comment.at', { number, count, words: next.comment.words.slice(0, 120) }));
      return;
    }
    suggestions.text?.show(next.change);
    const words = next.change.parts.map((part) =>
      part.what === 'text'
        ? t(`suggestion.${part.kind}`) + part.text.slice(0, 120)
        : t(`suggestion.${part.kind}.${part.what}`),
    );
    announce(t('suggestion.at', { number, count, words: words.join(', ') }));
  };
};
