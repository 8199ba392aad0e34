import { randomUUID } from 'node:crypto';
import { residentMb } from '../../../bench/machine.js';
import { ChatClient } from '../../support/chat-client.js';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../../support/people.js';
import { pause } from '../../support/until.js';
import { Random } from '../random.js';
import { attack, type PacketCounts } from './attacker.js';

export interface PacketsReport {
  readonly seed: number;
  readonly packets: number;
  readonly counts: PacketCounts;
  /** Times that the server ended; the attack stops with the first. */
  readonly exits: number;
  /** Resident memory of the server after a tenth of the packets, and at the end, MB. */
  readonly memoryMb: { readonly early: number; readonly end: number };
  /** Somebody else writes messages meanwhile: how many, and how long an acknowledgement took, ms. */
  readonly others: {
    readonly sent: number;
    readonly failed: number;
    readonly p50: number;
    readonly p99: number;
  };
}

const ATTACKERS = 20;
const WRITE_EVERY_MS = 100;
/** What a server may hold more at the end than after a tenth: its heap breathes. */
const BREATH_MB = 96;

export const packetsHold = ({ exits, others, memoryMb }: PacketsReport): boolean =>
  exits === 0 && others.failed === 0 && others.sent > 0 && memoryMb.end - memoryMb.early <= BREATH_MB;

async function settleIn(server: Maroquin): Promise<{ channel: string; people: Person[]; colleague: Person }> {
  const owner = await firstAdministrator(server);
  const spaceId = await owner.http.create('/spaces', { name: 'Paquets' });
  const people: Person[] = [];
  for (let index = 0; index <= ATTACKERS; index += 1) {
    const email = `paquets.${String(index)}@prefecture.example`;
    const person = await invite(server, owner, { name: `Personne ${String(index)}`, email });
    await owner.http.act('PUT', `/resources/${spaceId}/grants/${person.id}`, { role: 'editor' });
    people.push(person);
  }
  const channel = await owner.http.create('/channels', { name: 'Paquets', parentId: spaceId });
  const [colleague, ...attackers] = people;
  if (colleague === undefined) throw new Error('nobody is here');
  return { channel, people: attackers, colleague };
}

/** Writes on while others attack. */
class Colleague {
  readonly tookMs: number[] = [];
  failed = 0;
  private stopped = false;
  private readonly chat: ChatClient;
  private readonly ended: Promise<void>;

  constructor(
    { http }: Person,
    private readonly channel: string,
  ) {
    this.chat = new ChatClient(http);
    this.ended = this.work();
  }

  private async work(): Promise<void> {
    while (!this.stopped) {
      await pause(WRITE_EVERY_MS);
      if (!this.chat.socket.connected) continue;
      const began = performance.now();
      try {
        await this.chat.sendOnce(this.channel, randomUUID(), 'Je continue à écrire.');
        this.tookMs.push(performance.now() - began);
      } catch {
        this.failed += 1;
      }
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.ended;
    this.chat.close();
  }
}

/** Twenty people of the house send packets that no client of ours would send, a million if asked; one more goes on working. */
export async function packets(
  total: number,
  { seed, say }: { readonly seed: number; readonly say: (line: string) => void },
): Promise<PacketsReport> {
  const random = new Random(seed);
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  try {
    const { channel, people, colleague } = await settleIn(server);
    const counts: PacketCounts = { sent: 0, connections: 0, refused: 0, accepted: 0, ended: 0 };
    const writer = new Colleague(colleague, channel);
    let early = 0;
    const watch = setInterval(() => {
      if (early === 0 && counts.sent >= total / 10 && server.isRunning) early = residentMb(server.pid);
      say(`${JSON.stringify(counts)} ${String(server.isRunning ? residentMb(server.pid) : 0)} MB`);
    }, 5_000);
    const ids = { channel, person: colleague.id, nobody: randomUUID() };
    const attacks = people.map(({ http }) =>
      attack(server.url, http.headers, {
        ...{ packets: Math.ceil(total / ATTACKERS), ids, counts },
        random: random.fork(),
      }),
    );
    await Promise.all(attacks).catch((error: unknown) => {
      if (server.isRunning) throw error;
    });
    clearInterval(watch);
    await writer.stop();
    const sorted = [...writer.tookMs].sort((a, b) => a - b);
    const at = (share: number): number => Math.round(sorted[Math.floor(sorted.length * share)] ?? NaN);
    const end = server.isRunning ? residentMb(server.pid) : 0;
    return {
      ...{ seed, packets: total, counts, exits: server.isRunning ? 0 : 1 },
      memoryMb: { early: early === 0 ? end : early, end },
      others: { sent: sorted.length, failed: writer.failed, p50: at(0.5), p99: at(0.99) },
    };
  } finally {
    await server.dispose();
  }
}
