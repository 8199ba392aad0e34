import { Global, Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { AUTHENTICATOR } from '@maroquin/platform/http';
import { AccountsCommandService } from './accounts-command.service.js';
import { Accounts } from './accounts/accounts.service.js';
import { ActorNames } from './approvals/actor-names.js';
import { AgreedSettings } from './approvals/agreed-settings.js';
import { ApprovalViews } from './approvals/approval-views.js';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { Approvals } from './approvals/approvals.service.js';
import { MemberApprovals } from './approvals/member-approvals.service.js';
import { PeopleSearch } from './directory/people-search.service.js';
import { BeginEnding } from './ending/begin-ending.js';
import { EndingController } from './ending/ending.controller.js';
import { EndingFacts } from './ending/ending-facts.js';
import { EndingPeople } from './ending/ending-people.js';
import { EndingViews } from './ending/ending-views.js';
import { RemindEnding } from './ending/remind-ending.js';
import { OrganisationEndings } from './ending/organisation-endings.service.js';
import { GuestAccounts } from './guests/guest-accounts.js';
import { GuestsController } from './guests/guests.controller.js';
import { GuestLists } from './guests/guest-lists.js';
import { Guests } from './guests/guests.service.js';
import { InviteGuest } from './guests/invite-guest.js';
import { ExecuteDestruction } from './keyring/execute-destruction.js';
import { KeyDestruction } from './keyring/key-destruction.service.js';
import { Custodians } from './keyring/custodians.js';
import { CustodyLinks } from './keyring/custody-links.js';
import { KeyCustodyController } from './keyring/key-custody.controller.js';
import { KeyCustody } from './keyring/key-custody.service.js';
import { KeyCustodyViews } from './keyring/key-custody-views.js';
import { LinkDelivery } from './links/link-delivery.service.js';
import { OperatorLinks } from './links/operator-links.js';
import { SignInLinks } from './links/sign-in-links.service.js';
import { AccountNotices } from './mails/account-notices.js';
import { IdentityMails } from './mails/identity-mails.service.js';
import { Capabilities } from './me/capabilities.js';
import { MeController } from './me/me.controller.js';
import { MeService } from './me/me.service.js';
import { UpdateMe } from './me/update-me.js';
import { VisitorMe } from './me/visitor-me.js';
import { OrganisationController } from './organisations/organisation.controller.js';
import { OrganisationSettings } from './organisations/organisation-settings.js';
import { OrganisationKeyring } from './keyring/organisation-keyring.service.js';
import { Organisations } from './organisations/organisations.service.js';
import { AccountEnds } from './people/account-ends.js';
import { HandOverPerson } from './people/hand-over-person.js';
import { Invitations } from './people/invitations.service.js';
import { PeopleActs } from './people/people-acts.js';
import { PeopleLists } from './people/people-lists.js';
import { PeopleController } from './people/people.controller.js';
import { People } from './people/people.service.js';
import { Photos } from './profiles/photos.service.js';
import { ProfilesController } from './profiles/profiles.controller.js';
import { Profiles } from './profiles/profiles.service.js';
import { OneUse } from './secrets/one-use.js';
import { AuthService } from './sessions/auth.service.js';
import { RequestAuthenticator } from './sessions/request-authenticator.js';
import { Sessions } from './sessions/sessions.service.js';
import { ApiTokens } from './tokens/api-tokens.service.js';

/** Global, because every route asks AUTHENTICATOR who calls. */
@Global()
@Module({
  imports: [AccessModule],
  controllers: [
    ApprovalsController,
    EndingController,
    GuestsController,
    KeyCustodyController,
    MeController,
    OrganisationController,
    PeopleController,
    ProfilesController,
  ],
  providers: [
    AccountEnds,
    AccountNotices,
    Accounts,
    AccountsCommandService,
    ActorNames,
    ApiTokens,
    AgreedSettings,
    Approvals,
    ApprovalViews,
    AuthService,
    BeginEnding,
    RemindEnding,
    Capabilities,
    Custodians,
    CustodyLinks,
    EndingFacts,
    EndingPeople,
    EndingViews,
    PeopleSearch,
    RequestAuthenticator,
    GuestAccounts,
    GuestLists,
    Guests,
    HandOverPerson,
    IdentityMails,
    Invitations,
    InviteGuest,
    ExecuteDestruction,
    KeyCustody,
    KeyDestruction,
    KeyCustodyViews,
    LinkDelivery,
    MemberApprovals,
    MeService,
    OneUse,
    OperatorLinks,
    OrganisationKeyring,
    OrganisationEndings,
    Organisations,
    OrganisationSettings,
    People,
    PeopleActs,
    PeopleLists,
    Photos,
    Profiles,
    Sessions,
    SignInLinks,
    UpdateMe,
    VisitorMe,
    { provide: AUTHENTICATOR, useExisting: RequestAuthenticator },
  ],
  exports: [
    AUTHENTICATOR,
    AccountEnds,
    AccountNotices,
    Accounts,
    AccountsCommandService,
    ApiTokens,
    AgreedSettings,
    Approvals,
    ApprovalViews,
    AuthService,
    BeginEnding,
    RemindEnding,
    HandOverPerson,
    LinkDelivery,
    MeService,
    OneUse,
    Organisations,
    PeopleActs,
    PeopleLists,
    Sessions,
    SignInLinks,
  ],
})
export class IdentityModule {}
