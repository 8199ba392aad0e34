export { RequesterTurns } from './connection-turns.js';
export { Admission, type AdmissionResource, CAPACITIES, type Capacities } from './admission.js';
export type { Release } from './memory.js';
export { LOOP_MS, LoopPace } from './loop-pace.js';
export {
  currentWork,
  type Requester,
  requesterOf,
  requesterOfNetwork,
  runFor,
  SYSTEM,
  type WorkContext,
} from './requester.js';
export type { Capacity, RunOptions } from './slots.js';
