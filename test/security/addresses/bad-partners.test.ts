import { TimeStampServer } from '@maroquin/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BAD, BadPartner } from './bad-partners.js';
import { type Caller, callersWith } from './callers.js';

const NAMES = callersWith('').map(({ name }) => name);
let callers: readonly Caller[];
let authority: TimeStampServer;
/** Nobody catches these: in a server they would end it. */
const uncaught: unknown[] = [];
const note = (error: unknown): void => void uncaught.push(error);

const MIB = 1024 * 1024;
const held = (): number => process.memoryUsage().rss / MIB;
const before = held();
let most = 0;
const watch = setInterval(() => (most = Math.max(most, held())), 50);

beforeAll(async () => {
  authority = await TimeStampServer.start();
  callers = callersWith(authority.certificate('root'));
  process.on('uncaughtException', note).on('unhandledRejection', note);
});
afterAll(async () => {
  clearInterval(watch);
  process.off('uncaughtException', note).off('unhandledRejection', note);
  await authority?.stop();
});

/** For everything that this process holds while many of them behave badly at once, their own part included. */
const MOST_MIB = 700;
const SLOWER = 2;

interface Ending {
  readonly partner: string;
  readonly seconds: number;
}

/** On a machine that does other things as well, a limit is late by as much again. */
const limitOf = ({ withinMs }: Caller): number => withinMs * SLOWER;

async function endings(caller: Caller): Promise<Ending[]> {
  return Promise.all(
    Object.entries(BAD).map(async ([partner, badly]) => {
      const bad = await BadPartner.start(badly);
      const from = performance.now();
      const call = caller.call({ host: '127.0.0.1', port: bad.port, tls: false });
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((done) => (timer = setTimeout(done, limitOf(caller) + 1_000)));
      await Promise.race([call.catch(() => undefined), late]);
      clearTimeout(timer);
      const seconds = (performance.now() - from) / 1_000;
      await bad.stop();
      return { partner, seconds };
    }),
  );
}

describe('a partner that behaves badly', () => {
  it('does so in forty ways and more', () => {
    expect(Object.keys(BAD).length).toBeGreaterThanOrEqual(40);
  });

  it.concurrent.each(NAMES)(
    '%s: leaves it within the limit, with bounded memory, and nothing else ends',
    async (name) => {
      const caller = callers.find((one) => one.name === name)!;
      const all = await endings(caller);
      const late = all.filter(({ seconds }) => seconds * 1_000 > limitOf(caller));
      expect({ late, uncaught }).toEqual({ late: [], uncaught: [] });
      expect(most - before).toBeLessThan(MOST_MIB);
    },
    180_000,
  );
});
