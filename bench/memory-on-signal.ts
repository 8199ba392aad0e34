/**
 * Loaded into each server under measurement: at SIGUSR2 it collects garbage and writes what is in use, bytes, to the
 * file that MEMORY_FILE names. Nothing else changes.
 */
import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

const file = process.env['MEMORY_FILE'];
if (isMainThread && file !== undefined) {
  process.on('SIGUSR2', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    collect();
    collect();
    writeFileSync(file, JSON.stringify(process.memoryUsage()));
  });
}
