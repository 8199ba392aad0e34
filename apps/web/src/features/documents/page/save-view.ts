import type { SaveState as CollabState } from '../../coediting/index.js';
import type { SaveState } from '../../../ui/index.js';

/**
 * What the save line says of the connection; null while nothing is known yet. Only a committed state says "Enregistré".
 * @param mayComment of who does not write in the text: whether there is a discussion beside it to write in
 */
export const saveViewOf = (
  state: CollabState,
  mayComment: boolean,
  onRefused: () => void,
): SaveState | null => {
  const count = state.pending;
  switch (state.state) {
    case 'saved':
      return { kind: 'saved', ...(state.savedAt === undefined ? {} : { at: new Date(state.savedAt) }) };
    case 'going':
      // Before the document has come, nothing of ours is on its way.
      return !state.synced && count === 0 ? null : { kind: 'going', isQuiet: state.quiet };
    case 'waiting':
      return { kind: 'waiting', count };
    case 'cut':
      return { kind: 'cut', count };
    case 'down':
      return { kind: 'waiting', count };
    case 'refused':
      return { kind: 'refused', count: Math.max(1, count), onOpen: onRefused };
    case 'readonly':
      return { kind: mayComment ? 'canComment' : 'readOnly' };
  }
};
