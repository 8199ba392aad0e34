import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { type Place, roleAtLeast } from '@maroquin/contracts';
import { useShortcut } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import { toast } from '../../../ui/index.js';
import type { Collab } from '../../coediting/index.js';
import { useComments } from './comments-api.js';
import { DocumentComments } from './document-comments.js';
import { useInOrder, useSteps } from './use-in-order.js';

/** What the page needs of the comments on its document. null: plain text takes none. */
export interface Review {
  readonly comments: DocumentComments;
  /** Comments that are open. */
  readonly count: number;
  readonly canComment: boolean;
  readonly error: unknown;
  /** Begins to comment the selected words; null: this person may not. */
  readonly onComment: (() => void) | null;
  readonly whenSaved: () => Promise<void>;
}

/** Follows the comments on a document. `onOpen` shows the panel they stand in; its keys are others' while it is `hidden`. */
export const useReview = (
  { resource }: Place,
  { provider }: Collab,
  { onOpen, hidden }: { onOpen: () => void; hidden: boolean },
): Review | null => {
  const t = useT();
  const hasComments = resource.documentKind !== 'text';
  const canComment = hasComments && roleAtLeast(resource.role, 'commenter');
  const [comments] = useState(() => new DocumentComments());
  useEffect(() => {
    comments.onOpen = onOpen;
  }, [comments, onOpen]);
  const { data, error } = useComments(resource.id, hasComments);
  useEffect(() => {
    if (data !== undefined) comments.known.set(new Map(data.map((one) => [one.id, one])));
  }, [comments, data]);
  useAskedComment(comments, data !== undefined);
  const step = useSteps(comments, useInOrder(comments).list);
  const begin = useCallback(() => {
    const reason = comments.begin();
    if (reason !== null) toast({ text: t(`comment.selection.${reason}`) });
  }, [comments, t]);
  const walk = (by: 1 | -1): void => {
    onOpen();
    step(by);
  };
  useShortcut('ctrl+alt+m', canComment && !hidden ? begin : null);
  useShortcut('alt+shift+arrowdown', hasComments && !hidden ? () => walk(1) : null);
  useShortcut('alt+shift+arrowup', hasComments && !hidden ? () => walk(-1) : null);
  const whenSaved = useCallback(() => untilSaved(provider), [provider]);
  if (!hasComments) return null;
  const count = (data ?? []).filter(({ resolved }) => resolved === null).length;
  return { comments, count, canComment, error, onComment: canComment ? begin : null, whenSaved };
};

/** A comment that the address names, as a link in the activity does, is opened once. */
const useAskedComment = (comments: DocumentComments, isKnown: boolean): void => {
  const [query, setQuery] = useSearchParams();
  const asked = query.get(ASKED);
  useEffect(() => {
    if (asked === null || !isKnown) return;
    if (comments.known.get()?.has(asked) === true) {
      comments.open(asked);
      comments.text?.show(asked);
    }
    const rest = new URLSearchParams(query);
    rest.delete(ASKED);
    setQuery(rest, { replace: true });
  }, [comments, asked, isKnown, query, setQuery]);
};
const ASKED = 'commentaire';

/** The server checks the words as it has them: what was typed a moment ago has to be there first. */
const untilSaved = ({ state }: Collab['provider']): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (state.getSnapshot().pending > 0) return;
      stop();
      resolve();
    };
    const stop = state.subscribe(look);
    look();
  });
