import { ADMINISTRATION_DOOR } from '@maroquin/platform/http';
import { AdministrationAuthController } from './administration-auth.controller.js';
import { AdministrationCommandService } from './administration-command.service.js';
import { AdministrationScope } from './administration-scope.js';
import { AdministratorAbout } from './administrator-about.service.js';
import { AdministratorCeremonies } from './administrator-ceremonies.js';
import { AdministratorEnrolment } from './administrator-enrolment.service.js';
import { AdministratorPasskeys } from './administrator-passkeys.service.js';
import { AdministratorSessions } from './administrator-sessions.service.js';
import { AdministratorSignIn } from './administrator-sign-in.service.js';
import { AdministratorsController } from './administrators.controller.js';
import { Administrators } from './administrators.service.js';

export const administrationControllers = [AdministrationAuthController, AdministratorsController];

export const administration = [
  AdministrationCommandService,
  AdministrationScope,
  AdministratorAbout,
  AdministratorCeremonies,
  AdministratorEnrolment,
  AdministratorPasskeys,
  AdministratorSessions,
  AdministratorSignIn,
  Administrators,
  { provide: ADMINISTRATION_DOOR, useExisting: AdministratorSessions },
];
