import { Account } from './accounts/account.entity.js';
import { ApprovalRow } from './approvals/approval.entity.js';
import { Passkey, RecoveryCode, Totp } from './factors/factor.entities.js';
import {
  FederatedIdentity,
  FederatedSession,
  IdentityMergeRequest,
} from './federation/federation.entities.js';
import { GuestRow } from './guests/guest.entity.js';
import { DirectoryTeam } from './ldap/ldap.entities.js';
import { Invitation, SignInLink } from './links/link.entities.js';
import { Organisation } from './organisations/organisation.entity.js';
import { ScimGroup, ScimUser } from './provisioning/scim-user.entity.js';
import { Session } from './sessions/session.entity.js';
import { ApiToken } from './tokens/api-token.entity.js';

/** For the one list of entities that opens the database. */
export const identityEntities = [
  ApprovalRow,
  FederatedIdentity,
  FederatedSession,
  IdentityMergeRequest,
  Organisation,
  Account,
  Session,
  ApiToken,
  SignInLink,
  Invitation,
  Passkey,
  Totp,
  RecoveryCode,
  ScimUser,
  ScimGroup,
  GuestRow,
  DirectoryTeam,
];
