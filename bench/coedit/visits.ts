import { jobOfThisProcess, say, told } from '../load-process.js';
import { RawSocket, type Target } from './raw-editor.js';

/** The job of this load process: at each `go`, to open the next so many documents, and then to leave or stay. */
export interface VisitJob {
  readonly targets: readonly Target[];
  readonly clientsEach: number;
  /** Documents opened at each `go`, all at once. */
  readonly groups: readonly number[];
  readonly stay: boolean;
  /** A document counts as there once so many bytes of it have come: one peer says "synced" before it has read its store. */
  readonly leastBytes: number;
}

export interface VisitResult {
  /** From `go` until each client had everything, ms. */
  readonly syncedMs: readonly number[];
  readonly bytes: number;
}

/** Sockets that are being opened at one time, where there are very many. */
const OPENING_AT_ONCE = 500;

interface Visit {
  readonly socket: RawSocket;
  readonly synced: Promise<number>;
}

function visit(target: Target, person: number, leastBytes: number): Visit {
  let [done, failed] = [(_: number): void => undefined, (_: Error): void => undefined];
  const synced = new Promise<number>((resolve, reject) => ([done, failed] = [resolve, reject]));
  let answered = false;
  const look = (): void => {
    if (answered && socket.received >= leastBytes) done(performance.now());
  };
  const socket = new RawSocket(target, person, {
    synced: () => {
      answered = true;
      look();
    },
    update: look,
    closed: (code) => failed(new Error(`closed with ${String(code)}`)),
  });
  return { socket, synced };
}

const job = await jobOfThisProcess<VisitJob>();
let next = 0;
for (const size of job.groups) {
  await say('ready');
  await told('go');
  const began = performance.now();
  const visits: Visit[] = [];
  for (const target of job.targets.slice(next, next + size)) {
    for (let each = 0; each < job.clientsEach; each += 1) {
      visits.push(visit(target, next + visits.length, job.leastBytes));
      if (visits.length % OPENING_AT_ONCE === 0) await Promise.all(visits.map(({ synced }) => synced));
    }
  }
  const times = await Promise.all(visits.map(({ synced }) => synced));
  const bytes = visits.reduce((sum, { socket }) => sum + socket.received, 0);
  await say('opened', { syncedMs: times.map((time) => time - began), bytes } satisfies VisitResult);
  if (!job.stay) for (const { socket } of visits) socket.close();
  next += size;
}
await told('leave');
process.exit(0);
