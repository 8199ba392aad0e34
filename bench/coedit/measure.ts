import { LoadProcess } from '../load-process.js';
import { percentiles, round } from '../rows.js';
import type { LoadJob, LoadResult } from './load.js';
import type { Typing } from './scales.js';
import type { Subject } from './subjects.js';

/** Figures of one round; processor time in µs, a delivery is one edit arriving at one other editor. */
export interface Measured {
  readonly sent: number;
  readonly acked: number;
  readonly failures: number;
  readonly serverPerUpdate: number;
  readonly serverPerDelivery: number;
  readonly databasePerUpdate: number;
  readonly ackP50: number;
  readonly ackP95: number;
  readonly ackP99: number;
  readonly propagationP50: number;
  readonly propagationP95: number;
  readonly propagationP99: number;
  readonly clientCpuMs: number;
}

export interface Timing {
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly tailMs?: number;
  /** Called when people begin to type. */
  readonly onGo?: () => void;
}

const CONNECT_WITHIN_MS = 90_000;
const TAIL_MS = 1500;

/** Lets people type into new documents. */
export async function measure(
  subject: Subject,
  typing: Typing,
  { warmUpMs, measureMs, tailMs = TAIL_MS, onGo }: Timing,
): Promise<Measured> {
  const { editorsEach, editsPerSecond } = typing;
  const targets = await subject.targets(typing.documents);
  const job: LoadJob = { targets, editorsEach, editsPerSecond, warmUpMs, measureMs, tailMs };
  const load = new LoadProcess(new URL('./load.js', import.meta.url), job);
  try {
    await load.heard('ready', CONNECT_WITHIN_MS);
    onGo?.();
    load.tell('go');
    await load.heard('begin', warmUpMs + CONNECT_WITHIN_MS);
    const before = subject.cpuMs();
    await load.heard('measured', measureMs + CONNECT_WITHIN_MS);
    const after = subject.cpuMs();
    const result = await load.heard<LoadResult>('end', tailMs + CONNECT_WITHIN_MS);
    return summarise(result, editorsEach, {
      server: after.server - before.server,
      database: after.database - before.database,
    });
  } finally {
    load.kill();
  }
}

function summarise(
  result: LoadResult,
  editorsEach: number,
  cpuMs: { readonly server: number; readonly database: number },
): Measured {
  const { sent, acked, failures, clientCpuMs } = result;
  const perUpdate = (milliseconds: number): number => round((milliseconds * 1000) / Math.max(1, sent));
  const ack = percentiles(result.ackMs);
  const propagation = percentiles(result.propagationMs);
  return {
    sent,
    acked,
    failures,
    serverPerUpdate: perUpdate(cpuMs.server),
    serverPerDelivery: round(perUpdate(cpuMs.server) / Math.max(1, editorsEach - 1)),
    databasePerUpdate: perUpdate(cpuMs.database),
    ackP50: ack(0.5),
    ackP95: ack(0.95),
    ackP99: ack(0.99),
    propagationP50: propagation(0.5),
    propagationP95: propagation(0.95),
    propagationP99: propagation(0.99),
    clientCpuMs: round(clientCpuMs),
  };
}
