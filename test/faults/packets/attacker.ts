import { until } from '../../support/until.js';
import { openPackets, sendTo } from '../neighbour/socket-wire.js';
import type { Headers } from '../neighbour/socket-wire.js';
import type { Random } from '../random.js';
import { bentPacket, brokenPacket, type PacketIds } from './mutate-packet.js';

/** What came of the packets, all attackers together. */
export interface PacketCounts {
  /** Packets that an open connection took, up to the answer behind them or its end. */
  sent: number;
  connections: number;
  /** Answers that say what is wrong. */
  refused: number;
  /** Answers to packets that were whole after all. */
  accepted: number;
  /** Connections that the server ended. */
  ended: number;
}

/** Packets before the connection is asked whether it still answers. */
const BATCH = 40;
/** Packets of one connection: a socket may send a thousand at once. */
const EACH = 800;
const ANSWER_WITHIN_MS = 30_000;
/** Above all numbers of packets in a batch. */
const FIRST_PROBE = 1_000_000;

/** Sends so many packets, one connection after the other, and waits for an answer behind each batch. */
export async function attack(
  url: string,
  headers: Headers,
  {
    packets,
    random,
    ids,
    counts,
  }: {
    readonly packets: number;
    readonly random: Random;
    readonly ids: PacketIds;
    readonly counts: PacketCounts;
  },
): Promise<void> {
  for (let left = packets; left > 0;) {
    const each = Math.min(left, EACH);
    left -= await oneConnection(url, headers, { packets: each, random, ids, counts });
  }
}

async function oneConnection(
  url: string,
  headers: Headers,
  { packets, random, ids, counts }: Parameters<typeof attack>[2],
): Promise<number> {
  counts.connections += 1;
  let [isReady, isOver, answered] = [false, false, 0];
  const socket = openPackets(url, headers, {
    ready: () => undefined,
    packet: (packet) => {
      if (packet.startsWith('0')) sendTo(socket, '40');
      else if (packet.startsWith('40')) isReady = true;
      else if (packet.startsWith('43')) {
        const id = Number(/^43(\d+)/.exec(packet)?.[1] ?? 0);
        if (id >= FIRST_PROBE) answered = id;
        else if (packet.includes('"ok":false')) counts.refused += 1;
        else counts.accepted += 1;
      }
    },
    bytes: () => undefined,
    closed: () => (isOver = true),
  });
  const settled = (what: () => boolean): Promise<boolean> =>
    until(() => isOver || what(), 'an answer, or the end of the connection', ANSWER_WITHIN_MS);
  await settled(() => isReady);
  let sent = 0;
  while (!isOver && sent < packets) {
    for (let times = Math.min(BATCH, packets - sent); times > 1; times -= 1) {
      sendTo(socket, bentPacket(random, ids, (sent += 1)));
    }
    const probe = FIRST_PROBE + sent;
    sendTo(socket, `42${String(probe)}["feed.unsubscribe",{"feed":"${ids.nobody}"}]`);
    await settled(() => answered === probe);
    if (isOver) break;
    // The last of a batch may end the connection.
    sendTo(socket, brokenPacket(random, ids));
    sent += 1;
    sendTo(socket, `42${String(probe + 1)}["feed.unsubscribe",{"feed":"${ids.nobody}"}]`);
    await settled(() => answered === probe + 1);
  }
  if (isOver) counts.ended += 1;
  socket.terminate();
  counts.sent += sent;
  // A connection that was ended before it took anything counts for one, so that this ends.
  return Math.max(sent, 1);
}
