import { useEffect, useState, useSyncExternalStore } from 'react';
import { Awareness } from 'y-protocols/awareness';
import { Doc } from 'yjs';

import { browserOutbox } from './outbox/browser-outbox.js';
import { warnBeforeLeaving } from './provider/leave-warning.js';
import { CollabProvider } from './provider/provider.js';
import type { SaveState } from './provider/save-state.js';
import { checkUnsent } from './unsent/unsent-view.js';

export interface Collab {
  readonly doc: Doc;
  readonly awareness: Awareness;
  readonly provider: CollabProvider;
  readonly state: SaveState;
}

const NOTHING_TO_HEAR = (): (() => void) => () => undefined;
const NO_STATE = (): null => null;

/** A document, connected for as long as the component is shown; null during its first rendering. */
export function useCollab(documentId: string, personId: string, isVisitor = false): Collab | null {
  const [parts, setParts] = useState<Omit<Collab, 'state'> | null>(null);
  useEffect(() => {
    const doc = new Doc();
    const awareness = new Awareness(doc);
    const provider = new CollabProvider({
      ...{ documentId, personId, doc, awareness, isVisitor },
      outbox: browserOutbox,
      onReleased: checkUnsent,
      onSetAside: checkUnsent,
    });
    const stopWarning = warnBeforeLeaving(provider);
    setParts({ doc, awareness, provider });
    void provider.start();
    return () => {
      setParts(null);
      stopWarning();
      provider.destroy();
      awareness.destroy();
      doc.destroy();
    };
  }, [documentId, personId, isVisitor]);
  const state = useSyncExternalStore(
    parts?.provider.state.subscribe ?? NOTHING_TO_HEAR,
    parts?.provider.state.getSnapshot ?? NO_STATE,
  );
  return parts === null || state === null ? null : { ...parts, state };
}
