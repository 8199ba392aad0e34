import { FILE_MAX_BYTES } from '@maroquin/contracts';
import { queryClient, queryKeys, serviceState } from '../../api/index.js';
import { tusTransfer } from './tus-transfer.js';
import { UploadQueue } from './upload-queue.js';

export type Uploads = UploadQueue<File>;

let current: { personId: string; queue: Uploads } | null = null;

/** The uploads of who is signed in. They go on while one looks at other pages. */
export const uploadsOf = (personId: string): Uploads => {
  if (current?.personId === personId) return current.queue;
  const queue: Uploads = new UploadQueue<File>({
    transfer: (file, parentId, events) => tusTransfer(file, personId, parentId, events),
    newId: () => crypto.randomUUID(),
    now: () => performance.now(),
    later: (ms, work) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    maxBytes: FILE_MAX_BYTES,
  });
  queue.onDone((item) => void queryClient.invalidateQueries({ queryKey: queryKeys.children(item.parentId) }));
  current = { personId, queue };
  return queue;
};

serviceState.onBack(() => current?.queue.retryNow());
addEventListener('online', () => current?.queue.retryNow());
addEventListener('beforeunload', (event) => {
  if (current?.queue.busy()) event.preventDefault();
});
