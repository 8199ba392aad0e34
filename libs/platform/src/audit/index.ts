export type { Act } from './act.js';
export { type ActObserver, followActs, observeActs } from './act-observer.js';
export { recordAct } from './record-act.js';
