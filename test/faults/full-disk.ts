import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MissingProgram } from '../conformance/outside/missing-program.js';
import { pause, until } from '../support/until.js';
import type { Nemesis } from './nemesis.js';

/** A disk of its own for objects, small enough to be filled. */
const SIZE_MB = 384;
let disk = '';

/** The disk that keeps the objects is full while people work: nothing is acknowledged that is not kept, and it goes on. */
export const fullDisk: Nemesis = {
  bus: null,
  surroundings: () => {
    disk = mkdtempSync(join(tmpdir(), 'maroquin-full-disk-'));
    return Promise.resolve({ env: {}, before: mountObjects, close: unmount });
  },
  strike: async (_scene, random, work) => {
    const ballast = join(disk, 'ballast');
    fill(ballast);
    await pause(random.between(300, 3_000));
    rmSync(ballast);
    const from = performance.now();
    const before = work.acked.uploads;
    await until(() => work.acked.uploads > before, 'uploads go on', 60_000);
    return performance.now() - from;
  },
};

/** Where this server puts its objects. */
function mountObjects(dataDir: string): void {
  const objects = join(dataDir, 'objects');
  mkdirSync(objects, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(SIZE_MB)}m,mode=0700`, 'tmpfs', disk]);
    execFileSync('mount', ['--bind', disk, objects]);
  } catch {
    throw new MissingProgram('mount', 'run it as root, where file systems may be mounted');
  }
  mounted = objects;
}
let mounted: string | null = null;

function unmount(): Promise<void> {
  for (const folder of [mounted, disk]) if (folder !== null) spawnSync('umount', ['-l', folder]);
  rmSync(disk, { recursive: true, force: true });
  return Promise.resolve();
}

function fill(path: string): void {
  try {
    for (;;) writeFileSync(path, Buffer.alloc(1024 ** 2), { flag: 'a' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}
