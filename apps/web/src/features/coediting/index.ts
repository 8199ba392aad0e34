export { browserOutbox } from './outbox/browser-outbox.js';
export type { AboutDocument } from './outbox/outbox.js';
export type { Refusal, SaveState } from './provider/save-state.js';
export { UnsentBanner } from './unsent/unsent-banner.js';
export { useUnsentSession } from './unsent/use-unsent-work.js';
export { type Collab, useCollab } from './use-collab.js';
export { useSaveState } from './use-save-state.js';
