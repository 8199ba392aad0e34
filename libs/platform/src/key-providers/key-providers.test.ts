import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type SoftHsm,
  startSoftHsm,
  type TestPlatform,
  TransitDouble,
} from '@maroquin/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Config, loadConfig, newId, systemClock } from '../config/index.js';
import { createLogger } from '../logging/index.js';
import { type KeyProvider, Keys, openInstanceKeys, rewrapKeys } from '../keys/index.js';
import { MovingKeyProvider } from './moving-key-provider.js';
import { open, openKeyProvider } from './open-key-provider.js';
import { probeKeys } from './probe-keys.js';

const folder = mkdtempSync(join(tmpdir(), 'maroquin-keys-'));
const logger = { error: () => undefined, warn: () => undefined };
let transit: TransitDouble;
let hsm: SoftHsm;

beforeAll(async () => {
  transit = await TransitDouble.start();
  hsm = await startSoftHsm();
  process.env['SOFTHSM2_CONF'] = hsm.env.SOFTHSM2_CONF;
});
afterEach(() => {
  transit.state = 'up';
});
afterAll(async () => {
  await transit.close();
  hsm.remove();
  delete process.env['SOFTHSM2_CONF'];
  rmSync(folder, { recursive: true });
});

function configOf(kind: 'file' | 'transit' | 'pkcs11', more: NodeJS.ProcessEnv = {}): Config {
  const { SOFTHSM2_CONF: _, ...pkcs11 } = hsm.env;
  const own = {
    file: { KEY_FILE: join(folder, 'instance.key') },
    transit: { TRANSIT_URL: transit.origin, TRANSIT_TOKEN: transit.token },
    pkcs11,
  }[kind];
  return loadConfig({ ...own, KEY_PROVIDER: kind, ...more });
}
const providerOf = (config: Config): Promise<KeyProvider> =>
  openKeyProvider({ config, clock: systemClock, logger }, true);

describe.each(['file', 'transit', 'pkcs11'] as const)('the key provider %s', (kind) => {
  it('gives back what it wrapped, for the same owner and purpose alone', async () => {
    const provider = await providerOf(configOf(kind));
    const org = newId();
    await provider.ensureKey(null);
    await provider.ensureKey(org);
    const secret = Buffer.alloc(32, 7);
    const wrapped = await provider.wrap(org, secret, 'a purpose');
    expect(wrapped.includes(secret)).toBe(false);
    expect(await provider.unwrap(org, wrapped, 'a purpose')).toEqual(secret);
    const missing = { code: 'key.missing' };
    await expect(provider.unwrap(org, wrapped, 'another')).rejects.toMatchObject(missing);
    wrapped.writeUInt8((wrapped.at(-1) ?? 0) ^ 4, wrapped.length - 1);
    await expect(provider.unwrap(org, wrapped, 'a purpose')).rejects.toMatchObject(missing);
    if (!provider.keyPerOrganisation) return;
    await expect(provider.unwrap(null, await provider.wrap(org, secret, 'p'), 'p')).rejects.toMatchObject(
      missing,
    );
  });

  it('shows on its card what it can do', async () => {
    const config = configOf(kind);
    await (await providerOf(config)).ensureKey(null);
    expect(await probeKeys(config)).toMatchObject({ ok: true, provider: kind, extractable: kind === 'file' });
  });
});

describe.each(['transit', 'pkcs11'] as const)('the key of one organisation at %s', (kind) => {
  it('is destroyed alone, and opens nothing any more', async () => {
    const provider = await providerOf(configOf(kind));
    const [org, other] = [newId(), newId()];
    for (const one of [org, other]) await provider.ensureKey(one);
    const wrapped = await provider.wrap(org, Buffer.alloc(32, 1), 'p');
    const kept = await provider.wrap(other, Buffer.alloc(32, 2), 'p');
    await provider.destroyKey(org);
    await provider.destroyKey(org);
    expect(await provider.describeKey(org)).toBeNull();
    await expect(provider.unwrap(org, wrapped, 'p')).rejects.toMatchObject({ code: 'key.missing' });
    // Not even after another one was made under its name.
    await provider.ensureKey(org);
    await expect(provider.unwrap(org, wrapped, 'p')).rejects.toMatchObject({ code: 'key.missing' });
    expect(await provider.unwrap(other, kept, 'p')).toEqual(Buffer.alloc(32, 2));
  });
});

