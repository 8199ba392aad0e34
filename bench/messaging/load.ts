import { pause } from '../../test/support/until.js';
import { jobOfThisProcess, say, told } from '../load-process.js';
import { RawChatSocket } from './raw-socket.js';
import type { Site } from './subjects.js';

/** The job of this load process: so many readers of each channel, who write in it. */
export interface LoadJob {
  readonly site: Site;
  readonly channels: readonly string[];
  readonly readersEach: number;
  readonly messagesPerSecond: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** How long what was sent at last may still arrive. */
  readonly tailMs: number;
}

export interface LoadResult {
  /** From the first socket that was opened until all follow their channel, ms. */
  readonly followedMs: number;
  readonly sent: number;
  readonly acked: number;
  readonly refused: number;
  readonly cut: number;
  readonly deliveries: number;
  readonly ackMs: readonly number[];
  readonly deliveryMs: readonly number[];
  readonly clientCpuMs: number;
}

/** Sockets that are being opened at one time. */
const CONNECT_AT_ONCE = 100;
/** Who looks into what arrives: the first readers of each channel. */
const OBSERVERS = 5;
/** About as long as a sentence. */
const WORDS = ' Le préfet demande la note pour lundi ; je relis la deuxième partie ce soir, merci à tous.';
const NUMBER = Buffer.from('"text":"');
const DIGITS = 9;

const job = await jobOfThisProcess<LoadJob>();
const sockets: { readonly socket: RawChatSocket; readonly channel: string }[] = [];
const waiting = new Map<string, (text: string) => void>();
/** When each message was sent, by its number; only those that count. */
const sentAt = new Map<number, number>();
const ackMs: number[] = [];
const deliveryMs: number[] = [];
const counts = { sent: 0, acked: 0, refused: 0, cut: 0, deliveries: 0 };
let counting = false;
let stopped = false;

function observe(data: Buffer): void {
  const at = data.indexOf(NUMBER) + NUMBER.length;
  const time = sentAt.get(Number(data.toString('latin1', at, at + DIGITS)));
  if (time !== undefined) deliveryMs.push(performance.now() - time);
}

async function follow(channel: string, isObserver: boolean): Promise<void> {
  const { url, people } = job.site;
  const index = sockets.length;
  const socket = new RawChatSocket(url, people[index % people.length] ?? {}, {
    answered: (id, text) => {
      waiting.get(`${String(index)} ${String(id)}`)?.(text);
      waiting.delete(`${String(index)} ${String(id)}`);
    },
    entry: (data) => {
      if (counting) counts.deliveries += 1;
      if (isObserver) observe(data);
    },
    closed: () => {
      if (!stopped) counts.cut += 1;
    },
  });
  sockets.push({ socket, channel });
  await socket.ready;
  const id = socket.send('feed.subscribe', { feed: channel, after: 0, changes: 0 });
  await new Promise<void>((resolve, reject) => {
    waiting.set(`${String(index)} ${String(id)}`, (text) =>
      text.includes('"ok":true') ? resolve() : reject(new Error(text)),
    );
  });
}

async function connect(): Promise<void> {
  let open: Promise<void>[] = [];
  for (const channel of job.channels) {
    for (let each = 0; each < job.readersEach; each += 1) {
      open.push(follow(channel, each < OBSERVERS));
      if (open.length < CONNECT_AT_ONCE) continue;
      await Promise.all(open);
      open = [];
    }
  }
  await Promise.all(open);
}

let written = 0;
function write(): void {
  written += 1;
  // Another channel each time, and another of its people (Knuth's multiplicative hash).
  const index = Math.floor(((Math.imul(written, 2654435761) >>> 0) / 2 ** 32) * sockets.length);
  const one = sockets[index];
  if (one === undefined) return;
  const counted = counting;
  const number = written;
  const now = performance.now();
  const text = String(number).padStart(DIGITS, '0') + WORDS;
  const { socket, channel: channelId } = one;
  if (counted) {
    counts.sent += 1;
    sentAt.set(number, now);
  }
  const id = socket.send('message.send', { channelId, clientId: crypto.randomUUID(), text });
  waiting.set(`${String(index)} ${String(id)}`, (answer) => {
    if (!counted) return;
    if (!answer.includes('"ok":true')) {
      counts.refused += 1;
      return;
    }
    counts.acked += 1;
    ackMs.push(performance.now() - now);
  });
}

const began = performance.now();
await connect();
const followedMs = performance.now() - began;
await say('ready');
await told('go');
const from = performance.now();
let due = 0;
const timer = setInterval(() => {
  // As many as the clock asks for: a timer that comes late must not make it fewer.
  const until = ((performance.now() - from) / 1_000) * job.messagesPerSecond;
  for (; due < until; due += 1) write();
}, 1);
await pause(job.warmUpMs);
counting = true;
const cpu = process.cpuUsage();
await say('begin');
await pause(job.measureMs);
counting = false;
const used = process.cpuUsage(cpu);
await say('measured');
clearInterval(timer);
await pause(job.tailMs);
stopped = true;
// What was never acknowledged took at least as long as was waited for it.
for (let missing = counts.sent - counts.acked; missing > 0; missing -= 1) ackMs.push(job.tailMs);
const clientCpuMs = (used.user + used.system) / 1_000;
await say('end', { followedMs, ...counts, ackMs, deliveryMs, clientCpuMs } satisfies LoadResult);
await told('leave');
for (const { socket } of sockets) socket.close();
process.exit(0);
