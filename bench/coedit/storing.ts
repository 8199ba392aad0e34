import { jobOfThisProcess, say } from '../load-process.js';
import { RawSocket, type Target } from './raw-editor.js';

/** The job of this load process: to write these updates into each document, as fast as they are taken. */
export interface StoreJob {
  readonly targets: readonly Target[];
  /** V1 updates, base64. */
  readonly updates: readonly string[];
  /** The server tells what it took. */
  readonly acknowledges: boolean;
}

const BUFFERED_BYTES = 256 * 1024;
const UNACKNOWLEDGED = 32;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

async function store(
  target: Target,
  person: number,
  updates: readonly Buffer[],
  acknowledges: boolean,
): Promise<void> {
  let [acknowledged, synced, closed] = [0, 0, false];
  const socket = new RawSocket(target, person, {
    synced: () => (synced += 1),
    acknowledged: (ordinal) => (acknowledged = ordinal),
    closed: () => (closed = true),
  });
  const reached = async (condition: () => boolean): Promise<void> => {
    while (!condition()) {
      if (closed) throw new Error('closed while storing');
      await pause();
    }
  };
  await reached(() => synced > 0);
  for (const update of updates) {
    socket.sendUpdate(update);
    await reached(() => socket.bufferedBytes < BUFFERED_BYTES);
    if (acknowledges) await reached(() => socket.sent - acknowledged < UNACKNOWLEDGED);
  }
  if (acknowledges) await reached(() => acknowledged >= socket.sent);
  else {
    // Frames of one socket are taken in order: an answer that comes behind the updates says that they are in.
    socket.askForAll();
    await reached(() => synced > 1);
  }
  socket.close();
}

const { targets, updates, acknowledges } = await jobOfThisProcess<StoreJob>();
const bytes = updates.map((update) => Buffer.from(update, 'base64'));
for (const [person, target] of targets.entries()) await store(target, person, bytes, acknowledges);
await say('stored');
process.exit(0);
