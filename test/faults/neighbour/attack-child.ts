import { randomInt, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { getPriority, setPriority } from 'node:os';
import type { AttackPlan, AttackReport, Manner } from './attack.js';
import { bodyBytes, type Shot } from './shot.js';
import { SlowConnection } from './slow-connection.js';

/** An attacker. It is told its plan, reports, and is ended. It takes what time the others leave: they are measured. */
setPriority(Math.min(19, getPriority() + 10));

const AT_ONCE: Readonly<Record<Manner, number>> = { hard: 40, hostile: 12, slow: 120 };
/** Of the time; the slow connections stay from beginning to end. */
const HARD_SHARE = 0.6;

const statuses: Record<Manner, Record<string, number>> = { hard: {}, hostile: {}, slow: {} };
const count = (manner: Manner, what: string): void => {
  statuses[manner][what] = (statuses[manner][what] ?? 0) + 1;
};
let number = randomInt(1_000_000) * 1_000_000;
const make = {
  number: (): number => (number += 1),
  uuid: (): string => randomUUID(),
};

process.once('message', (plan: AttackPlan) => void run(plan));

async function run(plan: AttackPlan): Promise<void> {
  const before = performance.eventLoopUtilization();
  const { hard, hostile, slow } = plan.shots;
  await begin(plan.url, hard);
  const both = hard.length > 0 && hostile.length > 0;
  const began = performance.now();
  const hardMs = plan.seconds * 1_000 * (both ? HARD_SHARE : 1);
  for (let index = 0; slow.length > 0 && index < AT_ONCE.slow; index += 1) {
    const shot = slow[index % slow.length];
    if (shot !== undefined)
      new SlowConnection(plan.url, shot, index % 2 === 0 ? 'writing' : 'reading', (what) =>
        count('slow', what),
      );
  }
  await repeat(plan.url, 'hard', hard, began + hardMs);
  await repeat(plan.url, 'hostile', hostile, began + plan.seconds * 1_000);
  await new Promise((done) =>
    setTimeout(done, Math.max(0, began + plan.seconds * 1_000 - performance.now())),
  );
  const { utilization } = performance.eventLoopUtilization(before);
  const report: AttackReport = { statuses, busy: Math.round(utilization * 100) / 100 };
  process.send?.(report);
}

/** One request alone: what the way in answers while nobody stands in it. */
async function begin(url: string, [first]: readonly Shot[]): Promise<void> {
  if (first !== undefined) count('hard', await send(url, first, new Agent()));
}

/** Many at once, each followed by the next, until the moment comes. What is under way then stays under way. */
async function repeat(url: string, manner: Manner, shots: readonly Shot[], until: number): Promise<void> {
  if (shots.length === 0) return;
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE[manner] });
  let [next, answered] = [0, 0];
  const work = async (): Promise<void> => {
    while (performance.now() < until) {
      const shot = shots[next % shots.length];
      next += 1;
      if (shot !== undefined) count(manner, await send(url, shot, agent));
      answered += 1;
    }
  };
  const ended = new Promise((done) => setTimeout(done, until - performance.now()));
  await Promise.race([Promise.all(Array.from({ length: AT_ONCE[manner] }, work)), ended]);
  statuses[manner]['waiting'] = next - answered;
}

/** @returns the status of the answer, read to its end */
function send(url: string, { method, path, headers, body }: Shot, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    const bytes = bodyBytes(body, make);
    const length = bytes === null ? {} : { 'content-length': String(bytes.length) };
    const outgoing = request(`${url}${path}`, { method, agent, headers: { ...headers, ...length } });
    outgoing.on('response', (answer) => {
      answer.resume();
      answer.on('error', () => undefined);
      answer.on('close', () => resolve(String(answer.statusCode)));
    });
    outgoing.on('error', () => resolve('cut'));
    outgoing.end(bytes ?? undefined);
  });
}
