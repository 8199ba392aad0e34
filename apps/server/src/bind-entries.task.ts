import { z } from 'zod';
import { BindEntries } from '@maroquin/platform/feeds';
import type { Instance } from '@maroquin/platform/instance';
import { defineTask, enqueue, type Task } from '@maroquin/platform/jobs';

const NAME = 'feeds.bind';
const payloadSchema = z.object({ orgId: z.uuid(), after: z.guid() });

/** Asked for by a migration, for entries from before they were bound to what stands beside them (ADR 18). */
export function bindEntriesTask({ database, keys, logger }: Instance): Task {
  const entries = new BindEntries(database, keys);
  return defineTask({
    name: NAME,
    schema: payloadSchema,
    run: async ({ orgId, after }) => {
      const done = await entries.run(orgId, after);
      if (done === null) return;
      if (done.damaged > 0) logger.warn({ orgId, damaged: done.damaged }, 'entries of feeds do not open');
      await database.inOrgs({ orgs: [orgId] }, (tx) =>
        enqueue(tx, NAME, { orgId, after: done.after }, { jobKey: `${NAME} ${orgId}` }),
      );
    },
  });
}
