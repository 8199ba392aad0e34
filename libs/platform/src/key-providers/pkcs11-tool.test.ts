import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestPlatform, sharedPostgres, type SoftHsm, startSoftHsm } from '@maroquin/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, loadConfig, systemClock } from '../config/index.js';
import { initialiseInstance } from '../keys/index.js';
import { open } from './open-key-provider.js';
import { Pkcs11Tool } from './pkcs11-tool.js';
import { probeKeys } from './probe-keys.js';

const folder = mkdtempSync(join(tmpdir(), 'maroquin-pkcs11-'));
let hsm: SoftHsm;
beforeAll(async () => {
  hsm = await startSoftHsm();
  process.env['SOFTHSM2_CONF'] = hsm.env.SOFTHSM2_CONF;
});
afterAll(() => {
  hsm.remove();
  delete process.env['SOFTHSM2_CONF'];
  rmSync(folder, { recursive: true });
});

function configOf(more: NodeJS.ProcessEnv = {}): Config {
  const { SOFTHSM2_CONF: _, ...own } = hsm.env;
  return loadConfig({ ...own, KEY_PROVIDER: 'pkcs11', ...more });
}

describe('a security module that hangs', () => {
  it('is asked once, and those who wait for it are refused with the first', async () => {
    const tool = join(folder, 'hanging-tool');
    const calls = join(folder, 'calls');
    writeFileSync(tool, `#!/bin/sh\necho called >> '${calls}'\nexec sleep 600\n`, { mode: 0o755 });
    const hanging = await open(configOf({ PKCS11_TOOL: tool }).keyProvider, false);
    const asked = [1, 2, 3].map(() => hanging.describeKey(null));
    for (const one of await Promise.allSettled(asked))
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'key.provider-down' } });
    expect(readFileSync(calls, 'utf8')).toBe('called\n');
  }, 60_000);
});

describe('a security module that refuses the PIN', () => {
  it('is not asked again, and the card says what to correct', async () => {
    const tool = join(folder, 'counting-tool');
    const calls = join(folder, 'logins');
    const real = hsm.env.PKCS11_TOOL;
    writeFileSync(tool, `#!/bin/sh\necho "login $PKCS11_PIN" >> '${calls}'\nexec '${real}' "$@"\n`, {
      mode: 0o755,
    });
    process.env['PKCS11_PIN'] = '999999';
    const config = configOf({ PKCS11_TOOL: tool, PKCS11_PIN: '999999' });
    const refusing = await open(config.keyProvider, false);
    for (let turn = 0; turn < 3; turn += 1)
      await expect(refusing.describeKey(null)).rejects.toMatchObject({ code: 'key.provider-down' });
    delete process.env['PKCS11_PIN'];
    // Nor is the PIN handed over under the name that the server has it by.
    expect(readFileSync(calls, 'utf8')).toBe('login \n');
    expect((await probeKeys(config)).tries).toEqual([{ what: 'pin', verdict: 'failed' }]);
  });
});

describe('two that first need a key of one name', () => {
  it('at a security module make one', async () => {
    const platform = await openTestPlatform(await sharedPostgres());
    const both = [1, 2].map(() => open(configOf({ PKCS11_KEY: 'twice' }).keyProvider, false));
    const { owner } = platform.connections;
    await Promise.all(both.map(async (one) => initialiseInstance(owner, await one, systemClock)));
    const { keyProvider } = configOf();
    if (keyProvider.kind !== 'pkcs11') throw new Error('another provider');
    const listed = await new Pkcs11Tool(keyProvider).run(['--list-objects', '--type', 'secrkey']);
    expect(listed.toString('utf8').match(/label:\s+twice\s*$/gm)).toHaveLength(1);
    await platform.close();
  });
});
