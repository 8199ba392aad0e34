import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Random } from '../faults/random.js';
import { Channel } from './channel.js';
import { type Act, PlainModel } from './plain-model.js';
import { Reader } from './reader.js';

/** `SEED=7 HISTORIES=1` replays one; `HISTORIES=10000` is a long run. */
const SEED = Number(process.env.SEED ?? 1);
const HISTORIES = Number(process.env.HISTORIES ?? 200);
const PEOPLE = ['awa', 'lise', 'nadia', 'paul'];
const STEPS = 160;
/** Far more than any history needs to come to rest. */
const MOST_STEPS = 20_000;

function randomAct(random: Random, head: number): Act {
  const seq = random.between(1, Math.max(1, head));
  const on = random.chance(0.7);
  const text = `Message ${String(random.between(0, 999))}`;
  const quote = head > 0 && random.chance(0.3) ? { quote: seq } : {};
  const acts: readonly Act[] = [
    { kind: 'send', text, ...quote },
    { kind: 'send', text, ...quote },
    { kind: 'edit', seq, text },
    { kind: 'edit', seq, text },
    { kind: 'delete', seq },
    { kind: 'react', seq, sign: random.chance(0.5) ? '👍' : '🎉', on },
    { kind: 'react', seq, sign: random.chance(0.5) ? '👍' : '🎉', on },
    { kind: 'pin', seq, on },
    { kind: 'reply', seq },
  ];
  return random.pick(acts) ?? { kind: 'send', text };
}

/** Four people act, three pages look on: one from the beginning, one from the middle, one that had read a part. */
async function history(seed: number): Promise<void> {
  const random = new Random(seed);
  const names = new Map(PEOPLE.map((id) => [id, { id, name: id }]));
  const [channel, plain] = [new Channel('awa', names), new PlainModel('awa')];
  const act = (): void => {
    const by = random.pick(PEOPLE) ?? 'awa';
    const one = randomAct(random, channel.head);
    channel.act(by, one);
    plain.act(by, one);
  };
  const readers = [new Reader(channel, random.fork(), 0)];
  for (let step = 0; step < STEPS; step += 1) {
    if (random.chance(0.4)) act();
    if (step === STEPS / 2) readers.push(new Reader(channel, random.fork(), 0));
    if (step === STEPS / 2 + 10)
      readers.push(new Reader(channel, random.fork(), Math.ceil(channel.head / 2)));
    random.pick(readers)?.step(false);
    await setImmediate();
  }
  expect(plain.differenceFrom(channel.all()), `the service, seed ${String(seed)}`).toBeNull();
  for (const reader of readers) await settle(reader, seed);
  for (const reader of readers)
    expect(plain.differenceFrom(reader.log.messages), `a page, seed ${String(seed)}`).toBeNull();
}

async function settle(reader: Reader, seed: number): Promise<void> {
  for (let step = 0; !reader.isIdle || !reader.log.complete; step += 1) {
    if (step > MOST_STEPS) throw new Error(`the page of seed ${String(seed)} does not come to rest`);
    if (reader.isIdle) reader.loadOlder();
    reader.step(true);
    await setImmediate();
  }
}

it('a page shows what a plain list of messages would, whatever people did and the network lost', async () => {
  for (let seed = SEED; seed < SEED + HISTORIES; seed += 1) await history(seed);
}, 600_000);
