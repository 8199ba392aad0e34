import { type DynamicModule, Module } from '@nestjs/common';
import { accessEntities, AccessModule } from '@maroquin/access';
import { AdministrationModule } from '@maroquin/administration';
import { DepartureModule } from '@maroquin/departure';
import { documentsEntities, DocumentsModule, typesetProse } from '@maroquin/documents';
import { filesEntities, FilesModule } from '@maroquin/files';
import { identityEntities, IdentityModule } from '@maroquin/identity';
import { messagingEntities, MessagingModule } from '@maroquin/messaging';
import { NotificationsModule } from '@maroquin/notifications';
import { Admission } from '@maroquin/platform/admission';
import { CLOCK, CONFIG, LOGGER, OBJECT_STORAGE } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import { Feeds } from '@maroquin/platform/feeds';
import { JsonBodies } from '@maroquin/platform/http';
import type { Instance } from '@maroquin/platform/instance';
import { Keys } from '@maroquin/platform/keys';
import { Mailer, RelayOutcomes } from '@maroquin/platform/mail';
import { provisioningEntities, ProvisioningModule } from '@maroquin/provisioning';
import { SearchModule } from '@maroquin/search';
import { signInEntities, SignInModule } from '@maroquin/sign-in';
import { SovereigntyModule } from '@maroquin/sovereignty';
import { TriedExports } from './tried-exports.js';

export const suiteEntities = [
  ...accessEntities,
  ...identityEntities,
  ...provisioningEntities,
  ...signInEntities,
  ...filesEntities,
  ...documentsEntities,
  ...messagingEntities,
];

/** What an open instance offers, for every lib to ask for. */
@Module({})
class PlatformModule {
  static of(instance: Instance): DynamicModule {
    const providers = [
      { provide: Database, useValue: instance.database },
      { provide: Admission, useValue: instance.admission },
      { provide: JsonBodies, useValue: new JsonBodies(instance.admission) },
      { provide: Keys, useValue: instance.keys },
      { provide: Feeds, useValue: instance.feeds },
      { provide: Events, useValue: instance.events },
      { provide: CLOCK, useValue: instance.clock },
      { provide: CONFIG, useValue: instance.config },
      { provide: LOGGER, useValue: instance.logger },
      { provide: OBJECT_STORAGE, useValue: instance.storage },
      { provide: Mailer, useValue: instance.mailer },
      { provide: RelayOutcomes, useValue: instance.relay },
    ];
    return {
      module: PlatformModule,
      global: true,
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }
}

/** The whole suite on an open instance: composition only. */
@Module({})
export class SuiteModule {
  static of(instance: Instance): DynamicModule {
    return {
      module: SuiteModule,
      providers: [TriedExports],
      imports: [
        PlatformModule.of(instance),
        AccessModule,
        IdentityModule,
        ProvisioningModule,
        SignInModule,
        AdministrationModule,
        SovereigntyModule.with(typesetProse),
        NotificationsModule,
        SearchModule,
        FilesModule,
        DocumentsModule,
        DepartureModule,
        MessagingModule,
      ],
    };
  }
}
