import { Global, Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { IdentityModule } from '@maroquin/identity';
import { CONFIG, type Config } from '@maroquin/platform/config';
import { ADMINISTRATOR_AUTHENTICATOR } from '@maroquin/platform/http';
import {
  Ceremonies,
  CEREMONY_PLACE,
  type CeremonyPlace,
  PASSKEY_OWNERS,
  type PasskeyOwners,
  PasskeySignIn,
  SignInModule,
} from '@maroquin/sign-in';
import { administrationCookies } from './administrators/administration-cookies.js';
import { AdministrationAuthController } from './administrators/administration-auth.controller.js';
import { AdministrationCommandService } from './administrators/administration-command.service.js';
import { AdministrationOidcController } from './administrators/administration-oidc.controller.js';
import { AdministratorAbout } from './administrators/administrator-about.service.js';
import { AdministratorEnrolment } from './administrators/administrator-enrolment.service.js';
import { AdministratorIdentities } from './administrators/administrator-identities.service.js';
import { AdministratorLinks } from './administrators/administrator-links.service.js';
import { AdministratorOidc } from './administrators/administrator-oidc.service.js';
import { AdministratorProviders } from './administrators/administrator-providers.js';
import { AdministratorSessions } from './administrators/administrator-sessions.service.js';
import { AdministratorSignIn } from './administrators/administrator-sign-in.service.js';
import { AdministratorsController } from './administrators/administrators.controller.js';
import { Administrators } from './administrators/administrators.service.js';
import { AdministrationOrganisationsController } from './console/administration-organisations.controller.js';
import { AdministrationOrganisations } from './console/administration-organisations.service.js';
import { AdministrationPeopleController } from './console/administration-people.controller.js';
import { AdministrationLists } from './console/administration-lists.service.js';
import { AdministrationPeople } from './console/administration-people.service.js';
import { AdministrationScope } from './console/administration-scope.js';
import { AdministrationSettingsController } from './console/administration-settings.controller.js';
import { AdministrationSettings } from './console/administration-settings.service.js';
import { AdministrationSessionLists } from './console/administration-session-lists.js';
import { AdministrationSessions } from './console/administration-sessions.service.js';

const place = {
  provide: CEREMONY_PLACE,
  inject: [CONFIG],
  useFactory: ({ adminUrl }: Pick<Config, 'adminUrl'>): CeremonyPlace => ({
    address: adminUrl,
    cookie: administrationCookies.ceremony,
    prefix: 'administration ',
  }),
};
const owners = {
  provide: PASSKEY_OWNERS,
  inject: [AdministratorSessions],
  useFactory: (sessions: AdministratorSessions): PasskeyOwners<string> => ({
    table: 'administrator_passkey',
    owner: 'administrator',
    prefix: 'administration ',
    start: (tx, { personId: administratorId, orgId }, amr) =>
      sessions.start(tx, { administratorId, orgId }, 'passkey', { amr }),
  }),
};

/** Global, because the guard of every route asks ADMINISTRATOR_AUTHENTICATOR which administrator calls. */
@Global()
@Module({
  imports: [AccessModule, IdentityModule, SignInModule],
  controllers: [
    AdministrationAuthController,
    AdministrationOidcController,
    AdministrationOrganisationsController,
    AdministrationPeopleController,
    AdministrationSettingsController,
    AdministratorsController,
  ],
  providers: [
    AdministrationCommandService,
    AdministrationOrganisations,
    AdministrationLists,
    AdministrationPeople,
    AdministrationScope,
    AdministrationSessionLists,
    AdministrationSessions,
    AdministrationSettings,
    AdministratorAbout,
    AdministratorEnrolment,
    AdministratorIdentities,
    AdministratorLinks,
    AdministratorOidc,
    AdministratorProviders,
    AdministratorSessions,
    AdministratorSignIn,
    Administrators,
    Ceremonies,
    PasskeySignIn,
    place,
    owners,
    { provide: ADMINISTRATOR_AUTHENTICATOR, useExisting: AdministratorSessions },
  ],
  exports: [ADMINISTRATOR_AUTHENTICATOR],
})
export class AdministrationModule {}
