import { defineTask, type Task } from '@maroquin/platform/jobs';
import { z } from 'zod';
import type { CheckpointJob } from './checkpoint-job.js';
import { CHECKPOINT_TASK } from './checkpoint-requests.js';

const payloadSchema = z.strictObject({ orgId: z.uuid(), documentId: z.uuid() });

export const checkpointTask = (job: CheckpointJob): Task =>
  defineTask({
    name: CHECKPOINT_TASK,
    schema: payloadSchema,
    run: ({ orgId, documentId }) => job.run(orgId, documentId),
  });
