import { z } from 'zod';
import type { Tx } from '@maroquin/platform/database';
import { defineTask, enqueue, type Task } from '@maroquin/platform/jobs';

const NAME = 'file.read-text';
const payloadSchema = z.object({ orgId: z.uuid(), fileId: z.uuid() });
type FileToRead = z.infer<typeof payloadSchema>;

/** Asks, in the transaction of the act, for the text of the file's newest version to be read into the search index. */
export const readTextLater = (tx: Tx, file: FileToRead): Promise<void> =>
  enqueue(tx, NAME, file, { jobKey: `${NAME} ${file.fileId}` });

/** @param index reads the text and writes it into the index; again for the same version, it does nothing */
export const readTextTask = (index: (orgId: string, fileId: string) => Promise<void>): Task =>
  defineTask({ name: NAME, schema: payloadSchema, run: ({ orgId, fileId }) => index(orgId, fileId) });
