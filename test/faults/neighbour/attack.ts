import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../support/process/house.js';
import type { Manner } from './manner.js';
import type { Shot } from './shot.js';
import type { SocketPlan } from './socket-attack.js';

export interface AttackPlan {
  readonly url: string;
  readonly shots: Readonly<Record<Manner, readonly Shot[]>>;
  /** null: a way that needs no socket. */
  readonly sockets: SocketPlan | null;
  readonly seconds: number;
}

export interface AttackReport {
  /** Answers by status; `cut`: the connection ended without one; `waiting`: unanswered at the end. */
  readonly statuses: Readonly<Record<Manner, Readonly<Record<string, number>>>>;
  /** How busy the attacker was, 0 to 1: at 1 it may not have been as hard as it could. */
  readonly busy: number;
}

export const NOTHING_SENT: AttackReport = { statuses: { hard: {}, hostile: {}, slow: {} }, busy: 0 };
/** Beyond its seconds: to make its first connections, and to report. */
const PATIENCE_MS = 15_000;

/** Attacks from a process of its own, which then ends without a word to the server, as attackers do. */
export async function attack(plan: AttackPlan): Promise<AttackReport> {
  const child = fork(join(ROOT, 'dist/test/faults/neighbour/attack-child.js'), [], {
    serialization: 'advanced',
    execArgv: ['--max-old-space-size=1024'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    return await reportOf(child, plan);
  } finally {
    child.kill('SIGKILL');
  }
}

function reportOf(child: ChildProcess, plan: AttackPlan): Promise<AttackReport> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('an attacker never reported')),
      plan.seconds * 1_000 + PATIENCE_MS,
    );
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      end();
    };
    child.once('message', (report: AttackReport) => settle(() => resolve(report)));
    child.once('error', (error) => settle(() => reject(error)));
    child.once('exit', (code) => settle(() => reject(new Error(`an attacker ended with ${String(code)}`))));
    child.send(plan);
  });
}
