import { pause } from '../../test/support/until.js';
import { LoadProcess } from '../load-process.js';
import { type Figures, percentiles, round } from '../rows.js';
import type { LoadJob, LoadResult } from './load.js';
import type { Talking } from './scales.js';
import type { Subject } from './subjects.js';

const CONNECT_WITHIN_MS = 300_000;
const TAIL_MS = 2_000;
/** PostgreSQL's own counters lag by a second. */
const COUNTED_AFTER_MS = 1_200;

function begin(
  subject: Subject,
  channels: readonly string[],
  talking: Talking,
  warmUpMs: number,
): LoadProcess {
  const { readersEach, messagesPerSecond, measureMs } = talking;
  const job: LoadJob = {
    ...{ site: subject.site, channels, readersEach, messagesPerSecond },
    ...{ warmUpMs, measureMs, tailMs: TAIL_MS },
  };
  return new LoadProcess(new URL('./load.js', import.meta.url), job);
}

/** Lets people write in new channels. Processor time in µs; a delivery is one message arriving at one socket. */
export async function talk(subject: Subject, talking: Talking, warmUpMs: number): Promise<Figures> {
  const load = begin(subject, await subject.channels(talking.channels), talking, warmUpMs);
  try {
    await load.heard('ready', CONNECT_WITHIN_MS);
    await pause(COUNTED_AFTER_MS);
    const committed = await subject.transactions();
    load.tell('go');
    await load.heard('begin', warmUpMs + CONNECT_WITHIN_MS);
    const before = subject.cpuMs();
    await load.heard('measured', talking.measureMs + CONNECT_WITHIN_MS);
    const after = subject.cpuMs();
    const result = await load.heard<LoadResult>('end', TAIL_MS + CONNECT_WITHIN_MS);
    const messages = ((warmUpMs + talking.measureMs) / 1_000) * talking.messagesPerSecond;
    return {
      ...figuresOf(result, after.server - before.server, after.database - before.database),
      transactionsPerMessage: round(((await subject.transactions()) - committed) / messages),
    };
  } finally {
    load.kill();
  }
}

function figuresOf(result: LoadResult, serverMs: number, databaseMs: number): Figures {
  const { sent, acked, refused, cut, deliveries, clientCpuMs } = result;
  const each = (milliseconds: number, of: number): number => round((milliseconds * 1_000) / Math.max(1, of));
  const ack = percentiles(result.ackMs);
  const delivery = percentiles(result.deliveryMs);
  return {
    ...{ sent, acked, refused, cut, deliveries },
    perDelivery: each(serverMs + databaseMs, deliveries),
    serverPerDelivery: each(serverMs, deliveries),
    serverPerMessage: each(serverMs, sent),
    databasePerMessage: each(databaseMs, sent),
    ...{ ackP50: ack(0.5), ackP95: ack(0.95), ackP99: ack(0.99) },
    ...{ deliveryP50: delivery(0.5), deliveryP95: delivery(0.95), deliveryP99: delivery(0.99) },
    clientCpuMs: round(clientCpuMs),
  };
}

const silence = (channels: number, readersEach: number): Talking => ({
  ...{ channels, readersEach, messagesPerSecond: 0, measureMs: 0 },
});
/** Channels over which sockets that only listen are spread. */
const LISTENED = 10;

/** Memory of sockets that follow a channel in which nobody writes. A tenth come first, so that what a server needs once is not counted. */
export async function idle(subject: Subject, sockets: number): Promise<Figures> {
  const channels = await subject.channels(LISTENED);
  const few = begin(subject, channels, silence(LISTENED, Math.ceil(sockets / LISTENED / 10)), 0);
  try {
    await few.heard('ready', CONNECT_WITHIN_MS);
    const before = await subject.memoryKb();
    const many = begin(subject, channels, silence(LISTENED, sockets / LISTENED), 0);
    try {
      await many.heard('ready', CONNECT_WITHIN_MS);
      const after = await subject.memoryKb();
      return {
        sockets,
        inUseKb: round((after.inUse - before.inUse) / sockets),
        residentKb: round((after.resident - before.resident) / sockets),
      };
    } finally {
      many.kill();
    }
  } finally {
    few.kill();
  }
}

/** A server dies; when it is there again, everybody comes back at once and follows their channel. */
export async function reconnect(subject: Subject, sockets: number): Promise<Figures> {
  const channels = await subject.channels(LISTENED);
  const listening = silence(LISTENED, sockets / LISTENED);
  await subject.kill();
  await subject.start();
  const before = subject.cpuMs();
  const load = begin(subject, channels, listening, 0);
  try {
    await load.heard('ready', CONNECT_WITHIN_MS);
    const after = subject.cpuMs();
    load.tell('go');
    const { followedMs, cut } = await load.heard<LoadResult>('end', CONNECT_WITHIN_MS);
    return {
      ...{ sockets, cut, synchronisedMs: Math.round(followedMs) },
      serverPerSocket: round(((after.server - before.server) * 1_000) / sockets),
      databasePerSocket: round(((after.database - before.database) * 1_000) / sockets),
    };
  } finally {
    load.kill();
  }
}
