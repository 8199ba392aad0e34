import type { Random } from '../random.js';

/** What a well-formed packet names: ids that exist, and some that do not. */
export interface PacketIds {
  readonly channel: string;
  readonly person: string;
  readonly nobody: string;
}

type Json = unknown;

/** Every message that a client may send, as it should be. */
const templates = ({ channel, person, nobody }: PacketIds): readonly (readonly [string, Json])[] => [
  ['feed.subscribe', { feed: channel, after: 0, changes: 0 }],
  ['feed.subscribe', { feed: nobody, after: 7 }],
  ['feed.unsubscribe', { feed: channel }],
  ['message.send', { channelId: channel, clientId: nobody, text: 'Bonjour', quote: 1 }],
  ['message.send', { channelId: nobody, clientId: person, text: `<@${person}> <@tous>`, toMany: true }],
  ['place.watch', { id: channel }],
  ['conversations.watch', {}],
  ['notifications.watch', {}],
  ['conversation.typing', { id: channel }],
  ['presence.set', { here: true }],
  ['presence.watch', { people: [person, nobody] }],
];

/** Values at which code that reads JSON changes its mind. */
const EDGES: readonly Json[] = [
  ...[null, true, false, 0, -1, 0.5, 1e308, -0, Number.MAX_SAFE_INTEGER, 2 ** 53, '', ' ', '0', 'null'],
  ...['__proto__', 'constructor', '\u0000', '\ud800', '\u202e\u200b', '😀'.repeat(40), 'é'.repeat(300)],
  ...[[], {}, [[]], [null], { then: 1 }, { __proto__: null, toString: 1 }, { _placeholder: true, num: 0 }],
];
const KEYS = ['__proto__', 'constructor', 'then', 'toJSON', 'length', '', 'id', 'feed', '_placeholder'];
/** Names that nobody listens to. */
const NAMES = ['error', 'x', '', 'feed', 'message.send ', '__proto__', 'constructor', 'toString'];
/** Names that are socket.io's own: whoever says one is cut. */
const RESERVED = ['connect', 'disconnect', 'disconnecting', 'connect_error', 'newListener', 'removeListener'];
/** Before the body: engine.io's and socket.io's types, namespaces, counts of attachments, numbers of answers. */
const HEADS = [
  ...[
    '42',
    '421',
    '42999999999999999999',
    '42-1',
    '420',
    '4',
    '40',
    '41',
    '43',
    '431',
    '44',
    '45',
    '46',
    '47',
  ],
  ...['451-', '459999-', '45-', '461-1', '42/,', '42/nobody,', '40/collab-fallback,', '42/collab-fallback,1'],
  ...['0', '1', '2', '2probe', '3', '5', '6', '7', 'b', '{', ''],
];
const MOST_DEPTH = 4_000;

function edge(random: Random): Json {
  if (random.chance(0.02)) {
    const depth = random.between(10, MOST_DEPTH);
    return JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as Json;
  }
  return random.pick(EDGES) ?? null;
}

/** One thing in the body is another one. Pure but for `random`. */
function bend(value: Json, random: Random): Json {
  if (random.chance(0.25) || typeof value !== 'object' || value === null) return edge(random);
  if (Array.isArray(value)) {
    if (random.chance(0.3)) return Array.from({ length: random.between(0, 300) }, () => value[0] as Json);
    return value.map((one: Json) => (random.chance(0.5) ? bend(one, random) : one));
  }
  const entries = Object.entries(value);
  const [key = random.pick(KEYS) ?? 'x', own] = random.pick(entries) ?? [];
  const others = entries.filter(([name]) => name !== key || random.chance(0.2));
  const name = random.chance(0.2) ? (random.pick(KEYS) ?? key) : key;
  return random.chance(0.15)
    ? Object.fromEntries(others)
    : Object.fromEntries([...others, [name, bend(own ?? null, random)]]);
}

/** A packet that socket.io takes for one, whose name or body is not as it should be. */
export function bentPacket(random: Random, ids: PacketIds, id: number): string {
  const [name, body] = random.pick(templates(ids)) ?? ['x', {}];
  const said = random.chance(0.1) ? (random.pick(NAMES) ?? name) : name;
  const bodies = random.chance(0.05) ? [] : [random.chance(0.9) ? bend(body, random) : body];
  return `42${String(id)}${JSON.stringify([said, ...bodies])}`;
}

/** Bytes that may be no packet at all: what they do to a connection is nobody's business but its own. */
export function brokenPacket(random: Random, ids: PacketIds): string | Buffer {
  const packet = bentPacket(random, ids, random.between(0, 99));
  const from = random.between(0, packet.length);
  switch (random.between(0, 6)) {
    case 0:
      return (random.pick(HEADS) ?? '') + packet.slice(packet.indexOf('['));
    case 1:
      return packet.slice(0, from);
    case 2:
      return packet.slice(0, from) + packet.slice(random.between(0, packet.length));
    case 3: {
      const bytes = Buffer.from(packet);
      for (let times = random.between(1, 6); times > 0; times -= 1)
        bytes[random.between(0, bytes.length - 1)] = random.between(0, 255);
      return random.chance(0.5) ? bytes : bytes.toString('latin1');
    }
    case 4:
      return `421${JSON.stringify([random.pick(RESERVED), {}])}`;
    case 5:
      return `421${JSON.stringify(['feed.subscribe', ...Array.from({ length: random.between(2, 500) }, () => 0)])}`;
    default:
      return random.bytes(random.between(0, 400));
  }
}
