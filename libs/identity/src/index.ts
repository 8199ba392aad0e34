export { AccountsCommandService } from './accounts-command.service.js';
export { MAY_BE_MAILED, NEVER_USED } from './accounts/account-state.js';
export { Account } from './accounts/account.entity.js';
export {
  Accounts,
  type KnownAccount,
  openAccount,
  openPasswordHash,
  sealAccount,
  sealPasswordHash,
} from './accounts/accounts.service.js';
export type { ActsBy } from './accounts/acts-by.js';
export { openAdministrator, sealAdministrator } from './accounts/administrator-seals.js';
export { AgreedSettings } from './approvals/agreed-settings.js';
export { ApprovalViews } from './approvals/approval-views.js';
export { Approvals } from './approvals/approvals.service.js';
export { domainOf, type PersonClaims, readClaims } from './claims/person-claims.js';
export { openClaims, sealClaims } from './claims/sealed-claims.js';
export { BeginEnding } from './ending/begin-ending.js';
export { RemindEnding } from './ending/remind-ending.js';
export { Guests } from './guests/guests.service.js';
export { identityEntities } from './identity.entities.js';
export { IdentityModule } from './identity.module.js';
export { endLinks } from './links/end-links.js';
export { LinkDelivery } from './links/link-delivery.service.js';
export { OperatorLinks } from './links/operator-links.js';
export { LINK_LIFETIME_MS, SignInLinks } from './links/sign-in-links.service.js';
export { AccountNotices } from './mails/account-notices.js';
export { identityMailTask } from './mails/identity-mail-task.js';
export { IdentityMails } from './mails/identity-mails.service.js';
export { MAIL_TASK } from './mails/mail-task.js';
export { MeService } from './me/me.service.js';
export { ExecuteDestruction } from './keyring/execute-destruction.js';
export { KeyDestruction } from './keyring/key-destruction.service.js';
export { OrganisationKeyring } from './keyring/organisation-keyring.service.js';
export { Organisation } from './organisations/organisation.entity.js';
export {
  openOrganisationName,
  Organisations,
  sealOrganisationName,
} from './organisations/organisations.service.js';
export { AccountEnds } from './people/account-ends.js';
export { openProfile } from './profiles/profile-seals.js';
export { HandOverPerson } from './people/hand-over-person.js';
export { PeopleActs } from './people/people-acts.js';
export { PeopleLists, type PeopleQuery } from './people/people-lists.js';
export { byManager } from './people/people.service.js';
export { OneUse } from './secrets/one-use.js';
export { isSameSecret, newSecret } from './secrets/secret.js';
export { AuthService } from './sessions/auth.service.js';
export { sessionCookie } from './sessions/session-cookie.js';
export { Session, type SignInProof } from './sessions/session.entity.js';
export { type NewSession, Sessions } from './sessions/sessions.service.js';
export { ApiToken } from './tokens/api-token.entity.js';
export { ApiTokens, type MadeToken } from './tokens/api-tokens.service.js';
