import { Global, Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { AUTHENTICATOR } from '@maroquin/platform/http';
import { AccountsCommandService } from './accounts-command.service.js';
import { Accounts } from './accounts/accounts.service.js';
import { Directory } from './directory/directory.service.js';
import { PeopleIndex } from './directory/people-index.js';
import { LinkRequests } from './links/link-requests.js';
import { SignInLinks } from './links/sign-in-links.service.js';
import { FirstRun } from './me/first-run.js';
import { MeController } from './me/me.controller.js';
import { MeService } from './me/me.service.js';
import { Organisations } from './organisations/organisations.service.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { Passwords } from './passwords/passwords.service.js';
import { Invitations } from './people/invitations.service.js';
import { PeopleController } from './people/people.controller.js';
import { People } from './people/people.service.js';
import { AuthController } from './sessions/auth.controller.js';
import { AuthService } from './sessions/auth.service.js';
import { Sessions } from './sessions/sessions.service.js';
import { ApiTokens } from './tokens/api-tokens.service.js';

/** Global, because every door asks AUTHENTICATOR who knocks. */
@Global()
@Module({
  imports: [AccessModule],
  controllers: [AuthController, MeController, PeopleController],
  providers: [
    Accounts,
    AccountsCommandService,
    ApiTokens,
    AuthService,
    Directory,
    FirstRun,
    Invitations,
    LinkRequests,
    MeService,
    Organisations,
    PasswordHasher,
    Passwords,
    People,
    PeopleIndex,
    Sessions,
    SignInLinks,
    { provide: AUTHENTICATOR, useExisting: AuthService },
  ],
  exports: [AUTHENTICATOR, Accounts, AccountsCommandService, ApiTokens, AuthService, Organisations],
})
export class IdentityModule {}
