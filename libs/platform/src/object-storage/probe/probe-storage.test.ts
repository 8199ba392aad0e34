import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedObjectStore } from '@maroquin/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cardLines, createObjectStorage, probeStorage } from '../index.js';
import type { CapabilityCard } from './capability-card.js';

const NEEDED = ['reach', 'write-read', 'overwrite', 'range', 'large', 'list', 'delete', 'private'];
let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'maroquin-probe-'));
});
afterEach(() => rmSync(base, { recursive: true }));

async function ceph(): Promise<Parameters<typeof probeStorage>[0]> {
  const { endpoint, accessKey, secretKey } = await sharedObjectStore();
  const bucket = `probe-${randomBytes(4).toString('hex')}`;
  return { preset: 'ceph', endpoint, region: null, bucket, accessKey, secretKey };
}

function failures(card: CapabilityCard): string[] {
  return card.findings.filter(({ ok, required }) => !ok && required).map(({ name }) => name);
}

describe('the probe of a store', () => {
  test('finds all that is needed on disk, and leaves nothing there', async () => {
    const config = { preset: 'disk', folder: join(base, 'objects') } as const;
    const card = await probeStorage(config, { prepare: true });
    expect(card.findings.filter(({ required }) => required).map(({ name }) => name)).toEqual(NEEDED);
    expect({ ok: card.ok, failures: failures(card) }).toEqual({ ok: true, failures: [] });
    for await (const left of createObjectStorage(config).list('')) expect(left).toBeUndefined();
  });

  test('finds all that is needed on Ceph, and tells of versions and locks without needing them', async () => {
    const card = await probeStorage(await ceph(), { prepare: true });
    expect({ ok: card.ok, failures: failures(card) }).toEqual({ ok: true, failures: [] });
    expect(card.findings.find(({ name }) => name === 'versioning')).toMatchObject({
      ok: false,
      required: false,
    });
    expect(card).toMatchObject({ kind: 's3', region: 'default', qualification: 'self-hosted' });
  });

  test('says that the bucket is missing, and how to make it', async () => {
    const card = await probeStorage(await ceph());
    expect(failures(card)).toEqual(['reach']);
    expect(card.findings[0]?.remedy?.fr).toContain('--prepare');
  });

  test('says that the credentials are wrong, and shows neither of them', async () => {
    const card = await probeStorage({ ...(await ceph()), secretKey: 'wrong-secret' } as Parameters<
      typeof probeStorage
    >[0]);
    expect(failures(card)).toEqual(['reach']);
    expect(JSON.stringify(card)).not.toMatch(/wrong-secret|TESTACCESS/);
  });

  test('says that nothing answers, and where to look', async () => {
    const config = await ceph();
    const card = await probeStorage({ ...config, endpoint: 'http://127.0.0.1:9' } as Parameters<
      typeof probeStorage
    >[0]);
    expect(card.findings[0]?.remedy?.fr).toContain('S3_ENDPOINT');
  });

  test('refuses a folder that other accounts can enter', async () => {
    const config = { preset: 'disk', folder: join(base, 'objects') } as const;
    await createObjectStorage(config).prepare();
    chmodSync(config.folder, 0o755);
    expect(failures(await probeStorage(config))).toEqual(['private']);
  });

  test('is told to people in French and in English, with a remedy under what failed', async () => {
    const card = await probeStorage({ preset: 'disk', folder: join(base, 'absent') });
    expect(cardLines(card, 'fr').slice(1)).toEqual([
      '  ✗ Joindre\u00a0: le dossier n’existe pas',
      '    → Lancez maroquin doctor storage --prepare, qui le crée.',
      'Ce stockage ne convient pas encore.',
    ]);
    expect(cardLines(card, 'en')[1]).toBe('  ✗ Reach: the folder does not exist');
  });
});
