export { proveWritten } from './prove-written.js';
export { proveFormer } from './prove-former.js';
export { signRights } from './sign-rights.js';
export { RightsMemory } from './rights-memory.js';
export {
  columnsOf,
  headProof,
  isProven,
  nameOf,
  type Relation,
  relations,
  RELATIONS,
  type RightsRow,
  type RowName,
} from './relations.js';
export { type RightsReport, type RightsSource, verifyRights } from './verify-rights.js';
