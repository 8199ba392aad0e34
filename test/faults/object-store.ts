import { loadConfig } from '@maroquin/platform/config';
import { createObjectStorage } from '@maroquin/platform/object-storage';
import { startCeph } from '@maroquin/testing';
import { inCeph } from '../support/object-store.js';
import { pause, until } from '../support/until.js';
import type { Nemesis } from './nemesis.js';
import { Gateway, moods } from './gateway.js';

let gateway: Gateway | null = null;

/** The S3 store is gone, silent, slow, refuses, throttles or cuts its answers while people work. */
export const objectStore: Nemesis = {
  bus: null,
  surroundings: async () => {
    const ceph = await startCeph();
    const between = await Gateway.open(ceph.endpoint);
    gateway = between;
    const env = { ...inCeph(ceph), S3_ENDPOINT: between.url };
    const store = createObjectStorage(loadConfig({ ...env, DATA_DIR: '/nonexistent' }).objectStorage);
    await store.prepare();
    store.close();
    return {
      env,
      close: async () => {
        between.close();
        await ceph.stop();
      },
    };
  },
  strike: async (_scene, random, work) => {
    if (gateway === null) throw new Error('there is no store to harm');
    gateway.mood = random.pick(moods) ?? 'gone';
    await pause(random.between(200, 4_000));
    gateway.mood = 'well';
    const from = performance.now();
    const before = work.acked.uploads;
    await until(() => work.acked.uploads > before, 'uploads go on', 90_000);
    return performance.now() - from;
  },
};
