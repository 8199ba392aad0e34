import type { INestApplicationContext } from '@nestjs/common';
import { BreakGlasses, ChainChecks, CloseReviews, TrashResources } from '@maroquin/access';
import {
  CheckpointQueue,
  CircuitActs,
  CollectPictures,
  CommentRepair,
  IndexFiles,
  remindCircuitsTask,
} from '@maroquin/documents';
import {
  BlobsService,
  CollectDrafts,
  discardBlobTask,
  ExpireVersions,
  FileTexts,
  OfficeEditing,
  PurgeBin,
  readTextTask,
  ScanBlobs,
  scanBlobsTask,
  SweepBlobs,
  UploadsService,
} from '@maroquin/files';
import { ExecuteEnding } from '@maroquin/departure';
import {
  ExecuteDestruction,
  Guests,
  IdentityMails,
  identityMailTask,
  RemindEnding,
} from '@maroquin/identity';
import {
  trashFilesTask,
  TrashUnsentFiles,
  repairCommentsTask,
  SendScheduled,
  sendScheduledTask,
} from '@maroquin/messaging';
import {
  ExpireNotifications,
  MailState,
  NotificationMails,
  NotificationPushes,
} from '@maroquin/notifications';
import { type AnchorOutcomes, AuditSealer, ChainMemory } from '@maroquin/platform/audit';
import type { Instance } from '@maroquin/platform/instance';
import { JobRunner, type Schedule, type Task } from '@maroquin/platform/jobs';
import { DirectorySync } from '@maroquin/provisioning';
import { SearchIndexer, Vocabulary } from '@maroquin/search';
import { auditSchedules } from './audit-jobs.js';
import { bindEntriesTask } from './bind-entries.task.js';
import { forEachOrganisation } from './for-each-organisation.js';

const tasksOf = (suite: INestApplicationContext, instance: Instance): Task[] => [
  discardBlobTask(suite.get(BlobsService)),
  bindEntriesTask(instance),
  identityMailTask(suite.get(IdentityMails)),
  trashFilesTask(suite.get(TrashResources)),
  repairCommentsTask(suite.get(CommentRepair)),
  remindCircuitsTask(suite.get(CircuitActs)),
  sendScheduledTask(suite.get(SendScheduled)),
];

/** Cron in UTC. */
const schedulesOf = (suite: INestApplicationContext, instance: Instance): Schedule[] => [
  ...oftenOf(suite, instance),
  ...seldomOf(suite, instance),
];

function oftenOf(suite: INestApplicationContext, { logger }: Instance): Schedule[] {
  const forEach = (work: (orgId: string) => Promise<unknown>) => forEachOrganisation(logger, work);
  return [
    {
      name: 'blob-drafts.collect',
      cron: '*/10 * * * *',
      run: forEach((orgId) => suite.get(CollectDrafts).run(orgId)),
    },
    {
      name: 'file-texts.unread',
      cron: '*/10 * * * *',
      run: forEach((orgId) => suite.get(FileTexts).askForUnread(orgId)),
    },
    {
      name: 'guests.end',
      cron: '* * * * *',
      run: forEach((orgId) => suite.get(Guests).endDue(orgId)),
    },
    {
      name: 'keys.destroy-due',
      cron: '* * * * *',
      run: forEach((orgId) => suite.get(ExecuteDestruction).run(orgId)),
    },
    {
      name: 'organisation.end-due',
      cron: '* * * * *',
      run: forEach(async (orgId) => {
        await suite.get(RemindEnding).run(orgId);
        await suite.get(ExecuteEnding).run(orgId);
      }),
    },
    {
      name: 'break-glass.end',
      cron: '* * * * *',
      run: forEach((orgId) => suite.get(BreakGlasses).endDue(orgId)),
    },
    {
      name: 'directory.sync',
      cron: '*/5 * * * *',
      run: (orgIds) => suite.get(DirectorySync).run(orgIds),
    },
    {
      name: 'notifications.mail',
      cron: '* * * * *',
      run: forEach((orgId) => suite.get(NotificationMails).sendDue(orgId)),
    },
    {
      name: 'mail.ask-again',
      cron: '*/10 * * * *',
      run: () => suite.get(MailState).askAgain(),
    },
    {
      name: 'notifications.push',
      cron: '* * * * *',
      run: forEach((orgId) => suite.get(NotificationPushes).sendDue(orgId)),
    },
    {
      name: 'reviews.close',
      cron: '* * * * *',
      run: forEach((orgId) => suite.get(CloseReviews).closeDue(orgId)),
    },
  ];
}