it.each(['transit', 'pkcs11'] as const)(
  'what %s unwraps to another length than a key is not used',
  async (kind) => {
    const provider = await providerOf(configOf(kind));
    await provider.ensureKey(null);
    const empty = await provider.wrap(null, Buffer.alloc(0), 'p');
    await expect(provider.unwrap(null, empty, 'p')).rejects.toMatchObject({ code: 'key.provider-down' });
  },
);

describe('a provider that does not answer', () => {
  it('is said to be down within the limit, and whoever asks next does not wait', async () => {
    const provider = await providerOf(configOf('transit'));
    await provider.ensureKey(null);
    transit.state = 'silent';
    const down = { code: 'key.provider-down', retryAfterSeconds: 5 };
    await expect(provider.wrap(null, Buffer.alloc(32), 'p')).rejects.toMatchObject(down);
    const { asked } = transit;
    await expect(provider.wrap(null, Buffer.alloc(32), 'p')).rejects.toMatchObject(down);
    expect(transit.asked).toBe(asked);
  });

  it('is logged once when it goes and once when it is back', async () => {
    const lines: string[] = [];
    let now = 0;
    const provider = await openKeyProvider(
      {
        config: configOf('transit'),
        clock: { now: () => new Date(now) },
        logger: createLogger({ logLevel: 'warn' }, { write: (line) => lines.push(line) }),
      },
      true,
    );
    await provider.ensureKey(null);
    transit.state = 'sealed';
    for (let turn = 0; turn < 4; turn += 1) {
      await expect(provider.describeKey(null)).rejects.toMatchObject({ code: 'key.provider-down' });
      now += 1_500;
    }
    expect([provider.works, lines.length]).toEqual([false, 1]);
    transit.state = 'up';
    now += 3_000;
    await provider.describeKey(null);
    expect([provider.works, lines.length]).toEqual([true, 2]);
  });

  it('for one organisation alone leaves all others what they have, and a token that ended does not', async () => {
    let now = 0;
    const clock = { now: () => new Date(now) };
    const token = join(folder, 'token-of-all');
    writeFileSync(token, transit.token);
    const config = configOf('transit', { TRANSIT_TOKEN: '', TRANSIT_TOKEN_FILE: token });
    const provider = await openKeyProvider({ config, clock, logger }, true);
    const [refused, other] = [newId(), newId()];
    for (const one of [null, refused, other]) await provider.ensureKey(one);
    const wrapped = await provider.wrap(refused, Buffer.alloc(32, 1), 'p');
    const kept = await provider.wrap(other, Buffer.alloc(32, 2), 'p');
    const down = { code: 'key.provider-down' };

    transit.forbidden.add(`maroquin-${refused}`);
    await expect(provider.unwrap(refused, wrapped, 'p')).rejects.toMatchObject(down);
    const { asked } = transit;
    await expect(provider.unwrap(refused, wrapped, 'p')).rejects.toMatchObject(down);
    expect(transit.asked).toBe(asked);
    expect(await provider.unwrap(other, kept, 'p')).toEqual(Buffer.alloc(32, 2));
    expect(provider.works).toBe(true);

    transit.forbidden.clear();
    now += 3_000;
    expect(await provider.unwrap(refused, wrapped, 'p')).toEqual(Buffer.alloc(32, 1));
    const before = transit.token;
    transit.token = 'un autre jeton';
    await expect(provider.unwrap(other, kept, 'p')).rejects.toMatchObject(down);
    expect(provider.works).toBe(false);
    transit.token = before;
  });

  it('refuses a token that ended until the file holds the new one', async () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'ended\n');
    const config = configOf('transit', { TRANSIT_TOKEN: '', TRANSIT_TOKEN_FILE: file });
    const provider = await open(config.keyProvider, false);
    await expect(provider.describeKey(null)).rejects.toMatchObject({ code: 'key.provider-down' });
    writeFileSync(file, `${transit.token}\n`);
    expect(await provider.describeKey(null)).not.toBeNull();
  });

  it('does when the security module is gone', async () => {
    const provider = await open(configOf('pkcs11').keyProvider, false);
    await provider.ensureKey(null);
    hsm.takeAway();
    await expect(provider.describeKey(null)).rejects.toMatchObject({ code: 'key.provider-down' });
    hsm.bringBack();
    expect(await provider.describeKey(null)).not.toBeNull();
  });
});

