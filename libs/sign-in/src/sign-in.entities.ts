import { Passkey, RecoveryCode, Totp } from './factors/factor.entities.js';
import { FederatedIdentity, FederatedSession, IdentityMergeRequest } from './openid/federation.entities.js';

/** For the one list of entities that opens the database. */
export const signInEntities = [
  FederatedIdentity,
  FederatedSession,
  IdentityMergeRequest,
  Passkey,
  Totp,
  RecoveryCode,
];
