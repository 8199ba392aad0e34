import type { SaveState as CollabState } from '../../coediting/index.js';
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
