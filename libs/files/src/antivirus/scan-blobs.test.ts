import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Verdict } from './clamd.js';
import { ScanBlobs } from './scan-blobs.js';
import { SettleScans } from './settle-scans.js';

const MINUTE = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'maroquin-clamd-'));
const path = join(folder, 'socket');
let platform: TestPlatform;
let server: Server;

/** A clamd that says what it is, and ends at any content. */
beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (asked: Buffer) => {
      if (asked.includes('zVERSION')) socket.write('ClamAV 1.4.6\0');
      else socket.destroy();
    });
  }).listen(path);
});
afterAll(async () => {
  server.close();
  rmSync(folder, { recursive: true });
  await platform.close();
});

async function waitingContent(): Promise<{ orgId: string; blobId: string }> {
  const orgId = await createTestOrganisation(platform);
  const [blobId, keyId] = [uuidv7(), uuidv7()];
  await platform.asOwner(
    `insert into data_key (id, org_id, generation, wrapped, created_at) values ($1, $2, 1, '', now())`,
    [keyId, orgId],
  );
  await platform.asOwner(
    `insert into blob (id, org_id, address, key_id, size, size_sealed, part_count, part_bytes, refs, created_at)
     values ($1, $2, $3, $4, 0, '', 0, 1, 1, now())`,
    [blobId, orgId, Buffer.from(blobId), keyId],
  );
  await platform.asOwner('insert into blob_scan (org_id, blob_id, asked_at) values ($1, $2, now())', [
    ...[orgId, blobId],
  ]);
  return { orgId, blobId };
}

it('content that the antivirus ends with is called not scanned after five tries, and the antivirus is not away', async () => {
  const { orgId, blobId } = await waitingContent();
  let now = Date.now();
  const settled: [string, Verdict][] = [];
  const scans = new ScanBlobs(
    { clamd: { path } },
    platform.database,
    { open: () => Promise.resolve(Readable.from([Buffer.from('x')])) },
    {
      settle: (_orgId, id, verdict) => {
        settled.push([id, verdict]);
        return Promise.resolve();
      },
    },
    { now: () => new Date(now) },
    { error: () => undefined, warn: () => undefined },
  );
  for (let tries = 1; tries <= 5; tries += 1) {
    expect(settled).toEqual([]);
    await scans.one(orgId, blobId);
    now += 2 * MINUTE;
  }
  expect(settled).toEqual([[blobId, { state: 'unscanned', virus: null }]]);
  expect(scans.works).toBe(true);
});

it('what was found in content stays found, whatever a second scan says', async () => {
  const { orgId, blobId } = await waitingContent();
  const unused = (): never => {
    throw new Error('no file has this content');
  };
  const settling = new SettleScans(
    platform.database,
    { settings: { setScan: unused } },
    { notify: unused },
    {
      now: () => new Date(),
    },
  );
  await settling.settle(orgId, blobId, { state: 'infected', virus: 'Test' });
  await settling.settle(orgId, blobId, { state: 'clean', virus: null });
  const [row] = await platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
    tx.query('select state, virus from blob_scan where blob_id = $1', [blobId]),
  );
  expect(row).toEqual({ state: 'infected', virus: 'Test' });
});
