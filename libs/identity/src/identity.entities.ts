import { Account } from './accounts/account.entity.js';
import { ApprovalRow } from './approvals/approval.entity.js';
import { GuestRow } from './guests/guest.entity.js';
import { Invitation, SignInLink } from './links/link.entities.js';
import { Organisation } from './organisations/organisation.entity.js';
import { Session } from './sessions/session.entity.js';
import { ApiToken } from './tokens/api-token.entity.js';

/** For the one list of entities that opens the database. */
export const identityEntities = [
  ApprovalRow,
  Organisation,
  Account,
  Session,
  ApiToken,
  SignInLink,
  Invitation,
  GuestRow,
];