describe('an instance whose keys move', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
  });
  afterAll(() => platform.close());
  const context = { table: 'essai', column: 'name', row: '1' };

  it('opens with the new provider what was sealed before, and rotates there, nothing written again', async () => {
    const org = await createTestOrganisation(platform);
    const sealed = (await platform.keys.forOrg(org)).seal(context, 'Délibération');
    const present = await providerOf(configOf('transit', { TRANSIT_KEY: 'moved' }));
    const { owner } = platform.connections;
    const moving = new MovingKeyProvider(present, platform.keyProvider);
    expect(await rewrapKeys(owner, moving, false)).toEqual({ organisations: 1, missing: [] });
    expect(transit.names).toEqual(expect.arrayContaining(['moved', `moved-${org}`]));
    await rewrapKeys(owner, present, true);
    expect(await present.describeKey(org)).toMatchObject({ version: 2 });
    const keys = await Keys.open(present, platform.database, systemClock);
    expect((await keys.forOrg(org)).openText(context, sealed)).toBe('Délibération');
    await expect(Keys.open(platform.keyProvider, platform.database, systemClock)).rejects.toMatchObject({
      code: 'key.missing',
    });
  });

  it('keeps what it had where the new provider wraps something else than it was given', async () => {
    const made = await openTestPlatform(await sharedPostgres());
    const org = await createTestOrganisation(made);
    const sealed = (await made.keys.forOrg(org)).seal(context, 'Délibération');
    const present = await providerOf(configOf('transit', { TRANSIT_KEY: 'kept' }));
    const { owner } = made.connections;
    await rewrapKeys(owner, new MovingKeyProvider(present, made.keyProvider), false);
    const wrap: KeyProvider['wrap'] = (of, key, purpose) =>
      present.wrap(of, Buffer.alloc(key.length, 1), purpose);
    const lying: KeyProvider = Object.create(present, { wrap: { value: wrap } });
    await expect(rewrapKeys(owner, lying, true)).rejects.toMatchObject({ code: 'key.provider-down' });
    const keys = await Keys.open(present, made.database, systemClock);
    expect((await keys.forOrg(org)).openText(context, sealed)).toBe('Délibération');
    await made.close();
  });

  it('leaves out those whose key was destroyed or is refused, makes no new one, and goes on with the others', async () => {
    const made = await openTestPlatform(await sharedPostgres());
    const present = await providerOf(configOf('transit', { TRANSIT_KEY: 'renewed' }));
    const { owner } = made.connections;
    const create = (): Promise<string> => createTestOrganisation(made);
    const [first = '', second = '', last = ''] = [await create(), await create(), await create()].sort();
    await rewrapKeys(owner, new MovingKeyProvider(present, made.keyProvider), false);
    await present.destroyKey(first);
    transit.forbidden.add(`renewed-${second}`);
    expect(await rewrapKeys(owner, present, true)).toEqual({ organisations: 1, missing: [first, second] });
    transit.forbidden.clear();
    expect(await present.describeKey(first)).toBeNull();
    expect(await present.describeKey(last)).toMatchObject({ version: 2 });
    await made.close();
  });

  it('opens nothing and writes nothing by a key that is another than the one that was wrapped', async () => {
    const made = await openTestPlatform(await sharedPostgres());
    const present = await providerOf(configOf('transit', { TRANSIT_KEY: 'lying' }));
    const { owner } = made.connections;
    const org = await createTestOrganisation(made);
    const sealed = (await made.keys.forOrg(org)).seal(
      { table: 'organisation', column: 'name', row: org },
      'Préfecture',
    );
    await made.asOwner('update organisation set name_sealed = $2 where id = $1', [org, sealed]);
    await rewrapKeys(owner, new MovingKeyProvider(present, made.keyProvider), false);
    const before = await made.asOwner('select * from organisation_key, instance');
    const wrong = { code: 'key.wrong' };
    const keys = await Keys.open(present, made.database, systemClock);
    transit.state = 'lying';
    await expect(Keys.open(present, made.database, systemClock)).rejects.toMatchObject(wrong);
    await expect(openInstanceKeys(owner, present)).rejects.toMatchObject(wrong);
    await expect(keys.forOrg(org)).rejects.toMatchObject(wrong);
    await expect(rewrapKeys(owner, present, true)).rejects.toMatchObject(wrong);
    // As from before the upgrade: only what opens what it sealed is believed.
    await made.asOwner('update organisation_key set key_check = null');
    await expect(keys.forOrg(org)).rejects.toMatchObject(wrong);
    expect(await made.asOwner('select wrapped from organisation_key')).toEqual(
      before.map((row) => ({ wrapped: Reflect.get(row, 'wrapped') as unknown })),
    );
    transit.state = 'up';
    expect((await keys.forOrg(org)).orgId).toBe(org);
    await made.close();
  });

  it('gets its checks for an instance of before the upgrade, of the key that signed its marks alone', async () => {
    const made = await openTestPlatform(await sharedPostgres());
    const { owner } = made.connections;
    const present = await providerOf(configOf('transit', { TRANSIT_KEY: 'before' }));
    await rewrapKeys(owner, new MovingKeyProvider(present, made.keyProvider), false);
    const mark = made.keys.instance.formerRightsProof('seat').toString('hex');
    await made.asOwner('update instance set own_check = null, rights_proofs = $1', [{ seat: mark }]);
    transit.state = 'lying';
    await expect(openInstanceKeys(owner, present)).rejects.toMatchObject({ code: 'key.wrong' });
    transit.state = 'up';
    await openInstanceKeys(owner, present);
    await Keys.open(present, made.database, systemClock);
    await made.close();
  });

  it('opens for five minutes after the provider is gone, and nothing after that', async () => {
    const present = await open(configOf('transit', { TRANSIT_KEY: 'moved' }).keyProvider, false);
    let now = Date.now();
    const clock = { now: () => new Date(now) };
    const keys = await Keys.open(present, platform.database, clock);
    const [{ id: org = '' } = {}] = await platform.asOwner<{ id: string }>('select id from organisation');
    const { id } = await platform.database.inOrgs({ orgs: [org] }, async (tx) =>
      keys.createDataKey(tx, await keys.forOrg(org, tx)),
    );
    now += 4 * 60_000;
    await keys.dataKey(org, id);
    transit.state = 'sealed';
    now += 50_000;
    expect((await keys.forOrg(org)).orgId).toBe(org);
    now += 5 * 60_000;
    const down = { code: 'key.provider-down' };
    await expect(keys.forOrg(org)).rejects.toMatchObject(down);
    await expect(keys.dataKey(org, id)).rejects.toMatchObject(down);
    expect(keys.dataKeyAtHand(org, id)).toBeNull();
    transit.state = 'up';
    expect((await keys.dataKey(org, id)).id).toBe(id);
  });
});

