import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pause } from '../../support/until.js';
import { ColleagueAtWork } from './colleague-at-work.js';
import type { FromOthers, Sample, ToOthers, Window } from './others.js';

/** The others, at work from the plan on until they are ended. What they measure they measure on an event loop of their own. */
const say = (message: FromOthers): void => void process.send?.(message);
const SETTLED_MS = 60;
/** Acts one after the other that were quick. */
const SETTLED_AFTER = 8;
const SETTLE_WITHIN_MS = 20_000;
/** As long as the longest act may take. */
const CLOSE_WITHIN_MS = 20_000;

let samples: Sample[] = [];
let openedAt = 0;
let colleagues: ColleagueAtWork[] = [];
const lag = monitorEventLoopDelay({ resolution: 5 });
lag.enable();

process.on('message', (message: ToOthers) => void hear(message));

async function hear(message: ToOthers): Promise<void> {
  if ('plan' in message) {
    const { url } = message.plan;
    colleagues = message.plan.colleagues.map(
      (colleague) => new ColleagueAtWork(url, colleague, (sample) => samples.push(sample)),
    );
    await Promise.all(colleagues.map((colleague) => colleague.begin()));
    say({ word: 'ready' });
    return;
  }
  if (message.word === 'settle') {
    await settle();
    say({ word: 'settled' });
  }
  if (message.word === 'open') {
    samples = [];
    openedAt = performance.now();
    lag.reset();
    say({ word: 'open' });
  }
  if (message.word === 'close') say({ word: 'closed', window: await close() });
}

async function settle(): Promise<void> {
  const until = performance.now() + SETTLE_WITHIN_MS;
  let from = samples.length;
  while (performance.now() < until) {
    await pause(20);
    const since = samples.slice(from);
    if (since.some(({ ms, failure }) => ms > SETTLED_MS || failure !== null)) from = samples.length;
    else if (since.filter(({ act }) => act === 'me').length >= SETTLED_AFTER) return;
  }
}

/** What began in the window counts, however long after its end it is done. */
async function close(): Promise<Window> {
  const closedAt = performance.now();
  const found = { p99: lag.percentile(99) / 1e6, max: lag.max / 1e6 };
  const until = closedAt + CLOSE_WITHIN_MS;
  while (performance.now() < until && colleagues.some(({ oldest }) => oldest < closedAt)) await pause(10);
  const inside = samples.filter(({ at }) => at >= openedAt && at <= closedAt);
  return {
    samples: inside.map((sample) => ({ ...sample, at: Math.round(sample.at - openedAt) })),
    lag: { p99: Math.round(found.p99), max: Math.round(found.max) },
  };
}
