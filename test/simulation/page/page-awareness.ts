import { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';

/** Who is here, without the real timer that y-protocols starts for it. */
export function pageAwareness(doc: Doc): Awareness {
  const awareness = new Awareness(doc);
  clearInterval(awareness._checkInterval as NodeJS.Timeout);
  return awareness;
}
