import { Global, Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { IdentityModule } from '@maroquin/identity';
import { ADMINISTRATION_DOOR } from '@maroquin/platform/http';
import { SignInModule } from '@maroquin/sign-in';
import { AdministrationAuthController } from './administrators/administration-auth.controller.js';
import { AdministrationCommandService } from './administrators/administration-command.service.js';
import { AdministrationOidcController } from './administrators/administration-oidc.controller.js';
import { AdministratorAbout } from './administrators/administrator-about.service.js';
import { AdministratorCeremonies } from './administrators/administrator-ceremonies.js';
import { AdministratorEnrolment } from './administrators/administrator-enrolment.service.js';
import { AdministratorIdentities } from './administrators/administrator-identities.service.js';
import { AdministratorLinks } from './administrators/administrator-links.service.js';
import { AdministratorOidc } from './administrators/administrator-oidc.service.js';
import { AdministratorPasskeys } from './administrators/administrator-passkeys.service.js';
import { AdministratorProviders } from './administrators/administrator-providers.js';
import { AdministratorSessions } from './administrators/administrator-sessions.service.js';
import { AdministratorSignIn } from './administrators/administrator-sign-in.service.js';
import { AdministratorsController } from './administrators/administrators.controller.js';
import { Administrators } from './administrators/administrators.service.js';
import { AdministrationOrganisationsController } from './console/administration-organisations.controller.js';
import { AdministrationOrganisations } from './console/administration-organisations.service.js';
import { AdministrationPeopleController } from './console/administration-people.controller.js';
import { AdministrationPeople } from './console/administration-people.service.js';
import { AdministrationScope } from './console/administration-scope.js';
import { AdministrationSessions } from './console/administration-sessions.service.js';

/** Global, because the guard of every route asks ADMINISTRATION_DOOR which administrator calls. */
@Global()
@Module({
  imports: [AccessModule, IdentityModule, SignInModule],
  controllers: [
    AdministrationAuthController,
    AdministrationOidcController,
    AdministrationOrganisationsController,
    AdministrationPeopleController,
    AdministratorsController,
  ],
  providers: [
    AdministrationCommandService,
    AdministrationOrganisations,
    AdministrationPeople,
    AdministrationScope,
    AdministrationSessions,
    AdministratorAbout,
    AdministratorCeremonies,
    AdministratorEnrolment,
    AdministratorIdentities,
    AdministratorLinks,
    AdministratorOidc,
    AdministratorPasskeys,
    AdministratorProviders,
    AdministratorSessions,
    AdministratorSignIn,
    Administrators,
    { provide: ADMINISTRATION_DOOR, useExisting: AdministratorSessions },
  ],
  exports: [ADMINISTRATION_DOOR],
})
export class AdministrationModule {}
