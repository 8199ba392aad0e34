import type { Random } from '../../faults/random.js';

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

/** Where a varint of at least one byte may begin: anywhere, as nothing else in a mutated update is certain. */
type Mutation = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array;

const at = (bytes: Uint8Array, random: Random): number => random.between(0, Math.max(0, bytes.length - 1));

function replaced(bytes: Uint8Array, from: number, to: number, by: Uint8Array): Uint8Array {
  return concat(bytes.subarray(0, from), by, bytes.subarray(to));
}

/** Values at which readers of varints and lengths change their mind. */
const EDGES: readonly (readonly number[])[] = [
  [0],
  [1],
  [2],
  [0x7f],
  [0x80, 0x01],
  [0xff, 0xff, 0x03],
  [0x80, 0x80, 0x80, 0x08],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10],
  [0x80, 0x00],
];

const MUTATIONS: readonly Mutation[] = [
  function flipBit(bytes, random) {
    const copy = Uint8Array.from(bytes);
    const place = at(bytes, random);
    copy[place] = (copy[place] ?? 0) ^ (1 << random.between(0, 7));
    return copy;
  },
  function setByte(bytes, random) {
    const copy = Uint8Array.from(bytes);
    copy[at(bytes, random)] = random.between(0, 255);
    return copy;
  },
  function nudge(bytes, random) {
    const copy = Uint8Array.from(bytes);
    const place = at(bytes, random);
    copy[place] = ((copy[place] ?? 0) + (random.chance(0.5) ? 1 : 255)) & 0xff;
    return copy;
  },
  function truncate(bytes, random) {
    return bytes.slice(0, at(bytes, random));
  },
  function edgeValue(bytes, random) {
    const place = at(bytes, random);
    const edge = random.pick(EDGES) ?? [0];
    return replaced(bytes, place, place + 1, Uint8Array.from(edge));
  },
  function insert(bytes, random) {
    const place = at(bytes, random);
    return replaced(bytes, place, place, random.bytes(4).subarray(0, random.between(1, 4)));
  },
  function remove(bytes, random) {
    const place = at(bytes, random);
    return replaced(bytes, place, place + random.between(1, 4), new Uint8Array());
  },
  function duplicate(bytes, random) {
    const from = at(bytes, random);
    const part = bytes.subarray(from, from + random.between(1, 16));
    return replaced(bytes, from, from, part);
  },
  function splice(bytes, random, others) {
    const other = random.pick(others) ?? bytes;
    return concat(bytes.subarray(0, at(bytes, random)), other.subarray(at(other, random)));
  },
  function swap(bytes, random) {
    const [low = 0, middle = 0, high = 0] = [at(bytes, random), at(bytes, random), at(bytes, random)].sort(
      (a, b) => a - b,
    );
    return concat(
      bytes.subarray(0, low),
      bytes.subarray(middle, high),
      bytes.subarray(low, middle),
      bytes.subarray(high),
    );
  },
];

/** One to three random changes of an honest message; the same for the same randomness. */
export function mutate(bytes: Uint8Array, random: Random, others: readonly Uint8Array[]): Uint8Array {
  let mutated = bytes;
  for (let left = random.between(1, 3); left > 0; left -= 1) {
    const change = random.pick(MUTATIONS) ?? MUTATIONS[0];
    if (change !== undefined && mutated.length > 0) mutated = change(mutated, random, others);
  }
  return mutated;
}
