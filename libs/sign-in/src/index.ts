export { SignInAttempts, type SignInOrigin } from './attempts/sign-in-attempts.js';
export { CodeGenerators } from './codes/code-generator.service.js';
export { probeDirectory, probeProvider, type SignInCard, signInLines } from './doctor/index.js';
export { administrationFlowCookie, flowCookie, newFlow } from './openid/flow-cookie.js';
export { Flows } from './openid/flows.service.js';
export { MergeDecisions } from './openid/merge-decisions.js';
export { ProviderClient } from './openid/provider-client.js';
export { SignInRefused } from './openid/refusal.js';
export { Refusals } from './openid/refusals.service.js';
export { CEREMONY_MS, type RelyingParty } from './passkeys/ceremonies.js';
export {
  judgePasskey,
  passkeyMethods,
  type PasskeyTrouble,
  type SignedPasskey,
  signInOptions,
} from './passkeys/judge-passkey.js';
export { sealRecord, userHandleOf } from './passkeys/passkey-record.js';
export {
  type NewPasskeyCredential,
  type PasskeyCredential,
  verifyNewPasskey,
} from './passkeys/verify-passkey.js';
export { requireGoodPassword } from './passwords/password-rules.js';
export { signInEntities } from './sign-in.entities.js';
export { SignInModule } from './sign-in.module.js';
