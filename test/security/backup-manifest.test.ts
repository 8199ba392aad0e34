import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Maroquin } from '../support/maroquin.js';
import type { Ended } from '../support/process/program.js';
import { firstAdministrator } from '../support/people.js';
import { upload } from '../support/uploads.js';

/** A backup is carried about and may be changed on its way: what it names must not lead out of its own folder. */
const manifestSchema = z.looseObject({
  objects: z.array(z.object({ key: z.string(), bytes: z.number(), sha256: z.string() })).min(1),
});

const base = mkdtempSync(join(tmpdir(), 'maroquin-manifest-'));
const sound = join(base, 'sound');
const secret = Buffer.from('a file of this machine that is no part of any backup');
const outside = join(base, 'outside');
let server: Maroquin;

beforeAll(async () => {
  writeFileSync(outside, secret);
  server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  const { http } = await firstAdministrator(server);
  await upload(http, randomBytes(1_000), { filename: 'a.bin' });
  await server.commandJson(['backup', 'create', sound]);
});
afterAll(async () => {
  await server.dispose();
  rmSync(base, { recursive: true, force: true });
});

const copyOfSound = (name: string): string => {
  const folder = join(base, name);
  cpSync(sound, folder, { recursive: true });
  return folder;
};

type Objects = z.infer<typeof manifestSchema>['objects'];

function changeObjects(folder: string, change: (objects: Objects) => void): void {
  const path = join(folder, 'manifest.json');
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  change(manifest.objects);
  writeFileSync(path, JSON.stringify(manifest));
}

const firstObject = (folder: string): string => {
  let key = '';
  changeObjects(folder, (objects) => (key = objects[0]?.key ?? ''));
  return join(folder, 'objects', key);
};

const isIntact = async (folder: string): Promise<boolean> =>
  (await server.command(['backup', 'verify', folder])).code === 0;

/** What restoring it into an empty place says. */
async function restore(folder: string): Promise<Ended> {
  const place = await Maroquin.prepare({
    env: { LOG_LEVEL: 'error', KEY_FILE: join(server.dataDir, 'keys/instance.key') },
  });
  try {
    return await place.command(['restore', folder]);
  } finally {
    await place.dispose();
  }
}

describe('a backup', () => {
  it('as it was made is intact', async () => {
    expect(await isIntact(copyOfSound('copy'))).toBe(true);
  });

  it.each([
    ['two folders up', '../../outside'],
    ['up from within', 'b/../../../outside'],
    ['an absolute path', outside.toLowerCase() === outside ? outside : '/etc/hostname'],
  ])('whose manifest names a file by %s is refused', async (name, key) => {
    const folder = copyOfSound(`key ${name}`);
    const bytes = key.startsWith('/etc') ? readFileSync(key) : secret;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    changeObjects(folder, (objects) => objects.push({ key, bytes: bytes.length, sha256 }));
    expect(await isIntact(folder)).toBe(false);
  });

  it('one of whose files is a symbolic link is refused, though the bytes behind it have the right hash', async () => {
    const folder = copyOfSound('link');
    const object = firstObject(folder);
    const moved = join(base, 'moved');
    renameSync(object, moved);
    symlinkSync(moved, object);
    expect(await isIntact(folder)).toBe(false);
  });

  it('one of whose folders is a symbolic link is refused', async () => {
    const folder = copyOfSound('linked folder');
    const object = firstObject(folder);
    const moved = join(base, 'moved-folder');
    renameSync(dirname(object), moved);
    symlinkSync(moved, dirname(object));
    expect(await isIntact(folder)).toBe(false);
  });

  it('one of whose files is a named pipe is refused, and is not waited for', async () => {
    const folder = copyOfSound('pipe');
    const object = firstObject(folder);
    rmSync(object);
    execFileSync('mkfifo', [object]);
    expect(await isIntact(folder)).toBe(false);
  });

  it('that names a file outside, or holds a link to one, is not restored', async () => {
    const outwards = copyOfSound('outwards');
    const sha256 = createHash('sha256').update(secret).digest('hex');
    changeObjects(outwards, (objects) =>
      objects.push({ key: '../../outside', bytes: secret.length, sha256 }),
    );
    const linked = copyOfSound('linked');
    const object = firstObject(linked);
    renameSync(object, join(base, 'linked-object'));
    symlinkSync(join(base, 'linked-object'), object);
    for (const folder of [outwards, linked]) {
      const restored = await restore(folder);
      expect([restored.code, restored.stdout]).toEqual([1, '']);
      expect(restored.stderr).toMatch(/sauvegarde/i);
    }
  });
});
