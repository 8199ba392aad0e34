export { type ActObserver, observeActs } from './act-observer.js';
export { type Act, recordAct } from './record-act.js';
