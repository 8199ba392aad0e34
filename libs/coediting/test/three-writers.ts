import * as Y from 'yjs';

import type { CheckedUpdate } from '../src/validation/checked-update.js';
import { walkUpdate } from '../src/validation/update-walker.js';

/** As the walker sees it. */
export const checked = (update: Uint8Array): CheckedUpdate => ({ update, walked: walkUpdate(update, null) });

/** Three people who type, delete and format at random and sync with each other now and then; their updates in the order made. */
export function session(seed: number): { updates: CheckedUpdate[]; whole: Y.Doc } {
  let state = seed;
  const random = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % below;
  };
  const whole = new Y.Doc();
  const updates: CheckedUpdate[] = [];
  const docs = [5, 9, 7].map((clientID) => {
    const doc = new Y.Doc();
    doc.clientID = clientID;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'peer') return;
      updates.push(checked(update));
      Y.applyUpdate(whole, update);
    });
    return doc;
  });
  for (let turn = 0; turn < 80; turn += 1) {
    const doc = docs[random(3)];
    const text = doc?.getText('text');
    if (doc === undefined || text === undefined) continue;
    if (random(4) === 0) Y.applyUpdate(doc, Y.encodeStateAsUpdate(whole), 'peer');
    if (random(3) === 0 && text.length > 2) text.delete(random(text.length - 1), 2);
    else if (random(5) === 0 && text.length > 0) text.format(0, text.length, { bold: random(2) === 0 });
    else text.insert(random(text.length + 1), ['é', 'mot ', '🎉'][random(3)] ?? '');
  }
  return { updates, whole };
}

/** What a page shows that takes these in, and its clocks. */
export const loaded = (...updates: Uint8Array[]): unknown => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return [doc.getText('text').toDelta(), Y.encodeStateVector(doc)];
};
