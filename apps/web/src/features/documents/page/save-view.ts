import type { Collab, SaveState as CollabState } from '../../coediting/index.js';
import type { SaveState } from '../../../ui/index.js';

/**
 * What the save line says of the connection; null while nothing is known yet. Only a committed state says "Enregistré".
 * @param mayComment for a person who may not write in the text: whether there is a discussion beside it to write in
 */
export const saveViewOf = (
  state: CollabState,
  mayComment: boolean,
  onRefused: () => void,
): SaveState | null => {
  const hasWaiting = state.pending > 0;
  switch (state.state) {
    case 'saved':
      return { kind: 'saved', ...(state.savedAt === undefined ? {} : { at: new Date(state.savedAt) }) };
    case 'going':
      // Before the document has come, nothing of ours is on its way.
      return !state.synced && !hasWaiting ? null : { kind: 'going', isQuiet: state.quiet };
    case 'waiting':
      return { kind: 'waiting' };
    case 'cut':
      return { kind: 'cut', why: state.offline ? 'offline' : 'unreachable', hasWaiting };
    case 'down':
      return { kind: 'cut', why: 'down', hasWaiting };
    case 'refused':
      return { kind: 'refused', onOpen: onRefused };
    case 'readonly':
      return { kind: mayComment ? 'canComment' : 'readOnly' };
  }
};

/** Longer than from one key to the next: a typist's text is saved and unsaved again ten times a second. */
export const SAVED_AFTER_MS = 150;

type Live = Pick<Collab['provider']['state'], 'getSnapshot' | 'subscribe'>;

/** Tells that something is saved only once it stays so; that something is not, at once. */
export const calm = ({ getSnapshot, subscribe }: Live): Live => ({
  getSnapshot,
  subscribe: (listener) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = subscribe(() => {
      clearTimeout(timer);
      if (getSnapshot().state === 'saved') timer = setTimeout(listener, SAVED_AFTER_MS);
      else listener();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  },
});
