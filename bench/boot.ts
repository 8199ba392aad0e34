import { Maroquin } from '../test/support/maroquin.js';
import { descendants, embeddedPostgresPid } from '../test/support/process-tree.js';
import { firstAdministrator } from '../test/support/people.js';
import { pause } from '../test/support/until.js';
import { type Machine, machine, proportionalMb, residentMb, type Spread, spreadOf } from './machine.js';

/** Long enough for what a start leaves behind to be collected. */
const SETTLE_MS = 10_000;

export interface BootReport {
  readonly bench: 'boot';
  readonly runs: number;
  /** From the command to the ready line, on an empty folder: makes the database cluster and the schema. */
  readonly firstStartMs: number;
  /** The same on a folder that has been used: what `npm start` costs once everything is built. */
  readonly secondStartMs: Spread;
  /** Nobody connected. Node resident; PostgreSQL with shared memory counted once. */
  readonly idleRssMb: { readonly node: number; readonly postgres: number; readonly total: number };
  readonly machine: Machine;
}

export async function benchBoot(runs: number): Promise<BootReport> {
  const before = machine();
  const server = await Maroquin.prepare({ env: { LOG_LEVEL: 'error' }, script: 'scripts/start.mjs' });
  try {
    await server.start();
    await firstAdministrator(server);
    for (let run = 0; run < runs; run += 1) await server.restart();
    const [firstStartMs = 0, ...others] = server.readyMs;
    await pause(SETTLE_MS);
    const postmaster = embeddedPostgresPid(server.dataDir);
    if (postmaster === null) throw new Error('the embedded PostgreSQL does not run');
    const node = residentMb(server.pid);
    const postgres = proportionalMb([postmaster, ...descendants(postmaster)]);
    return {
      bench: 'boot',
      runs,
      firstStartMs: Math.round(firstStartMs),
      secondStartMs: spreadOf(others),
      idleRssMb: { node, postgres, total: node + postgres },
      machine: before,
    };
  } finally {
    await server.dispose();
  }
}
