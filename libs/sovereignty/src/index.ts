export { confineProcess } from './confine-process.js';
export { destinationsOf, toNetworkPolicy, toNftables } from './egress-rules.js';
export { ProfileWatch } from './profile-watch.js';
export { checkClient } from './proof/check-client.js';
export { checkComponents } from './proof/check-components.js';
export { PROOF_TITLE, proofProse } from './proof/proof-prose.js';
export { Reversibility } from './proof/reversibility.js';
export { prove, signProof } from './proof/prove.js';
export { SovereigntyModule } from './sovereignty.module.js';
