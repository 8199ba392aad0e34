import { connect } from 'node:net';
import { once } from 'node:events';
import type { Maroquin } from '../support/maroquin.js';
import { descendants, embeddedPostgresPid } from '../support/process/process-tree.js';
import { pause, until } from '../support/until.js';
import { fullDisk } from './full-disk.js';
import { keys } from './keys.js';
import { objectStore } from './object-store.js';
import type { Nemesis } from './nemesis.js';
import type { Scene } from './scene.js';

async function restarted(server: Maroquin): Promise<number> {
  await server.start();
  return server.readyMs.at(-1) ?? 0;
}

/** Every node says that it is ready. */
async function recovered({ nodes }: Scene): Promise<number> {
  const from = performance.now();
  for (const { url } of nodes)
    await until(async () => (await fetch(`${url}/healthz/ready`)).ok, 'ready again', 60_000);
  return performance.now() - from;
}

/** These processes neither answer nor close for a while. */
async function frozen(pids: readonly number[], ms: number): Promise<void> {
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  await pause(ms);
  for (const pid of pids) process.kill(pid, 'SIGCONT');
}

async function flushAll(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write('FLUSHALL\r\n');
  await once(socket, 'data');
  socket.destroy();
}

function valkeyOf({ cluster }: Scene) {
  const valkey = cluster?.valkey ?? null;
  if (valkey === null) throw new Error('there is no Valkey to harm');
  return valkey;
}

export const nemeses: Readonly<Record<string, Nemesis>> = {
  keys,
  s3: objectStore,
  'disk-full': fullDisk,
  /** The server process dies at any moment; its PostgreSQL is left behind, as after an out-of-memory kill. */
  'kill9-server': {
    bus: null,
    strike: async ({ nodes: [server] }) => {
      await server.kill9('node');
      return restarted(server);
    },
  },
  /** The machine loses power, but for what the disk had not yet. */
  'kill9-all': {
    bus: null,
    strike: async ({ nodes: [server] }) => {
      await server.kill9('everything');
      return restarted(server);
    },
  },
  'kill9-postgres': {
    bus: null,
    strike: async (scene) => {
      await scene.nodes[0].kill9('postgres');
      return recovered(scene);
    },
  },
  /** PostgreSQL neither answers nor closes for a while. */
  'pause-postgres': {
    bus: null,
    strike: async (scene, random) => {
      const postmaster = embeddedPostgresPid(scene.nodes[0].dataDir);
      if (postmaster === null) throw new Error('there is no embedded PostgreSQL to pause');
      await frozen([postmaster, ...descendants(postmaster)], random.between(500, 3_000));
      return recovered(scene);
    },
  },
  /** One of two nodes dies; the people of the other one go on meanwhile. */
  'kill9-node': {
    bus: 'postgres',
    strike: async ({ nodes }, random) => {
      const node = random.pick(nodes) ?? nodes[0];
      await node.kill9('node');
      await pause(random.between(0, 500));
      return restarted(node);
    },
  },
  /** What carries hints between two nodes dies, forgets everything, or stands still. */
  valkey: {
    bus: 'valkey',
    strike: async (scene, random) => {
      const valkey = valkeyOf(scene);
      const ms = random.between(100, 3_000);
      switch (random.pick(['kill', 'flush', 'freeze'])) {
        case 'kill':
          await valkey.kill();
          await pause(ms);
          await valkey.start();
          break;
        case 'flush':
          await flushAll(valkey.url);
          break;
        default:
          await frozen([valkey.pid], ms);
      }
      return recovered(scene);
    },
  },
};
