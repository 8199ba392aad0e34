import { randomInt, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { getPriority, setPriority } from 'node:os';
import { pause } from '../../support/until.js';
import { type AttackPlan, type AttackReport } from './attack.js';
import { type Manner, MANNERS } from './manner.js';
import { bodyBytes, type Make, type Shot } from './shot.js';
import { SlowConnection } from './slow-connection.js';
import { keepSockets, type SocketPlan } from './socket-attack.js';

/** An attacker. It is told its plan, reports, and is ended. It takes what time the others leave: they are measured. */
setPriority(Math.min(19, getPriority() + 10));

const AT_ONCE: Readonly<Record<Manner, number>> = { hard: 40, hostile: 12, slow: 120 };
/** Of the time; the slow connections stay from beginning to end. */
const HARD_SHARE = 0.6;
/** Before the crowd comes. */
const ALONE_MS = 1_500;

const statuses: Record<Manner, Record<string, number>> = { hard: {}, hostile: {}, slow: {} };
const count = (manner: Manner, what: string): void => {
  statuses[manner][what] = (statuses[manner][what] ?? 0) + 1;
};
let number = randomInt(1_000_000) * 1_000_000;
const make: Make = {
  number: (): number => (number += 1),
  uuid: (): string => randomUUID(),
};

process.once('message', (plan: AttackPlan) => void run(plan));

async function run({ url, shots, sockets, seconds }: AttackPlan): Promise<void> {
  const before = performance.eventLoopUtilization();
  const both = MANNERS.slice(0, 2).every((manner) => shots[manner].length > 0 || uses(sockets, manner));
  const attacksHard = shots.hard.length > 0 || uses(sockets, 'hard');
  const ways = (manner: Manner): (() => void) =>
    sockets !== null && uses(sockets, manner)
      ? keepSockets(url, sockets, manner, { make, count: (what) => count(manner, what) })
      : () => undefined;
  const stop = ways('hard');
  if (attacksHard) await begin(url, shots.hard);
  const began = performance.now();
  const until = began + seconds * 1_000;
  const share = both ? HARD_SHARE : Number(attacksHard);
  const hardUntil = began + seconds * 1_000 * share;
  keepSlow(url, shots.slow);
  ways('slow');
  await repeat(url, 'hard', shots.hard, hardUntil);
  if (both) stop();
  ways('hostile');
  await repeat(url, 'hostile', shots.hostile, until);
  const { utilization } = performance.eventLoopUtilization(before);
  const report: AttackReport = { statuses, busy: Math.round(utilization * 100) / 100 };
  process.send?.(report);
}

const uses = (sockets: SocketPlan | null, manner: Manner): boolean =>
  sockets?.manners.includes(manner) ?? false;

function keepSlow(url: string, shots: readonly Shot[]): void {
  for (let index = 0; shots.length > 0 && index < AT_ONCE.slow; index += 1) {
    const shot = shots[index % shots.length];
    if (shot !== undefined)
      new SlowConnection(url, shot, index % 2 === 0 ? 'writing' : 'reading', (what) => count('slow', what));
  }
}

/** What the way in answers while nobody stands in it. */
async function begin(url: string, [first]: readonly Shot[]): Promise<void> {
  if (first !== undefined) void send(url, first, new Agent(), (status) => count('hard', status));
  const until = performance.now() + ALONE_MS;
  while (performance.now() < until && Object.keys(statuses.hard).length === 0) await pause(10);
}

/** Many at once, each followed by the next, until the moment comes. What is under way then stays under way. */
async function repeat(url: string, manner: Manner, shots: readonly Shot[], until: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE[manner] });
  let [next, answered] = [0, 0];
  const note = (status: string): void => {
    count(manner, status);
    answered += 1;
  };
  const work = async (): Promise<void> => {
    while (performance.now() < until) {
      const shot = shots[next % shots.length];
      if (shot === undefined) return;
      next += 1;
      await send(url, shot, agent, note);
    }
  };
  for (let times = 0; times < AT_ONCE[manner]; times += 1) void work();
  await pause(Math.max(0, until - performance.now()));
  if (next > answered) statuses[manner]['waiting'] = next - answered;
}

/** Notes the status once the answer begins, which may be an archive that takes minutes. Resolves when it is read to its end. */
function send(
  url: string,
  { method, path, headers, body }: Shot,
  agent: Agent,
  note: (status: string) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const bytes = bodyBytes(body, make);
    const length = bytes === null ? {} : { 'content-length': String(bytes.length) };
    const outgoing = request(`${url}${path}`, { method, agent, headers: { ...headers, ...length } });
    let isAnswered = false;
    outgoing.on('response', (answer) => {
      isAnswered = true;
      note(String(answer.statusCode));
      answer.resume();
      answer.on('error', () => undefined);
      answer.on('close', resolve);
    });
    outgoing.on('error', () => {
      if (!isAnswered) note('cut');
      resolve();
    });
    outgoing.end(bytes ?? undefined);
  });
}
