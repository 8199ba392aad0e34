import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { workerFile } from '@maroquin/platform/config';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));
const workers = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('-worker.ts'),
);
/** What a thread may still do, once it has loaded what it runs. */
const TRIES = `
  const { parentPort, workerData } = require('node:worker_threads');
  const tried = (act) => { try { act().on('error', () => {}); return 'tried'; } catch (error) { return error.message; } };
  import(workerData).then(async () => {
    const { connect } = await import('node:net');
    parentPort.postMessage([
      tried(() => connect(9, '127.0.0.1')),
      tried(() => require('node:http').get('http://127.0.0.1:9/')),
      tried(() => require('node:dgram').createSocket('udp4')),
    ]);
  });
`;

describe('a thread that works on what strangers wrote', () => {
  it.each(workers)('has no network: %s', async (path) => {
    const file = workerFile(import.meta.url, `../src/${path.replace(/\.ts$/, '.js')}`);
    const worker = new Worker(TRIES, { eval: true, workerData: pathToFileURL(file).href });
    const answers = await new Promise<unknown>((done, fail) => {
      worker.once('message', done);
      worker.once('error', fail);
    });
    await worker.terminate();
    expect(answers).toEqual(Array.from({ length: 3 }, () => 'nothing here has a network'));
  });
});
