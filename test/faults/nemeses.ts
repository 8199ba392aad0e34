import type { Maroquin } from '../support/maroquin.js';
import { descendants, embeddedPostgresPid } from '../support/process-tree.js';
import { pause, until } from '../support/until.js';
import type { Random } from './random.js';

/** Does its harm once and resolves when the service works again. @returns how long that took, ms */
export type Nemesis = (server: Maroquin, random: Random) => Promise<number>;

async function restarted(server: Maroquin): Promise<number> {
  await server.start();
  return server.readyMs.at(-1) ?? 0;
}

async function recovered(server: Maroquin): Promise<number> {
  const from = performance.now();
  await until(async () => (await fetch(`${server.url}/healthz/ready`)).ok, 'ready again', 60_000);
  return performance.now() - from;
}

export const nemeses: Readonly<Record<string, Nemesis>> = {
  /** The server process dies at any moment; its PostgreSQL is left behind, as after an out-of-memory kill. */
  'kill9-server': async (server) => {
    await server.kill9('node');
    return restarted(server);
  },
  /** The machine loses power, but for what the disk had not yet. */
  'kill9-all': async (server) => {
    await server.kill9('everything');
    return restarted(server);
  },
  'kill9-postgres': async (server) => {
    await server.kill9('postgres');
    return recovered(server);
  },
  /** PostgreSQL neither answers nor closes for a while. */
  'pause-postgres': async (server, random) => {
    const postmaster = embeddedPostgresPid(server.dataDir);
    if (postmaster === null) throw new Error('there is no embedded PostgreSQL to pause');
    const all = [postmaster, ...descendants(postmaster)];
    for (const pid of all) process.kill(pid, 'SIGSTOP');
    await pause(random.between(500, 3_000));
    for (const pid of all) process.kill(pid, 'SIGCONT');
    return recovered(server);
  },
};