describe('keys that a custodian closes', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
  });
  afterAll(() => platform.close());
  const close = (org: string): Promise<unknown> =>
    platform.asOwner(`update organisation_key set closed_at = now() where org_id = '${org}'`);
  const closed = { code: 'key.closed' };

  it('while the provider is still unwrapping them are neither given nor kept', async () => {
    const org = await createTestOrganisation(platform);
    let isAsked = (): void => undefined;
    let answer = (): void => undefined;
    const asked = new Promise<void>((done) => (isAsked = done));
    const answered = new Promise<void>((done) => (answer = done));
    const slow: KeyProvider = new MovingKeyProvider(platform.keyProvider, platform.keyProvider);
    slow.unwrap = async (owner, wrapped, purpose) => {
      if (owner === org) {
        isAsked();
        await answered;
      }
      return platform.keyProvider.unwrap(owner, wrapped, purpose);
    };
    const keys = await Keys.open(slow, platform.database, systemClock);
    const reading = keys.forOrg(org);
    await asked;
    await close(org);
    keys.checkClosed(() => undefined);
    answer();
    await expect(reading).rejects.toMatchObject(closed);
    await expect(keys.forOrg(org)).rejects.toMatchObject(closed);
  });

  it('are dropped by a node that only learns it when it refreshes them in advance', async () => {
    const org = await createTestOrganisation(platform);
    let now = Date.now();
    const keys = await Keys.open(platform.keyProvider, platform.database, { now: () => new Date(now) });
    await keys.forOrg(org);
    await close(org);
    now += 4 * 60_000;
    // Whoever asks first still has them; the refresh that this begins finds them closed.
    await keys.forOrg(org);
    await expect
      .poll(
        () =>
          keys.forOrg(org).then(
            () => 'open',
            (error: unknown) => error,
          ),
        { timeout: 20_000 },
      )
      .toMatchObject(closed);
  });

  it('are dropped by a node that nobody works on and that asks by itself', async () => {
    const org = await createTestOrganisation(platform);
    const keys = await Keys.open(platform.keyProvider, platform.database, systemClock);
    await keys.forOrg(org);
    await close(org);
    await keys.dropClosed();
    await expect(keys.forOrg(org)).rejects.toMatchObject(closed);
  });
});
