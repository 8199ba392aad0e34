import { Global, Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { ADMINISTRATION_DOOR, AUTHENTICATOR } from '@maroquin/platform/http';
import { AccountsCommandService } from './accounts-command.service.js';
import { Accounts } from './accounts/accounts.service.js';
import { AdministrationCommandService } from './administration/administration-command.service.js';
import { administration, administrationControllers } from './administration/administration.providers.js';
import { ActorNames } from './approvals/actor-names.js';
import { ApprovalViews } from './approvals/approval-views.js';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { Approvals } from './approvals/approvals.service.js';
import { MemberApprovals } from './approvals/member-approvals.service.js';
import { Directory } from './directory/directory.service.js';
import { AfterFirstProof } from './factors/after-first-proof.service.js';
import { PeopleIndex } from './directory/people-index.js';
import { KnownBrowsers } from './factors/attempts/known-browsers.js';
import { SignInAttempts } from './factors/attempts/sign-in-attempts.js';
import { CodeGenerators } from './factors/codes/code-generator.service.js';
import { RecoveryCodes } from './factors/codes/recovery-codes.js';
import { SecondProofs } from './factors/codes/second-proofs.js';
import { SecondSteps } from './factors/codes/second-steps.service.js';
import { FactorAuthController } from './factors/factor-auth.controller.js';
import { Ceremonies } from './factors/passkeys/ceremonies.js';
import { PasskeySignIn } from './factors/passkeys/passkey-sign-in.service.js';
import { Passkeys } from './factors/passkeys/passkeys.service.js';
import { SecurityController } from './factors/security.controller.js';
import { Security } from './factors/security.service.js';
import { FederatedAccounts } from './federation/federated-accounts.service.js';
import { FederatedSessions } from './federation/federated-sessions.service.js';
import { FederatedSignOut } from './federation/federated-sign-out.service.js';
import { FederationController } from './federation/federation.controller.js';
import { Flows } from './federation/flows.service.js';
import { IdentityMerges } from './federation/identity-merges.service.js';
import { MergeDecisions } from './federation/merge-decisions.js';
import { OidcSignIn } from './federation/oidc-sign-in.service.js';
import { Providers } from './federation/providers.service.js';
import { Refusals } from './federation/refusals.service.js';
import { GuestAccounts } from './guests/guest-accounts.js';
import { GuestsController } from './guests/guests.controller.js';
import { Guests } from './guests/guests.service.js';
import { InviteGuest } from './guests/invite-guest.js';
import { ldap } from './ldap/ldap.providers.js';
import { DirectorySync } from './ldap/sync/directory-sync.service.js';
import { LinkDelivery } from './links/link-delivery.service.js';
import { LinkRequests } from './links/link-requests.js';
import { LinkSignIn } from './links/link-sign-in.service.js';
import { OperatorLinks } from './links/operator-links.js';
import { SignInLinks } from './links/sign-in-links.service.js';
import { Capabilities } from './me/capabilities.js';
import { FirstRun } from './me/first-run.js';
import { MeController } from './me/me.controller.js';
import { OwnAccountController } from './me/own-account.controller.js';
import { MeService } from './me/me.service.js';
import { UpdateMe } from './me/update-me.js';
import { VisitorMe } from './me/visitor-me.js';
import { IdentityMails } from './mails/identity-mails.service.js';
import { AccountNotices } from './notices/account-notices.js';
import { OneUse } from './one-use.js';
import { Organisations } from './organisations/organisations.service.js';
import { PasswordCheck } from './passwords/password-check.js';
import { PasswordJudge } from './passwords/password-judge.service.js';
import { PasswordSignIn } from './passwords/password-sign-in.service.js';
import { Passwords } from './passwords/passwords.service.js';
import { AccountEnds } from './people/account-ends.js';
import { HandOverPerson } from './people/hand-over-person.js';
import { Invitations } from './people/invitations.service.js';
import { PeopleController } from './people/people.controller.js';
import { PeopleActs } from './people/people-acts.js';
import { People } from './people/people.service.js';
import { provisioning } from './provisioning/provisioning.providers.js';
import { ScimMount } from './provisioning/scim.mount.js';
import { AuthController } from './sessions/auth.controller.js';
import { AuthService } from './sessions/auth.service.js';
import { BrowserSession } from './sessions/browser-session.js';
import { Doorkeeper } from './sessions/doorkeeper.js';
import { Sessions } from './sessions/sessions.service.js';
import { ApiTokens } from './tokens/api-tokens.service.js';

/** Global, because every door asks AUTHENTICATOR who knocks. */
@Global()
@Module({
  imports: [AccessModule],
  controllers: [
    ...administrationControllers,
    ApprovalsController,
    AuthController,
    FederationController,
    FactorAuthController,
    GuestsController,
    MeController,
    OwnAccountController,
    PeopleController,
    SecurityController,
  ],
  providers: [
    AccountEnds,
    AccountNotices,
    Accounts,
    ActorNames,
    AccountsCommandService,
    ApiTokens,
    Approvals,
    ApprovalViews,
    AuthService,
    BrowserSession,
    Capabilities,
    Ceremonies,
    CodeGenerators,
    Directory,
    FederatedAccounts,
    FederatedSessions,
    FederatedSignOut,
    Flows,
    IdentityMerges,
    OidcSignIn,
    Providers,
    Refusals,
    Doorkeeper,
    FirstRun,
    GuestAccounts,
    Guests,
    HandOverPerson,
    IdentityMails,
    Invitations,
    InviteGuest,
    KnownBrowsers,
    LinkDelivery,
    LinkRequests,
    LinkSignIn,
    MemberApprovals,
    MeService,
    MergeDecisions,
    Organisations,
    PasskeySignIn,
    Passkeys,
    AfterFirstProof,
    PasswordCheck,
    PasswordJudge,
    PasswordSignIn,
    Passwords,
    People,
    PeopleActs,
    PeopleIndex,
    RecoveryCodes,
    SecondProofs,
    SecondSteps,
    Security,
    Sessions,
    SignInAttempts,
    SignInLinks,
    OneUse,
    OperatorLinks,
    UpdateMe,
    VisitorMe,
    ...administration,
    ...provisioning,
    ...ldap,
    { provide: AUTHENTICATOR, useExisting: Doorkeeper },
  ],
  exports: [
    ADMINISTRATION_DOOR,
    AUTHENTICATOR,
    ScimMount,
    Accounts,
    AccountsCommandService,
    AdministrationCommandService,
    ApiTokens,
    AuthService,
    DirectorySync,
    Guests,
    IdentityMails,
    Organisations,
  ],
})
export class IdentityModule {}
