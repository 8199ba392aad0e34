import { useMemo } from 'react';
import { type Collab, useSaveState } from '../../coediting/index.js';
import { SaveLine } from '../../../ui/index.js';
import { calm, saveViewOf } from './save-view.js';

interface DocumentSaveProps {
  provider: Collab['provider'];
  mayComment: boolean;
  onRefused: () => void;
}
/** The save line of a document; drawn apart from its page, which does not change at each key. */
export function DocumentSave({ provider, mayComment, onRefused }: DocumentSaveProps) {
  const state = useMemo(() => calm(provider.state), [provider]);
  const view = useSaveState({ state }, (now) => saveViewOf(now, mayComment, onRefused));
  return view && <SaveLine state={view} />;
}
