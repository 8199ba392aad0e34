import { TransitDouble } from '@maroquin/testing';
import { pause, until } from '../support/until.js';
import type { Nemesis, Working } from './nemesis.js';

/** How long a node uses what the provider opened: in an administration five minutes, which nobody waits for here. */
const KEEP_SECONDS = 3;
/** An act that began before is answered, and a node looks at its clock, within this. */
const MARGIN_MS = 1_500;
const QUIET_MS = 1_000;

let transit: TransitDouble | null = null;

/** Without the provider nothing is acknowledged any more that has to be sealed or opened. */
async function requireClosed(work: Working): Promise<void> {
  await pause(KEEP_SECONDS * 1_000 + MARGIN_MS);
  const before = work.acked;
  await pause(QUIET_MS);
  const after = work.acked;
  if (after.edits + after.messages + after.uploads > before.edits + before.messages + before.uploads)
    throw new Error(`opened without its provider: ${JSON.stringify({ before, after })}`);
}

/** The provider of keys is dead, slow or lies while people work. */
export const keys: Nemesis = {
  bus: null,
  surroundings: async () => {
    const double = await TransitDouble.start();
    transit = double;
    return {
      env: {
        KEY_PROVIDER: 'transit',
        TRANSIT_URL: double.origin,
        TRANSIT_TOKEN: double.token,
        KEY_KEEP_SECONDS: String(KEEP_SECONDS),
      },
      close: () => double.close(),
    };
  },
  strike: async ({ nodes }, random, work) => {
    if (transit === null) throw new Error('there is no key provider to harm');
    transit.state = random.pick(['sealed', 'silent', 'slow', 'lying'] as const) ?? 'sealed';
    if (transit.state === 'slow' || random.chance(0.3)) await pause(random.between(200, 4_000));
    else await requireClosed(work);
    transit.state = 'up';
    const from = performance.now();
    const before = work.acked.messages;
    await until(() => work.acked.messages > before, 'messages go on', 60_000);
    for (const { url } of nodes)
      await until(async () => (await fetch(`${url}/healthz/ready`)).ok, 'ready again', 60_000);
    return performance.now() - from;
  },
};
