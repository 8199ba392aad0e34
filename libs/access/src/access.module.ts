import { Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock, LOGGER } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import { Keys } from '@maroquin/platform/keys';
import type { Logger } from '@maroquin/platform/logging';
import { Admission } from '@maroquin/platform/admission';
import { PasswordHasher } from '@maroquin/platform/passwords';
import { AuditController } from './audit/audit.controller.js';
import { AuditLog } from './audit/audit-log.js';
import { ChainChecks } from './audit/chain-checks.js';
import { ExportAudit } from './audit/export-audit.js';
import { BreakGlassController } from './break-glass/break-glass.controller.js';
import { BreakGlassLists } from './break-glass/break-glass-lists.js';
import { BreakGlassViews } from './break-glass/break-glass-views.js';
import { BreakGlasses } from './break-glass/break-glass.service.js';
import { RunningBreakGlasses } from './break-glass/running-break-glasses.js';
import { DutiesController } from './duties/duties.controller.js';
import { Duties } from './duties/duties.service.js';
import { AccessService } from './engine/access.service.js';
import { RightsLocks } from './engine/rights-locks.js';
import { DocumentReaders } from './engine/document-readers.js';
import { AccessLists } from './grants/access-list.js';
import { GrantsController } from './grants/grants.controller.js';
import { Grants } from './grants/grants.service.js';
import { HandOver } from './grants/hand-over.js';
import { Participants } from './grants/participants.js';
import { PreviewRestriction } from './grants/preview-restriction.js';
import { RestoreGrant } from './grants/restore-grant.js';
import { RestrictAccess } from './grants/restrict-access.js';
import { ExternalLinks } from './links/external-links.service.js';
import { LinkLists } from './links/link-lists.js';
import { LinksController } from './links/links.controller.js';
import { LinkSecrets } from './links/link-secrets.service.js';
import { LinkSettings } from './links/link-settings.js';
import { LinkVisits } from './links/link-visits.js';
import { RestoreLink } from './links/restore-link.js';
import { WithdrawLinks } from './links/withdraw-links.js';
import { MarkingsController } from './markings/markings.controller.js';
import { MarkingRequests } from './markings/marking-requests.js';
import { Markings } from './markings/markings.service.js';
import { PersonRightsService } from './oversight/person-rights.js';
import { ResourceSummaries } from './oversight/resource-summaries.js';
import { ResourceRightsService } from './oversight/resource-rights.js';
import { RightsController } from './oversight/rights.controller.js';
import { AccessRequests } from './requests/access-requests.service.js';
import { AskAccess } from './requests/ask-access.js';
import { RequestsController } from './requests/requests.controller.js';
import { CloseReviews } from './reviews/close-reviews.js';
import { DecideReview } from './reviews/decide-review.js';
import { ReviewActs } from './reviews/review-acts.js';
import { ExportReview } from './reviews/export-review.js';
import { OpenReview } from './reviews/open-review.js';
import { ReviewViews } from './reviews/review-views.js';
import { ReviewItems } from './reviews/review-items.js';
import { Reviews } from './reviews/reviews.service.js';
import { ReviewsController } from './reviews/reviews.controller.js';
import { CustomRoles } from './roles/custom-roles.service.js';
import { RolesController } from './roles/roles.controller.js';
import { PeopleNames } from './subjects/people-names.js';
import { SubjectIndex } from './subjects/subject-index.js';
import { SubjectNames } from './subjects/subject-names.js';
import { Subjects } from './subjects/subjects.service.js';
import { TeamsController } from './subjects/teams.controller.js';
import { TeamChanges } from './subjects/team-changes.js';
import { Teams } from './subjects/teams.service.js';
import { FavouritesController } from './favourites/favourites.controller.js';
import { Favourites } from './favourites/favourites.js';
import { Folders } from './tree/folders.service.js';
import { ListResources } from './tree/list-resources.js';
import { MoveResource } from './tree/move-resource.js';
import { NameIndexes } from './tree/name-indexes.js';
import { PlacesController } from './tree/places.controller.js';
import { PreviewMove } from './tree/preview-move.js';
import { ResourceNames } from './tree/resource-names.js';
import { ResourceTree } from './tree/resource-tree.service.js';
import { ResourceViews } from './tree/resource-views.js';
import { ResourcesController } from './tree/resources.controller.js';
import { SpaceContents } from './tree/space-contents.js';
import { Spaces } from './tree/spaces.service.js';
import { TrashResources } from './tree/trash-resources.js';
import { UnsentFiles } from './tree/unsent-files.js';

const services = [
  DocumentReaders,
  AccessLists,
  AccessRequests,
  AskAccess,
  AuditLog,
  BreakGlassLists,
  BreakGlassViews,
  BreakGlasses,
  RunningBreakGlasses,
  ChainChecks,
  CloseReviews,
  CustomRoles,
  DecideReview,
  Duties,
  ExportAudit,
  ExportReview,
  ExternalLinks,
  Favourites,
  Folders,
  Grants,
  HandOver,
  LinkLists,
  LinkSecrets,
  LinkSettings,
  LinkVisits,
  ListResources,
  MarkingRequests,
  Markings,
  MoveResource,
  NameIndexes,
  OpenReview,
  {
    provide: PasswordHasher,
    inject: [{ token: Admission, optional: true }],
    useFactory: (admission: Admission | undefined) =>
      new PasswordHasher(admission && ((work) => admission.runForCaller('hashing', work))),
  },
  Participants,
  PeopleNames,
  PersonRightsService,
  PreviewMove,
  PreviewRestriction,
  ResourceSummaries,
  ResourceNames,
  ResourceRightsService,
  ResourceTree,
  ResourceViews,
  RestoreGrant,
  RestoreLink,
  RestrictAccess,
  ReviewActs,
  ReviewItems,
  ReviewViews,
  Reviews,
  SpaceContents,
  Spaces,
  SubjectIndex,
  SubjectNames,
  Subjects,
  TeamChanges,
  Teams,
  TrashResources,
  UnsentFiles,
  WithdrawLinks,
];

/** Needs the global PlatformModule: Database, Keys, Events, CLOCK, CONFIG, LOGGER. */
@Module({
  controllers: [
    FavouritesController,
    ResourcesController,
    PlacesController,
    GrantsController,
    LinksController,
    RequestsController,
    TeamsController,
    RightsController,
    ReviewsController,
    DutiesController,
    RolesController,
    AuditController,
    BreakGlassController,
    MarkingsController,
  ],
  providers: [
    ...services,
    {
      provide: AccessService,
      inject: [Database, Keys, CLOCK, Events, LOGGER],
      useFactory: (database: Database, keys: Keys, clock: Clock, events: Events, logger: Logger) =>
        new AccessService({
          database,
          keys,
          clock,
          events,
          onError: (error) => {
            logger.error({ err: error }, 'rights could not be followed');
          },
          onForged: (row) => {
            logger.error({ row }, 'a row of rights that nobody here wrote gives no right');
          },
        }),
    },
    // One for the process: who waits for a lock waits here first.
    { provide: RightsLocks, inject: [AccessService], useFactory: ({ locks }: AccessService) => locks },
  ],
  exports: [...services, AccessService, RightsLocks],
})
export class AccessModule implements OnModuleInit, OnModuleDestroy {
  constructor(private readonly access: AccessService) {}

  /** From the first request on, no change of rights is missed. */
  async onModuleInit(): Promise<void> {
    (await this.access.live.followSessions()).close();
  }

  onModuleDestroy(): void {
    this.access.close();
  }
}
