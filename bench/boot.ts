import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Maroquin } from '../test/support/maroquin.js';
import { descendants, embeddedPostgresPid } from '../test/support/process/process-tree.js';
import { firstAdministrator } from '../test/support/people.js';
import { pause } from '../test/support/until.js';
import { type Machine, machine, proportionalMb, residentMb, type Spread, spreadOf } from './machine.js';

/** Long enough for what a start leaves behind to be collected. */
const SETTLE_MS = 10_000;
/** Lines of the file of people that is taken in. */
const PEOPLE = 100;

export interface BootReport {
  readonly bench: 'boot';
  readonly runs: number;
  /** From the command to the ready line, on an empty folder: makes the database cluster and the schema. */
  readonly firstStartMs: number;
  /** The same on a folder that has been used: what `npm start` costs once everything is built. */
  readonly secondStartMs: Spread;
  /** The same after kill -9 of the server, and of the server and its PostgreSQL. */
  readonly killedStartMs: { readonly server: Spread; readonly everything: Spread };
  /** Nobody connected. Node resident; PostgreSQL with shared memory counted once. */
  readonly idleRssMb: { readonly node: number; readonly postgres: number; readonly total: number };
  /** From the command to its end, beside the server that runs: one that opens the database, and one that opens the suite. */
  readonly commandMs: { readonly migrate: Spread; readonly userCreate: Spread };
  /** `maroquin user import` of a hundred people. */
  readonly userImportMs: number;
  readonly machine: Machine;
}

export async function benchBoot(runs: number): Promise<BootReport> {
  const before = machine();
  const server = await Maroquin.prepare({
    ...{ env: { LOG_LEVEL: 'error' }, script: 'scripts/start.mjs', fromNothing: true },
  });
  try {
    await server.start();
    await firstAdministrator(server);
    for (let run = 0; run < runs; run += 1) await server.restart();
    const [firstStartMs = 0, ...others] = server.readyMs;
    const killedStartMs = {
      server: await startsAfterKill(server, 'node', runs),
      everything: await startsAfterKill(server, 'everything', runs),
    };
    const idleRssMb = await idle(server);
    return {
      bench: 'boot',
      ...{ runs, firstStartMs: Math.round(firstStartMs), secondStartMs: spreadOf(others), killedStartMs },
      idleRssMb,
      commandMs: await commands(server, runs),
      userImportMs: await importPeople(server),
      machine: before,
    };
  } finally {
    await server.dispose();
  }
}

async function startsAfterKill(
  server: Maroquin,
  victim: 'node' | 'everything',
  runs: number,
): Promise<Spread> {
  const known = server.readyMs.length;
  for (let run = 0; run < runs; run += 1) {
    await server.kill9(victim);
    await server.start();
  }
  return spreadOf(server.readyMs.slice(known));
}

/** A server that was started once more in an orderly way, as most are. */
async function idle(server: Maroquin): Promise<BootReport['idleRssMb']> {
  await server.restart();
  await pause(SETTLE_MS);
  const postmaster = embeddedPostgresPid(server.dataDir);
  if (postmaster === null) throw new Error('the embedded PostgreSQL does not run');
  const node = residentMb(server.pid);
  const postgres = proportionalMb([postmaster, ...descendants(postmaster)]);
  return { node, postgres, total: node + postgres };
}

async function commands(server: Maroquin, runs: number): Promise<BootReport['commandMs']> {
  const [migrate, userCreate]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    migrate.push(await timeOf(server, ['migrate']));
    const email = `nouvelle.${String(run)}@prefecture.example`;
    userCreate.push(
      await timeOf(server, ['user', 'create', '--email', email, '--name', 'Nouvelle Personne']),
    );
  }
  return { migrate: spreadOf(migrate), userCreate: spreadOf(userCreate) };
}

/** @throws {Error} with what it said, when it fails */
async function timeOf(server: Maroquin, args: readonly string[]): Promise<number> {
  const { code, stderr, tookMs } = await server.command(args);
  if (code !== 0) throw new Error(`maroquin ${args.join(' ')}: ${stderr}`);
  return tookMs;
}

async function importPeople(server: Maroquin): Promise<number> {
  const file = join(server.dataDir, 'personnes.csv');
  const lines = Array.from({ length: PEOPLE }, (_, number) => {
    const name = `personne.${String(number)}`;
    return `Personne ${String(number)};${name}@prefecture.example`;
  });
  writeFileSync(file, `nom;email\n${lines.join('\n')}\n`);
  return Math.round(await timeOf(server, ['user', 'import', file]));
}
