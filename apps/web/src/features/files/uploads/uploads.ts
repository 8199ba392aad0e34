import { FILE_MAX_BYTES } from '@maroquin/contracts';
import { makeFolder, queryClient, queryKeys, serviceState } from '../../../api/index.js';
import type { ChosenFiles } from './dropped-files.js';
import { tusTransfer } from './tus-transfer.js';
import { placeFiles } from './upload-folders.js';
import { UploadQueue } from './upload-queue.js';

export type Uploads = UploadQueue<File>;

interface Queues {
  readonly personId: string;
  readonly drive: Uploads;
  readonly messages: Uploads;
}
let current: Queues | null = null;

const queueOf = (personId: string): Uploads =>
  new UploadQueue<File>({
    transfer: (file, target, events) => tusTransfer(file, personId, target, events),
    newId: () => crypto.randomUUID(),
    now: () => performance.now(),
    later: (ms, work) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    maxBytes: FILE_MAX_BYTES,
  });

const queuesOf = (personId: string): Queues => {
  if (current?.personId === personId) return current;
  current = { personId, drive: queueOf(personId), messages: queueOf(personId) };
  current.drive.onDone(({ target, fileId }) => {
    const stale = [
      queryKeys.storage,
      queryKeys.children(target.parentId),
      ...(fileId === undefined ? [] : [queryKeys.place(fileId), queryKeys.fileVersions(fileId)]),
    ];
    for (const queryKey of stale) void queryClient.invalidateQueries({ queryKey });
  });
  return current;
};

/** The uploads of the person who is signed in. They go on while other pages are open. */
export const uploadsOf = (personId: string): Uploads => queuesOf(personId).drive;

/**
 * Sends files with the folders that they stood in: these are made first, and what is there already is used. Answers
 * how many files are on their way. @throws {ApiError} for a folder that may not be made
 */
export async function uploadPlaced(
  personId: string,
  parentId: string,
  chosen: Promise<ChosenFiles>,
): Promise<number> {
  const placed = await placeFiles(parentId, await chosen, makeFolder);
  void queryClient.invalidateQueries({ queryKey: queryKeys.children(parentId) });
  if (placed.length > 0) uploadsOf(personId).addPlaced(placed);
  return placed.length;
}

/** Those that go with messages: shown where the message is written, and not in the tray. */
export const messageUploadsOf = (personId: string): Uploads => queuesOf(personId).messages;

const all = (): readonly Uploads[] => (current === null ? [] : [current.drive, current.messages]);
const retryNow = (): void => {
  for (const queue of all()) queue.retryNow();
};
serviceState.onBack(retryNow);
addEventListener('online', retryNow);
addEventListener('beforeunload', (event) => {
  if (all().some((queue) => queue.busy())) event.preventDefault();
});
