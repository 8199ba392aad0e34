import type { Provider } from '@nestjs/common';
import { type Clock, CLOCK, LOGGER } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import type { Logger } from '@maroquin/platform/logging';
import { CheckpointJob } from './checkpoint-job.js';
import { CheckpointQueue } from './checkpoint-queue.js';
import { CheckpointMaker } from '../checkpoints/checkpoint-maker.js';
import { CheckpointRequests } from '../checkpoints/checkpoint-requests.js';
import { CheckpointStore } from '../checkpoints/checkpoint-store.js';
import { DocumentContents } from '../checkpoints/document-contents.js';
import { DocumentRepair } from './document-repair.js';
import { Quarantine } from '../checkpoints/quarantine.js';
import { StoredDocuments } from '../checkpoints/stored-documents.js';

const requests: Provider = {
  provide: CheckpointRequests,
  inject: [Database, CLOCK, LOGGER],
  useFactory: (database: Database, clock: Clock, logger: Logger) =>
    new CheckpointRequests(database, clock, (err) =>
      logger.warn({ err }, 'a checkpoint of a document could not be asked for'),
    ),
};

const queue: Provider = {
  provide: CheckpointQueue,
  inject: [Database, CheckpointJob, CLOCK, LOGGER],
  useFactory: (database: Database, job: CheckpointJob, clock: Clock, logger: Logger) =>
    new CheckpointQueue(database, job, clock, logger),
};

/** Keeps documents quick to open and whole: checkpoints, and the repair of what cannot be verified. */
export const maintenanceProviders: Provider[] = [
  CheckpointStore,
  StoredDocuments,
  CheckpointMaker,
  requests,
  Quarantine,
  DocumentRepair,
  DocumentContents,
  CheckpointJob,
  queue,
];