function seldomOf(suite: INestApplicationContext, { database, clock, logger }: Instance): Schedule[] {
  const forEach = (work: (orgId: string) => Promise<unknown>) => forEachOrganisation(logger, work);
  return [
    {
      name: 'uploads.expire',
      cron: '17 3 * * *',
      run: forEach(async (orgId) => {
        await suite.get(UploadsService).expire(orgId);
        await suite.get(OfficeEditing).expire(orgId);
      }),
    },
    {
      name: 'message-files.put-away',
      cron: '27 3 * * *',
      run: forEach((orgId) => suite.get(TrashUnsentFiles).run(orgId)),
    },
    {
      name: 'file-versions.expire',
      cron: '27 3 * * *',
      run: forEach((orgId) => suite.get(ExpireVersions).run(orgId)),
    },
    {
      name: 'document-pictures.collect',
      cron: '47 2 * * *',
      run: forEach((orgId) => suite.get(CollectPictures).run(orgId)),
    },
    {
      name: 'bin.purge',
      cron: '37 2 * * *',
      run: forEach((orgId) => suite.get(PurgeBin).run(orgId)),
    },
    {
      name: 'notifications.expire',
      cron: '27 3 * * *',
      run: forEach((orgId) => suite.get(ExpireNotifications).run(orgId)),
    },
    {
      name: 'search-words.forget',
      cron: '57 3 * * *',
      run: forEach((orgId) => suite.get(Vocabulary).forget(orgId)),
    },
    {
      name: 'blobs.sweep',
      cron: '7 4 * * 0',
      run: async (orgIds) => {
        await suite.get(SweepBlobs).run(orgIds);
      },
    },
    {
      name: 'idempotency.expire',
      cron: '47 3 * * *',
      run: async (orgIds) => {
        if (orgIds.length === 0) return;
        await database.inOrgs({ orgs: orgIds }, (tx) =>
          tx.query('delete from idempotency where expires_at <= $1', [clock.now()]),
        );
      },
    },
  ];
}

/** What works by itself on a node. */
export interface RunningJobs {
  /** Lets what runs come to its end. */
  stop(): Promise<void>;
}

/** Texts of files, one at a time and apart from the rest: a thousand files sent at once hold up no mail. */
async function startReading(suite: INestApplicationContext, instance: Instance): Promise<JobRunner> {
  const { connections, database, logger } = instance;
  const runner = new JobRunner(connections.app, database, logger, 1);
  const files = suite.get(IndexFiles);
  await runner.start([readTextTask((orgId, fileId) => files.index(orgId, fileId))], []);
  const orgs = await database.call<{ id: string }>('select all_organisations() as id');
  // A job that a node was killed in stays locked for hours: it is asked for again.
  for (const { id } of orgs) await suite.get(FileTexts).askForUnread(id);
  return runner;
}

/** Content for the antivirus, two at a time and apart from the rest. null: none is configured. */
async function startScanning(
  suite: INestApplicationContext,
  { connections, database, logger }: Instance,
): Promise<JobRunner | null> {
  const scans = suite.get(ScanBlobs);
  if (!scans.isOn) return null;
  const runner = new JobRunner(connections.app, database, logger, 2);
  // What a node was killed in, and what waited while the antivirus was away.
  const due = forEachOrganisation(logger, (orgId) => scans.due(orgId));
  await runner.start([scanBlobsTask(scans)], [{ name: 'blobs.scan-due', cron: '*/10 * * * *', run: due }]);
  const orgs = await database.call<{ id: string }>('select all_organisations() as id');
  for (const { id } of orgs) await scans.askForDue(id);
  return runner;
}

/** @throws {DomainError} server.unavailable */
export async function startJobs(
  suite: INestApplicationContext,
  instance: Instance,
  outcomes: AnchorOutcomes,
): Promise<RunningJobs> {
  const runner = new JobRunner(instance.connections.app, instance.database, instance.logger);
  await runner.start(tasksOf(suite, instance), [
    ...schedulesOf(suite, instance),
    ...auditSchedules(instance, suite.get(ChainChecks), outcomes),
  ]);
  const reader = await startReading(suite, instance);
  const scanner = await startScanning(suite, instance);
  const checkpoints = suite.get(CheckpointQueue);
  checkpoints.start();
  const indexer = suite.get(SearchIndexer);
  indexer.start();
  const sealer = new AuditSealer(instance.database, instance.logger, new ChainMemory(instance.config));
  sealer.start();
  return {
    stop: async () => {
      await Promise.all([checkpoints.stop(), indexer.stop(), runner.stop(), reader.stop(), scanner?.stop()]);
      await sealer.stop();
    },
  };
}
