import { randomBytes } from 'node:crypto';
import type { sharedObjectStore } from '@maroquin/testing';
import type { Maroquin } from './maroquin.js';

/** Settings for a bucket of one's own in a Ceph gateway. */
export const inCeph = (ceph: Awaited<ReturnType<typeof sharedObjectStore>>): Record<string, string> => ({
  OBJECT_STORAGE: 'ceph',
  S3_ENDPOINT: ceph.endpoint,
  S3_REGION: ceph.region,
  S3_BUCKET: `journey-${randomBytes(6).toString('hex')}`,
  S3_ACCESS_KEY: ceph.accessKey,
  S3_SECRET_KEY: ceph.secretKey,
});

/** Makes the bucket as an administrator would. */
export async function prepareStore(server: Maroquin): Promise<void> {
  const { code, stderr } = await server.command(['doctor', 'storage', '--prepare']);
  if (code !== 0) throw new Error(`the object store is not usable: ${stderr}`);
}
