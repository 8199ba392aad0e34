import { harmsOf } from './harm.js';
import type { Hazard } from './hazard.js';

/** Says what each input that it is sent does to plain yjs; may hang or end over it, which the parent takes for an answer. */
process.on('message', (hazard: Hazard) => {
  process.send?.({ harms: harmsOf(hazard) });
});
process.send?.({ ready: true });
