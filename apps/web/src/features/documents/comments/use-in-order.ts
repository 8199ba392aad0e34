import { useMemo } from 'react';
import type { CommentView } from '@maroquin/contracts';
import { useMe } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { announce, useStore } from '../../../ui/index.js';
import type { CommentFilter, DocumentComments } from './document-comments.js';

/** In the order of the text; those whose words were deleted stand behind them, the oldest first. */
export const useInOrder = (
  comments: DocumentComments,
): { list: readonly CommentView[]; placed: ReadonlySet<string> } => {
  const known = useStore(comments.known);
  const filter = useStore(comments.filter);
  const order = useStore(comments.placed);
  const active = useStore(comments.active);
  const myId = useMe().person.id;
  return useMemo(() => {
    const placed = new Set(order);
    const all = [...(known?.values() ?? [])];
    const here = order.flatMap((id) => known?.get(id) ?? []);
    const list = [...here, ...all.filter(({ id }) => !placed.has(id))].filter(
      (comment) => comment.id === active || isShown(comment, filter, myId),
    );
    return { list, placed };
  }, [known, order, filter, active, myId]);
};

function isShown({ resolved, root, assignee }: CommentView, filter: CommentFilter, myId: string): boolean {
  if (filter === 'all') return true;
  if (filter === 'mine') return root.author?.id === myId || assignee?.id === myId;
  return (resolved !== null) === (filter === 'resolved');
}

/** Leads from comment to comment, in the panel and in the text. */
export const useSteps = (
  comments: DocumentComments,
  list: readonly CommentView[],
): ((step: 1 | -1) => void) => {
  const t = useT();
  return (step) => {
    const at = list.findIndex(({ id }) => id === comments.active.get());
    const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : (at + step + list.length) % list.length];
    if (next === undefined) return;
    comments.active.set(next.id);
    comments.text?.show(next.id);
    announce(
      t('comment.at', {
        number: list.indexOf(next) + 1,
        count: list.length,
        words: next.words.slice(0, 120),
      }),
    );
  };
};
