import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_AGAIN_MS = 100;
/** A build takes seconds; who waits longer than this waits for something that hangs. */
const GIVE_UP_MS = 120_000;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A lock left behind by a killed build names a process that is gone: it is removed. */
function dropIfAbandoned(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (Number.isInteger(pid) && pid > 0 && !isAlive(pid)) rmSync(file, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

/** Runs `work` while no other process of this checkout builds. */
export async function withBuildLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  const giveUpAt = Date.now() + GIVE_UP_MS;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      dropIfAbandoned(file);
      if (Date.now() > giveUpAt) throw new Error(`another build holds ${file}: remove it if none runs`);
      await sleep(LOOK_AGAIN_MS);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
