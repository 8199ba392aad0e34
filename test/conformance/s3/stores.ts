import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { startCeph } from '@maroquin/testing';
import { freePort } from '../../support/maroquin.js';
import { inCeph } from '../../support/object-store.js';
import { until } from '../../support/until.js';
import { cacheFolder } from '../outside/cache-folder.js';
import { MissingProgram } from '../outside/missing-program.js';

export interface Store {
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** What Maroquin keeps objects in, each started for this run. They throw {MissingProgram}. */
export const STORES: Readonly<Record<string, () => Promise<Store>>> = {
  disk: () => Promise.resolve({ env: {}, stop: () => Promise.resolve() }),
  ceph: async () => {
    const ceph = await startCeph();
    return { env: inCeph(ceph), stop: () => ceph.stop() };
  },
  minio: startMinio,
};

const USER = 'maroquin';
const SECRET = 'maroquin-conformance';

async function startMinio(): Promise<Store> {
  const program = findMinio();
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-minio-'));
  const address = `127.0.0.1:${String(await freePort())}`;
  const server = spawn(program, ['server', '--address', address, '--quiet', folder], {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], HOME: folder, MINIO_ROOT_USER: USER, MINIO_ROOT_PASSWORD: SECRET },
  });
  const stop = async (): Promise<void> => {
    if (server.exitCode === null) {
      server.kill('SIGKILL');
      await new Promise((done) => server.once('exit', done));
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const endpoint = `http://${address}`;
  const isReady = async (): Promise<boolean> => (await fetch(`${endpoint}/minio/health/ready`)).ok;
  await until(isReady, 'MinIO is ready').catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const account = { S3_ACCESS_KEY: USER, S3_SECRET_KEY: SECRET };
  return { env: { OBJECT_STORAGE: 'minio', S3_ENDPOINT: endpoint, S3_BUCKET: 'maroquin', ...account }, stop };
}

/** On the path, or where an earlier run of `go install` was told to put it: it is a program of its own, never linked. */
function findMinio(): string {
  const cache = cacheFolder('minio');
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), cache]) {
    const program = join(folder, 'minio');
    try {
      accessSync(program, constants.X_OK);
      return program;
    } catch {
      // Not there.
    }
  }
  throw new MissingProgram('minio', `GOBIN=${cache} go install github.com/minio/minio@latest`);
}
