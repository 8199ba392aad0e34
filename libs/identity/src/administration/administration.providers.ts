import { ADMINISTRATION_DOOR } from '@maroquin/platform/http';
import { AdministrationAuthController } from './administration-auth.controller.js';
import { AdministrationCommandService } from './administration-command.service.js';
import { AdministrationOidcController } from './administration-oidc.controller.js';
import { AdministrationOrganisationsController } from './administration-organisations.controller.js';
import { AdministrationOrganisations } from './administration-organisations.service.js';
import { AdministrationPeopleController } from './administration-people.controller.js';
import { AdministrationPeople } from './administration-people.service.js';
import { AdministrationScope } from './administration-scope.js';
import { AdministrationSessions } from './administration-sessions.service.js';
import { AdministratorAbout } from './administrator-about.service.js';
import { AdministratorCeremonies } from './administrator-ceremonies.js';
import { AdministratorEnrolment } from './administrator-enrolment.service.js';
import { AdministratorIdentities } from './administrator-identities.service.js';
import { AdministratorLinks } from './administrator-links.service.js';
import { AdministratorOidc } from './administrator-oidc.service.js';
import { AdministratorPasskeys } from './administrator-passkeys.service.js';
import { AdministratorProviders } from './administrator-providers.js';
import { AdministratorSessions } from './administrator-sessions.service.js';
import { AdministratorSignIn } from './administrator-sign-in.service.js';
import { AdministratorsController } from './administrators.controller.js';
import { Administrators } from './administrators.service.js';

export const administrationControllers = [
  AdministrationAuthController,
  AdministrationOidcController,
  AdministrationOrganisationsController,
  AdministrationPeopleController,
  AdministratorsController,
];

export const administration = [
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
];
