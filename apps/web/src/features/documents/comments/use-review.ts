import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { type Place, roleAtLeast } from '@maroquin/contracts';
import { useMe } from '../../../api/index.js';
import { useShortcut } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import { toast, useStore } from '../../../ui/index.js';
import type { Collab, SaveState } from '../../coediting/index.js';
import { useComments } from './comments-api.js';
import { DocumentSuggestions } from '../suggestions/document-suggestions.js';
import { type Modes, useMode } from '../suggestions/use-mode.js';
import { useNames } from '../suggestions/use-names.js';
import { DocumentComments } from './document-comments.js';
import { useInOrder, useSteps } from './use-in-order.js';

/** What the page needs of the comments on its document. null: plain text takes none. */
export interface Review {
  readonly comments: DocumentComments;
  readonly suggestions: DocumentSuggestions;
  readonly modes: Modes;
  /** Whether this person accepts and rejects suggestions. */
  readonly canSettle: boolean;
  /** Comments that are open, and suggestions that are pending. */
  readonly count: number;
  readonly canComment: boolean;
  readonly error: unknown;
  /** Begins to comment the selected words; null: this person may not. */
  readonly onComment: (() => void) | null;
  readonly whenSaved: () => Promise<void>;
}

interface ReviewOptions {
  readonly onOpen: () => void;
  readonly hidden: boolean;
  /** What this person may do to the text now. */
  readonly may: { readonly write: boolean; readonly suggest: boolean };
}

/** Follows the comments on a document. `onOpen` shows the panel they stand in; its keys are others' while it is `hidden`. */
export const useReview = (
  { resource }: Place,
  { provider }: Collab,
  { onOpen, hidden, may }: ReviewOptions,
): Review | null => {
  const t = useT();
  const hasComments = resource.documentKind !== 'text';
  const canComment = hasComments && roleAtLeast(resource.role, 'commenter');
  const { comments, suggestions } = useStores(onOpen);
  const personId = useMe().person.id;
  const modes = useMode(
    suggestions,
    { documentId: resource.id, personId },
    { ...may, onlySuggest: resource.suggestionsOnly === true },
  );
  useNames(resource.id, suggestions);
  const { data, error } = useComments(resource.id, hasComments);
  useEffect(() => {
    if (data !== undefined) comments.known.set(new Map(data.map((one) => [one.id, one])));
  }, [comments, data]);
  useAskedComment(comments, data !== undefined);
  const step = useSteps(comments, suggestions, useInOrder(comments, suggestions).list);
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
  useShortcut('alt+shift+s', hidden ? null : toggleOf(modes));
  const pending = useStore(suggestions.changes).length;
  const whenSaved = useCallback(() => untilSaved(provider), [provider]);
  if (!hasComments) return null;
  const count = (data ?? []).filter(({ resolved }) => resolved === null).length + pending;
  return {
    ...{ comments, suggestions, modes, canSettle: may.write },
    count,
    canComment,
    error,
    onComment: canComment ? begin : null,
    whenSaved,
  };
};

/** What is known of the comments and suggestions of one document; of both, one is open at a time. */
const useStores = (onOpen: () => void) => {
  const [comments] = useState(() => new DocumentComments());
  const [suggestions] = useState(() => new DocumentSuggestions());
  useEffect(() => {
    comments.onOpen = onOpen;
    suggestions.onOpen = onOpen;
  }, [comments, suggestions, onOpen]);
  useOneOpen(comments, suggestions);
  return { comments, suggestions };
};

/** Between writing and suggesting, where one may do both. */
function toggleOf({ mode, offered, choose }: Modes): (() => void) | null {
  const other = mode === 'suggest' ? 'write' : 'suggest';
  return offered.includes(other) ? () => choose(other) : null;
}

/** A comment and a suggestion are not open at once. */
const useOneOpen = (comments: DocumentComments, suggestions: DocumentSuggestions): void => {
  useEffect(() => {
    const stops = [
      comments.active.subscribe(() => {
        if (comments.active.get() !== null && suggestions.active.get() !== null) suggestions.active.set(null);
      }),
      suggestions.active.subscribe(() => {
        if (suggestions.active.get() !== null && comments.active.get() !== null) comments.active.set(null);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [comments, suggestions]);
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
export const untilSaved = (provider: Collab['provider']): Promise<void> =>
  untilState(provider, ({ pending }) => pending === 0);

/**
 * What is shown is what the server has: what was typed is there, and what others type arrives.
 * @throws {Error} where that is not so by now: what comes later is not what was on the screen
 */
export const untilShown = async (provider: Collab['provider']): Promise<void> => {
  const isCut = ({ connected, synced }: SaveState): boolean => !(connected && synced);
  await untilState(provider, (state) => isCut(state) || state.pending === 0);
  if (isCut(provider.state.getSnapshot())) throw new Error('the page is cut off');
};

const untilState = ({ state }: Collab['provider'], isReached: (state: SaveState) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const update = (): void => {
      if (!isReached(state.getSnapshot())) return;
      stop();
      resolve();
    };
    const stop = state.subscribe(update);
    update();
  });
