import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSoftHsm } from '@maroquin/testing';
import { z } from 'zod';
import { HttpClient, Refused } from '../../support/http-client.js';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, tokenOf } from '../../support/people.js';
import { upload } from '../../support/uploads.js';
import { runProgram } from '../outside/run-program.js';
import { OpenBao } from './openbao.js';

/** Where the keys of a trial are. */
interface Place {
  readonly kind: 'transit' | 'pkcs11';
  readonly env: Readonly<Record<string, string>>;
  /** Destroys an organisation's key there, as its custodian. */
  destroy(name: string): Promise<void>;
  close(): Promise<void>;
}

interface Scene {
  readonly place: Place;
  readonly folder: string;
  server: Maroquin;
  /** What was written before, and what reads it. */
  readonly written: { readonly fileId: string; readonly orgId: string; readonly token: string };
}

interface KeysResult {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  readonly failures: readonly { readonly name: string; readonly reason: string }[];
}

const CANARY = Buffer.from('Délibération du 12 mars, à huis clos');
const cardSchema = z.object({ ok: z.boolean(), extractable: z.boolean(), keyPerOrganisation: z.boolean() });

const read = ({ written }: Scene, { url }: Maroquin): Promise<Buffer> =>
  new HttpClient(url, { token: written.token }).bytes(`/files/${written.fileId}/content`);

async function opens(scene: Scene): Promise<void> {
  assert.deepEqual(await read(scene, scene.server), CANARY);
}

/** The same data folder with other providers. */
async function restartWith(scene: Scene, env: Record<string, string>): Promise<void> {
  await scene.server.stop();
  const all = { LOG_LEVEL: 'error', ...scene.place.env, ...env };
  scene.server = await Maroquin.prepare({ env: all, dataDir: scene.server.dataDir });
  await scene.server.start();
}

const CASES: readonly { readonly name: string; readonly run: (scene: Scene) => Promise<void> }[] = [
  {
    name: 'the card of `maroquin doctor keys` is good, and the key cannot be taken out',
    run: async ({ server }) => {
      const card = cardSchema.parse(await server.commandJson(['doctor', 'keys']));
      assert.deepEqual(card, { ok: true, extractable: false, keyPerOrganisation: true });
    },
  },
  {
    name: 'nothing that opens lies in the data folder',
    run: ({ server }) => {
      assert.equal(existsSync(join(server.dataDir, 'keys/instance.key')), false);
      return Promise.resolve();
    },
  },
  {
    name: 'what was written opens after the server started again',
    run: async (scene) => {
      await scene.server.restart();
      await opens(scene);
    },
  },
  {
    name: 'keys are renewed while the server runs, where there are versions',
    run: async (scene) => {
      const { code } = await scene.server.command(['keys', 'rotate']);
      assert.equal(code, scene.place.kind === 'transit' ? 0 : 1);
      await scene.server.restart();
      await opens(scene);
    },
  },
  {
    name: 'keys move to a file and back, and what was written opens at every step',
    run: async (scene) => {
      const file = join(scene.folder, 'moved.key');
      writeFileSync(file, `${Buffer.alloc(32, 9).toString('base64')}\n`, { mode: 0o600 });
      const { kind } = scene.place;
      await restartWith(scene, { KEY_PROVIDER: 'file', KEY_FILE: file, KEY_FORMER: kind });
      await scene.server.commandJson(['keys', 'move']);
      await opens(scene);
      await restartWith(scene, { KEY_FORMER: 'file', KEY_FORMER_FILE: file });
      await scene.server.commandJson(['keys', 'move']);
      rmSync(file);
      await restartWith(scene, {});
      await opens(scene);
    },
  },
  {
    name: 'an organisation whose key is destroyed is read nowhere any more, in a backup from before neither',
    run: async (scene) => {
      const backup = join(scene.folder, 'backup');
      await scene.server.commandJson(['backup', 'create', backup]);
      await scene.place.destroy(`maroquin-${scene.written.orgId}`);
      await scene.server.restart();
      await refuses(scene, scene.server);
      const env = { LOG_LEVEL: 'error', ...scene.place.env };
      const restored = await Maroquin.prepare({ env });
      try {
        await restored.commandJson(['restore', backup]);
        await restored.start();
        await refuses(scene, restored);
      } finally {
        await restored.dispose();
      }
    },
  },
];

async function refuses(scene: Scene, server: Maroquin): Promise<void> {
  await assert.rejects(
    () => read(scene, server),
    (error: unknown) => error instanceof Refused && error.problem?.code === 'key.missing',
  );
}

async function openBao(say: (line: string) => void): Promise<Place> {
  say('starting OpenBao');
  const bao = await OpenBao.start(say);
  return {
    kind: 'transit',
    env: { KEY_PROVIDER: 'transit', TRANSIT_URL: bao.origin, TRANSIT_TOKEN: bao.token },
    destroy: async (name) => {
      await bao.ask('POST', `transit/keys/${name}/config`, { deletion_allowed: true });
      await bao.ask('DELETE', `transit/keys/${name}`);
    },
    close: () => bao.close(),
  };
}

async function softHsm(): Promise<Place> {
  const hsm = await startSoftHsm();
  const { PKCS11_TOOL: tool, PKCS11_MODULE: module, PKCS11_TOKEN: token, PKCS11_PIN: pin } = hsm.env;
  return {
    kind: 'pkcs11',
    env: { KEY_PROVIDER: 'pkcs11', ...hsm.env },
    destroy: async (label) => {
      const id = createHash('sha256').update(label).digest('hex').slice(0, 40);
      const key = ['--delete-object', '--type', 'secrkey', '--id', id];
      const login = ['--module', module, '--token-label', token, '--login', '--pin', pin];
      const { code, stderr } = await runProgram(tool, [...login, ...key], { env: hsm.env });
      assert.equal(code, 0, stderr);
    },
    close: () => Promise.resolve(hsm.remove()),
  };
}

/**
 * The built server with its keys at a real OpenBao, or in a real SoftHSM.
 * @throws {MissingProgram}
 */
export async function runKeys(where: 'openbao' | 'pkcs11', say: (line: string) => void): Promise<KeysResult> {
  const place = where === 'openbao' ? await openBao(say) : await softHsm();
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-keys-'));
  const server = await Maroquin.prepare({ env: { LOG_LEVEL: 'error', ...place.env } });
  const first = server.dataDir;
  const failures: { name: string; reason: string }[] = [];
  try {
    await server.start();
    const { http, email } = await firstAdministrator(server);
    const { organisation } = await http.me();
    const parentId = await http.create('/spaces', { name: 'Séances' });
    const fileId = await upload(http, CANARY, { filename: 'séance.txt', parentId });
    const token = await tokenOf(server, email);
    const scene: Scene = { place, folder, server, written: { fileId, orgId: organisation.id, token } };
    for (const { name, run } of CASES) {
      const reason = await run(scene).then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      say(`${name}: ${reason ?? 'yes'}`);
      if (reason !== null) failures.push({ name, reason });
    }
    if (scene.server !== server) await scene.server.dispose();
  } finally {
    await server.dispose();
    rmSync(join(first, '..'), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
    await place.close();
  }
  const total = CASES.length;
  return { suite: where, passed: total - failures.length, failed: failures.length, total, failures };
}
