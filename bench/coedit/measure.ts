import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadJob, LoadMessage, LoadResult } from './load.js';
import type { Target } from './raw-editor.js';
import type { Scale, Scenario } from './scenarios.js';
import { durations } from './scenarios.js';

/** A server under load: where its documents are, and the processor time it has used, ms. */
export interface Subject {
  readonly name: string;
  targets(documents: number): Promise<readonly Target[]>;
  cpuMs(): { readonly server: number; readonly database: number };
  close(): Promise<void>;
}

export interface Measured {
  readonly sent: number;
  readonly acked: number;
  readonly failures: number;
  /** Processor time, µs. A delivery is one edit arriving at one other editor. */
  readonly serverPerUpdate: number;
  readonly serverPerDelivery: number;
  readonly databasePerUpdate: number;
  readonly ackMs: Percentiles;
  readonly propagationMs: Percentiles;
  readonly clientCpuMs: number;
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const LOAD = fileURLToPath(new URL('./load.js', import.meta.url));
const CONNECT_WITHIN_MS = 60_000;

export async function measure(subject: Subject, scenario: Scenario, scale: Scale): Promise<Measured> {
  const { warmUpMs, measureMs } = durations[scale];
  const job: LoadJob = {
    targets: await subject.targets(scenario.documents),
    editorsEach: scenario.editorsEach,
    editsPerSecond: scenario.editsPerSecond,
    firstClient: 1_000_000_000,
    warmUpMs,
    measureMs,
  };
  const child = fork(LOAD, [JSON.stringify(job)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  try {
    await heard(child, 'ready', CONNECT_WITHIN_MS);
    child.send('go');
    await heard(child, 'begin', warmUpMs + CONNECT_WITHIN_MS);
    const before = subject.cpuMs();
    const { result } = await heard(child, 'end', measureMs + CONNECT_WITHIN_MS);
    const after = subject.cpuMs();
    return summarise(result, scenario, {
      server: after.server - before.server,
      database: after.database - before.database,
    });
  } finally {
    child.kill('SIGKILL');
  }
}

function summarise(
  result: LoadResult,
  { editorsEach }: Scenario,
  cpuMs: { readonly server: number; readonly database: number },
): Measured {
  const { sent, acked, failures, clientCpuMs } = result;
  const perUpdate = (milliseconds: number): number => round((milliseconds * 1000) / Math.max(1, sent));
  return {
    sent,
    acked,
    failures,
    serverPerUpdate: perUpdate(cpuMs.server),
    serverPerDelivery: round(perUpdate(cpuMs.server) / Math.max(1, editorsEach - 1)),
    databasePerUpdate: perUpdate(cpuMs.database),
    ackMs: percentiles(result.ackMs),
    propagationMs: percentiles(result.propagationMs),
    clientCpuMs: round(clientCpuMs),
  };
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

function heard<S extends LoadMessage['say']>(
  child: ChildProcess,
  say: S,
  withinMs: number,
): Promise<Extract<LoadMessage, { say: S }>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the load process never said ${say}`)), withinMs);
    const ended = (code: number | null): void =>
      reject(new Error(`the load process ended with ${String(code)}`));
    const listen = (message: LoadMessage): void => {
      if (message.say !== say) return;
      clearTimeout(timer);
      child.off('message', listen).off('exit', ended);
      resolve(message as Extract<LoadMessage, { say: S }>);
    };
    child.on('message', listen).on('exit', ended);
  });
}
