import type { Provider } from '@nestjs/common';
import { AccessService, ResourceTree } from '@maroquin/access';
import { Rooms } from '@maroquin/coediting';
import { recordAct } from '@maroquin/platform/audit';
import { type Config, CONFIG, LOGGER, systemClock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import { Feeds } from '@maroquin/platform/feeds';
import { AUTHENTICATOR, type Authenticator } from '@maroquin/platform/http';
import type { Logger } from '@maroquin/platform/logging';
import { CheckpointRequests } from '../checkpoints/checkpoint-requests.js';
import { DocumentCheckpoints } from '../checkpoints/document-checkpoints.js';
import { UPDATES } from '../journal/journal-row.js';
import { VersionMarks } from '../history/version-marks.js';
import { SuggestionChecks } from '../suggestions/suggestion-checks.js';
import { CollabGateway } from './collab.gateway.js';
import { DocumentOpenings } from './document-openings.js';
import { EditMarks } from './edit-marks.js';
import { FallbackGateway } from './fallback.gateway.js';
import { FeedJournal } from './feed-journal.js';
import { LiveAccess } from './live-access.js';
import { nodeClock } from './node-clock.js';
import { OpenDocument } from './open-document.js';
import { RefusalAudit } from './refusal-audit.js';

const liveAccess: Provider = {
  provide: LiveAccess,
  inject: [AccessService],
  useFactory: (access: AccessService) => new LiveAccess(access.live),
};

const editMarks: Provider = {
  provide: EditMarks,
  inject: [Database, ResourceTree, LOGGER],
  useFactory: (database: Database, tree: ResourceTree, logger: Logger) =>
    new EditMarks(
      (orgId, worked) => database.inOrgs({ orgs: [orgId] }, (tx) => tree.touchFree(tx, worked)),
      (err) => logger.warn({ err }, 'the last edits of documents could not be noted'),
    ),
};

const refusalAudit: Provider = {
  provide: RefusalAudit,
  inject: [Database, LOGGER],
  useFactory: (database: Database, logger: Logger) =>
    new RefusalAudit(
      ({ orgId, documentId, personId, code, detail }, times) =>
        database.inOrgs({ orgs: [orgId] }, (tx) =>
          recordAct(tx, {
            orgId,
            actorId: personId,
            action: 'document.change-refused',
            targetId: documentId,
            details: { code, rule: detail, times },
            at: systemClock.now(),
          }),
        ),
      nodeClock,
      (err) => logger.warn({ err }, 'a refused change could not be audited'),
    ),
};

const rooms: Provider = {
  provide: Rooms,
  inject: [
    Feeds,
    LiveAccess,
    EditMarks,
    VersionMarks,
    RefusalAudit,
    DocumentOpenings,
    CheckpointRequests,
    SuggestionChecks,
    LOGGER,
  ],
  useFactory: (
    feeds: Feeds,
    access: LiveAccess,
    marks: EditMarks,
    versions: VersionMarks,
    refusals: RefusalAudit,
    openings: DocumentOpenings,
    requests: CheckpointRequests,
    suggestions: SuggestionChecks,
    logger: Logger,
  ) =>
    new Rooms({
      journal: new FeedJournal(feeds, UPDATES, openings),
      checkpoints: new DocumentCheckpoints(openings, requests),
      access,
      suggestions,
      clock: nodeClock,
      observer: {
        refused: (refusal) => {
          logger.info(refusal, 'a change to a document was refused');
          refusals.refused(refusal);
        },
        committed: ({ document, seq, bytes, personIds }) => {
          requests.committed(document, seq, bytes);
          const [personId] = personIds;
          if (personId !== undefined) marks.edited(document, personId);
        },
        largeDelete: ({ document, seq, personId }) => {
          const event = { documentId: document.id, personId };
          logger.info(event, 'most of a document was deleted at once');
          versions.largeDelete(document, seq, personId).catch((err: unknown) => {
            logger.warn({ ...event, err }, 'the version before a large deletion was not marked');
          });
        },
        roomClosed: ({ document }) => requests.closed(document),
        roomDropped: ({ document, reason, error }) => {
          logger.warn(
            { documentId: document.id, reason, err: error },
            'an open document was closed for everybody',
          );
          // Should its journal be damaged, that is where it is found and repaired.
          requests.now(document);
        },
      },
    }),
};

const gateway: Provider = {
  provide: CollabGateway,
  inject: [AUTHENTICATOR, OpenDocument, Rooms, LiveAccess, CONFIG, EditMarks, RefusalAudit, Events, LOGGER],
  useFactory: (
    authenticator: Authenticator,
    opener: OpenDocument,
    openRooms: Rooms,
    access: LiveAccess,
    config: Config,
    marks: EditMarks,
    refusals: RefusalAudit,
    events: Events,
    logger: Logger,
  ) => {
    const made = new CollabGateway({
      authenticate: (credentials) => authenticator.authenticate(credentials),
      open: (actor, documentId) => opener.open(actor, documentId),
      access,
      rooms: openRooms,
      publicOrigin: config.publicUrl,
      onError: (err) => logger.warn({ err }, 'a socket could not enter a document'),
      onClosed: async () => {
        await marks.close();
        await refusals.close();
      },
    });
    events.on('session.ended', ({ sessionIds }) => made.sessionsEnded(new Set(sessionIds)));
    return made;
  },
};

/** Live co-editing: `CollabGateway` takes the upgrades of `/collab/…`, `FallbackGateway` who cannot upgrade. */
export const collabProviders: Provider[] = [
  OpenDocument,
  DocumentOpenings,
  liveAccess,
  editMarks,
  refusalAudit,
  SuggestionChecks,
  rooms,
  gateway,
  FallbackGateway,
];
