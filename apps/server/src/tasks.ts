import type { INestApplicationContext } from '@nestjs/common';
import { z } from 'zod';
import { UploadsService } from '@maroquin/files';
import type { Instance } from '@maroquin/platform/instance';
import { JobRunner, type Task } from '@maroquin/platform/jobs';

const ofOrganisation = z.object({ orgId: z.uuid() });

/** Background work of this version. Cron in UTC. */
function tasksOf(suite: INestApplicationContext, { database, clock }: Instance): Task[] {
  return [
    {
      name: 'uploads.expire',
      schema: ofOrganisation,
      cron: '17 3 * * *',
      run: async ({ orgId }) => {
        await suite.get(UploadsService).expire(orgId);
      },
    },
    {
      name: 'idempotency.expire',
      schema: ofOrganisation,
      cron: '47 3 * * *',
      run: async ({ orgId }) => {
        await database.inOrgs({ orgs: [orgId] }, (tx) =>
          tx.query('delete from idempotency where expires_at <= $1', [clock.now()]),
        );
      },
    },
  ];
}

/** @throws {DomainError} server.unavailable */
export async function startJobs(suite: INestApplicationContext, instance: Instance): Promise<JobRunner> {
  const runner = new JobRunner(instance.connections.owner, instance.database, instance.logger);
  await runner.start(tasksOf(suite, instance));
  return runner;
}
