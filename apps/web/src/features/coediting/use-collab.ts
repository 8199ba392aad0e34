import { useEffect, useState } from 'react';
import { Awareness } from 'y-protocols/awareness';
import { Doc } from 'yjs';

import { browserOutbox } from './outbox/browser-outbox.js';
import { warnBeforeLeaving } from './provider/leave-warning.js';
import { CollabProvider } from './provider/provider.js';
import { checkUnsent } from './unsent/unsent-view.js';

export interface Collab {
  readonly doc: Doc;
  readonly awareness: Awareness;
  readonly provider: CollabProvider;
}

/** A document, connected for as long as the component is shown; null during its first rendering. */
export function useCollab(documentId: string, personId: string, isVisitor = false): Collab | null {
  const [parts, setParts] = useState<Collab | null>(null);
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
  return parts;
}
