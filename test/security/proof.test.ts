import { createPublicKey, verify } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  meSchema,
  signedProofSchema,
  type SovereigntyReport,
  sovereigntyReportSchema,
} from '@maroquin/contracts';
import { RightsLocks } from '@maroquin/access';
import { TryExport } from '@maroquin/departure';
import { type ActsBy, AgreedSettings, Approvals } from '@maroquin/identity';
import { AnchorFolder, readEnd } from '@maroquin/platform/audit';
import { type Config, loadConfig, newId, systemClock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { endpointsOf, OutboundGuard } from '@maroquin/platform/egress';
import { Keys } from '@maroquin/platform/keys';
import { checkClient, prove } from '@maroquin/sovereignty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Administered, administrator, startAdministered } from '../support/administration.js';
import { ROOT } from '../support/process/house.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { openSuite, type OpenSuite } from '../support/suite.js';

const folder = mkdtempSync(join(tmpdir(), 'proof-'));
let stage: Administered;
let claire: Person;
let spaceId: string;
let opened: OpenSuite;
let declarations: string;
const silent = { warn: () => undefined, debug: () => undefined };
beforeAll(async () => {
  stage = await startAdministered({ env: { LOG_LEVEL: 'warn' } });
  claire = await firstAdministrator(stage.server);
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  opened = await openSuite(stage.server);
  declarations = join(folder, 'declarations.json');
  const place = { provider: 'outscale', region: 'cloudgouv-eu-west-1' };
  writeFileSync(declarations, JSON.stringify({ by: 'RSSI', date: '2026-11-02', here: place }));
}, 120_000);
afterAll(async () => {
  await opened?.close();
  await stage?.server.dispose();
  rmSync(folder, { recursive: true });
});

/** The same instance, with other variables. */
const configured = (env: Record<string, string> = {}) => ({
  ...{
    config: loadConfig({
      ...stage.server.env,
      SOVEREIGNTY_PROFILE: 'secnumcloud',
      SOVEREIGNTY_DECLARATIONS: declarations,
      ...env,
    }),
  },
  ...{ clock: systemClock, database: opened.suite.get(Database), keys: opened.suite.get(Keys) },
  resolve: async () => ({ addresses: ['93.184.216.34'], aliases: [] }),
});
async function property(number: number, env: Record<string, string> = {}) {
  const { properties } = await prove(configured(env), [number]);
  const [only] = properties;
  if (only === undefined) throw new Error('no such property');
  return only;
}
const failing = ({ findings }: SovereigntyReport['properties'][number]): string[] =>
  findings.filter(({ ok }) => ok === false).map(({ said }) => said.fr);
const sql = (text: string): Promise<unknown> =>
  asSuperuser(stage.server.dataDir, (client) => client.query(text));
/** Breaks something, looks, and mends it again. */
async function whileBroken<T>(broken: string, mended: string, look: () => Promise<T>): Promise<T> {
  await sql(broken);
  try {
    return await look();
  } finally {
    await sql(mended);
  }
}
const S3 = { S3_BUCKET: 'maroquin', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b' };

describe('property 1, outgoing connections kept to the list,', () => {
  it('is proved by an attempt that the guard of the process refuses, and is not without the guard', async () => {
    expect(failing(await property(1))).toEqual([
      'Une connexion d’essai hors de la liste n’a pas été refusée.',
    ]);
    const { config } = configured();
    const guard = new OutboundGuard({
      ...{ endpoints: endpointsOf(config), clock: systemClock, logger: silent },
      resolve: async () => ({ addresses: [], aliases: [] }),
    });
    const uninstall = guard.install();
    try {
      expect(await property(1)).toMatchObject({ state: 'proved', sov: ['SOV-2', 'SOV-3'] });
      const ovh = { OBJECT_STORAGE: 'ovhcloud', S3_REGION: 'gra', ...S3 };
      expect(failing(await property(1, ovh)).join(' ')).toContain('n’est pas l’offre qualifiée SecNumCloud');
      expect((await property(1, { SOVEREIGNTY_PROFILE: 'dev' })).state).toBe('not-proved');
    } finally {
      uninstall();
    }
  });
});

describe('property 2, no request to anybody else,', () => {
  it('is proved by the policy and by the files of the client as they were built', async () => {
    expect(await property(2)).toMatchObject({ state: 'proved' });
  });

  it('is lost by one file of the built client that asks elsewhere, and the file is read where the server serves it from', async () => {
    const planted = join(ROOT, 'dist/apps/web/assets', `planted-${crypto.randomUUID()}.js`);
    writeFileSync(planted, 'navigator.sendBeacon("https://stats.example.net/hit");');
    try {
      const lost = await property(2);
      expect(lost.state).toBe('not-proved');
      expect(failing(lost).join(' ')).toContain('https://stats.example.net/hit');
    } finally {
      rmSync(planted);
    }
  });

  it.each([
    ['index.html', '<script src="https://cdn.example.net/x.js"></script>'],
    ['index.html', '<link rel="stylesheet" href="//fonts.example.net/css">'],
    ['app.css', '@font-face { src: url(https://fonts.example.net/a.woff2) }'],
    ['app.js', 'void fetch("https://stats.example.net/hit")'],
    ['app.js', 'const socket = new WebSocket(`wss://elsewhere.example.net`)'],
  ])('is not with %s that holds %s', async (name, text) => {
    const built = mkdtempSync(join(folder, 'client-'));
    mkdirSync(join(built, 'assets'));
    writeFileSync(join(built, name), text);
    const findings = await checkClient("default-src 'self'", built);
    expect(findings.map(({ ok }) => ok)).toEqual([true, false]);
  });

  it.each([
    "default-src 'self' https://cdn.example.net",
    "img-src *; default-src 'self'",
    "script-src 'self'",
    '',
  ])('is not under the policy “%s”', async (policy) => {
    expect((await checkClient(policy, null))[0]?.ok).toBe(false);
  });
});

describe('property 4, keys of the administration,', () => {
  it('is not proved while the key is a file, though all that was read is sealed', async () => {
    const keys = await property(4);
    expect(keys.state).toBe('not-proved');
    expect(keys.findings[0]).toMatchObject({ ok: true });
    expect(failing(keys)).toHaveLength(1);
  });

  it('loses more when a value lies open in the database', async () => {
    const found = await whileBroken(
      `create table kept_organisation as select id, name_sealed from organisation;
       update organisation set name_sealed = convert_to('Préfecture du Lac', 'UTF8')`,
      `update organisation o set name_sealed = k.name_sealed from kept_organisation k where k.id = o.id;
       drop table kept_organisation`,
      () => property(4),
    );
    expect(failing(found).join(' ')).toMatch(/1 valeurs sur \d+ ne sont pas chiffrées/);
  });

  it('loses more when other accounts may read the key file', async () => {
    const { keyProvider } = configured().config;
    const path = keyProvider.kind === 'file' ? keyProvider.path : '';
    chmodSync(path, 0o644);
    try {
      expect(failing(await property(4)).join(' ')).toContain('lisible par d’autres comptes');
    } finally {
      chmodSync(path, 0o600);
    }
  });
});

describe('property 3, the audit unaltered,', () => {
  it('shows that every entry is what was written, and that no end kept elsewhere was compared', async () => {
    await expect
      .poll(async () => (await property(3)).findings.map(({ ok }) => ok), { timeout: 10_000 })
      .toEqual([true, true, null]);
  });

  it('turns red by one right that somebody else changed, and names its row', async () => {
    const found = await whileBroken(
      `create table kept_right as select * from scope_grant limit 1;
       update scope_grant g set expires_at = '2099-01-01' from kept_right k
         where (g.org_id, g.scope_id, g.subject_id, g.from_resource_id) = (k.org_id, k.scope_id, k.subject_id, k.from_resource_id)`,
      `alter table scope_grant disable trigger withdraw_proof;
       update scope_grant g set expires_at = k.expires_at, proof = k.proof, was = null from kept_right k
         where (g.org_id, g.scope_id, g.subject_id, g.from_resource_id) = (k.org_id, k.scope_id, k.subject_id, k.from_resource_id);
       alter table scope_grant enable trigger withdraw_proof; drop table kept_right`,
      () => property(3),
    );
    expect(failing(found).join(' ')).toContain(
      'Des lignes de droits ne sont pas du service, et ne donnent rien : scope_grant',
    );
  });

  it('turns red by one act that is called otherwise', async () => {
    const found = await whileBroken(
      `create table kept_audit as select id, action from audit limit 1;
       alter table audit disable trigger guard_audit;
       update audit set action = 'document.read' where id in (select id from kept_audit)`,
      `update audit a set action = k.action from kept_audit k where k.id = a.id; drop table kept_audit;
       alter table audit enable trigger guard_audit`,
      () => property(3),
    );
    expect(failing(found).join(' ')).toContain('L’audit a été altéré');
  });
});

describe('property 3, the audit anchored,', () => {
  it('is proved by the ends kept in the folder of the configuration, and not by a folder that keeps none', async () => {
    const anchors = mkdtempSync(join(folder, 'anchors-'));
    const asked = () => property(3, { AUDIT_ANCHOR_DIR: anchors });
    expect(failing(await asked()).join(' ')).toContain('Aucun point de contrôle');
    const { database } = configured();
    for (const { id } of await database.call<{ id: string }>('select id from all_organisations() as id')) {
      const end = await readEnd(database, id);
      if (end !== null) await new AnchorFolder(anchors).keep(end);
    }
    expect(await asked()).toMatchObject({ state: 'proved' });
  });
});

describe('a check that fails by itself', () => {
  it('proves nothing, and is a failure rather than something that cannot be looked at', async () => {
    const broken = new Proxy(configured().database, {
      get: () => () => Promise.reject(new Error('the database is away')),
    });
    const { properties } = await prove({ ...configured(), database: broken }, [3, 7, 9]);
    expect(properties.map(({ state }) => state)).toEqual(['not-proved', 'not-proved', 'not-proved']);
  });
});

describe('property 6', () => {
  it('cannot be told where no export can be tried', async () => {
    expect((await property(6)).state).toBe('not-provable');
  });

  it('holds by an export that is made and verified, and says how much, how long and by which digest', async () => {
    const tried = await opened.suite.get(TryExport, { strict: false }).make();
    expect(tried).toMatchObject({ organisations: 1, unreadable: 0, faults: [] });
    expect(tried.entries).toBeGreaterThan(5);
    const reversibility = () => Promise.resolve(tried);
    const { properties } = await prove({ ...configured(), reversibility }, [6]);
    expect(properties.map(({ state }) => state)).toEqual(['proved']);
    expect(JSON.stringify(properties)).toContain(tried.list);
  });

  it('is lost when the export does not verify, or something can no longer be read', async () => {
    const tried = await opened.suite.get(TryExport, { strict: false }).make();
    for (const broken of [{ faults: ['changed personnes.jsonl'] }, { unreadable: 1 }]) {
      const reversibility = () => Promise.resolve({ ...tried, ...broken });
      const { properties } = await prove({ ...configured(), reversibility }, [6]);
      expect(properties.map(({ state }) => state)).toEqual(['not-proved']);
    }
  });

  it('is lost when a name in the organisation was damaged in the database', async () => {
    const found = await whileBroken(
      "create table kept as select id, name_sealed from resource; update resource set name_sealed = decode(repeat('00', 60), 'hex')",
      'update resource r set name_sealed = k.name_sealed from kept k where k.id = r.id; drop table kept',
      async () => {
        const reversibility = () => opened.suite.get(TryExport, { strict: false }).make();
        return (await prove({ ...configured(), reversibility }, [6])).properties[0];
      },
    );
    expect(found?.state).toBe('not-proved');
    expect(found === undefined ? [] : failing(found)).not.toEqual([]);
  });
});

describe('property 7, no standing access of operators,', () => {
  it('loses more when the database no longer keeps duties apart', async () => {
    expect(failing(await property(7))).toHaveLength(1);
    const found = await whileBroken(
      'alter table seat disable trigger incompatible_duties',
      'alter table seat enable trigger incompatible_duties',
      () => property(7),
    );
    expect(failing(found).join(' ')).toContain('est désactivée');
  });

  it('loses more by a break-glass access that is over and was not taken back', async () => {
    const found = await whileBroken(
      `insert into break_glass (id, org_id, resource_id, asked_by, asked_at, reason_sealed, hours, lapses_at, decided_by,
         decided_at, ends_at)
       select gen_random_uuid(), id, id, gen_random_uuid(), now(), '', 1, now(), gen_random_uuid(),
         now() - interval '3 hours', now() - interval '2 hours' from organisation limit 1`,
      'delete from break_glass',
      () => property(7),
    );
    expect(failing(found).join(' ')).toContain('leur droit est encore inscrit');
  });
});

describe('property 8, where data lie,', () => {
  it('is proved in the qualified region, and is not in OVHcloud’s Public Cloud', async () => {
    expect((await property(8, { OBJECT_STORAGE: 'outscale', ...S3 })).state).toBe('proved');
    const ovh = await property(8, { OBJECT_STORAGE: 'ovhcloud', S3_REGION: 'gra', ...S3 });
    expect(failing(ovh).join(' ')).toMatch(/S3_ENDPOINT, règle « qualification »/);
  });

  it('is not when nobody says where this machine is', async () => {
    expect((await property(8, { SOVEREIGNTY_DECLARATIONS: '' })).state).toBe('not-proved');
  });
});

describe('property 9, what has to go is gone,', () => {
  it('loses more by something that stays in a bin for ever', async () => {
    expect((await property(9)).state).toBe('proved');
    const found = await whileBroken(
      `create table kept_resource as select id from resource where trash_root_id is null limit 1;
       update resource set trash_root_id = id, trashed_at = now() - interval '5 years' where id in (select id from kept_resource)`,
      `update resource set trash_root_id = null, trashed_at = null where id in (select id from kept_resource);
       drop table kept_resource`,
      () => property(9),
    );
    expect(failing(found).join(' ')).toMatch(/sont dans une corbeille depuis plus de/);
  });
});

describe('property 9, what was deleted for good,', () => {
  it('is attested by the audit with the digest of its list, and is not when either is changed', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Brouillons', parentId: spaceId });
    await claire.http.create('/documents', { title: 'Note', parentId: folderId });
    await claire.http.act('POST', `/resources/${folderId}/trash`);
    await claire.http.act('DELETE', `/resources/${folderId}`);
    const proved = await property(9);
    expect(proved.state).toBe('proved');
    expect(JSON.stringify(proved)).toMatch(/1 suppressions définitives \(2 éléments ou versions\)/);

    const changed = await whileBroken(
      'create table kept_erasure as table erasure; update erasure set ids = ids || gen_random_uuid()',
      'update erasure e set ids = k.ids from kept_erasure k where k.id = e.id; drop table kept_erasure',
      () => property(9),
    );
    expect(failing(changed).join(' ')).toContain('1 suppressions ne sont pas ce que l’audit atteste');
    const back = await whileBroken(
      'create table kept_erasure as table erasure; update erasure set ids = array[(select id from resource limit 1)]',
      'update erasure e set ids = k.ids from kept_erasure k where k.id = e.id; drop table kept_erasure',
      () => property(9),
    );
    expect(failing(back).join(' ')).toContain('1 éléments supprimés sont encore dans la base');
  });
});

describe('property 10, two people,', () => {
  it('loses more when the database lets who asks decide', async () => {
    // Nobody agreed to the settings of this server yet.
    expect(failing(await property(10))).toHaveLength(1);
    const { rows } = await asSuperuser(stage.server.dataDir, (client) =>
      client.query<{ name: string; definition: string }>(
        `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
         where conrelid = 'approval'::regclass and pg_get_constraintdef(oid) like '%decided_by IS DISTINCT FROM asked_by%'`,
      ),
    );
    const { name = '', definition = '' } = rows[0] ?? {};
    const found = await whileBroken(
      `alter table approval drop constraint "${name}"`,
      `alter table approval add constraint "${name}" ${definition}`,
      () => property(10),
    );
    expect(failing(found).join(' ')).toContain('ne tient pas dans la base');
  });
});

describe('an instance that is set up as it should be, at 3DS Outscale under secnumcloud,', () => {
  // Neither the store nor the key service is asked here: what the service would say of its key is doubled, nothing else.
  const env = (): Record<string, string> => ({
    ...{ OBJECT_STORAGE: 'outscale', ...S3, KEY_PROVIDER: 'transit' },
    ...{ TRANSIT_URL: 'https://cles.prefecture.example', TRANSIT_TOKEN: 'hvs.only-for-this-test' },
    ...{ AUDIT_ANCHOR_DIR: join(folder, 'ends'), SOVEREIGNTY_DECLARATIONS: join(folder, 'all.json') },
  });

  /** One administrator asks, another one agrees, as the listener has them do it. */
  async function agree(config: Config): Promise<void> {
    const { suite } = opened;
    const [database, approvals] = [suite.get(Database), suite.get(Approvals, { strict: false })];
    const locks = suite.get(RightsLocks, { strict: false });
    const names = { of: () => Promise.resolve(new Map<string, string>()) };
    const settings = new AgreedSettings(database, locks, approvals, names, config, systemClock);
    const { organisation } = await claire.http.get(meSchema, '/me');
    const somebody = (): ActsBy => ({
      ...{ orgId: organisation.id, personId: newId(), tokenId: null },
      ask: (tx) => Promise.resolve(tx.actAsSystem('command')),
    });
    await settings.ask(somebody());
    const [request] = await approvals.waiting(organisation.id, ['settings'], null, 1);
    await approvals.decide(somebody(), request?.id ?? '', true, new Date(0));
  }

  it('proves nine properties, and says of the tenth, where components come from, that nothing here can tell', async () => {
    const here = { provider: 'outscale', region: 'cloudgouv-eu-west-1' };
    const endpoints = [{ host: 'cles.prefecture.example', ...here }];
    writeFileSync(
      join(folder, 'all.json'),
      JSON.stringify({ by: 'RSSI', date: '2026-11-02', here, endpoints }),
    );
    const parts = configured(env());
    const { config, database, keys } = parts;
    const anchors = new AnchorFolder(join(folder, 'ends'));
    const guard = new OutboundGuard({
      ...{ endpoints: endpointsOf(config), clock: systemClock, logger: silent },
      resolve: async () => ({ addresses: [], aliases: [] }),
    });
    const uninstall = guard.install();
    try {
      await agree(config);
      const doubled = {
        instance: keys.instance,
        describeProvider: () =>
          Promise.resolve({
            ...{ kind: 'transit' as const },
            key: { name: 'maroquin', version: 1, extractable: false },
          }),
      };
      const tried = await opened.suite.get(TryExport, { strict: false }).make();
      const reversibility = () => Promise.resolve(tried);
      const all = async () => {
        for (const { id } of await database.call<{ id: string }>(
          'select id from all_organisations() as id',
        )) {
          const end = await readEnd(database, id);
          if (end !== null) await anchors.keep(end);
        }
        const { properties } = await prove({ ...parts, keys: doubled, reversibility });
        return properties
          .filter(({ state }) => state !== 'proved')
          .map((one) => [one.number, one.state, ...failing(one)]);
      };
      await expect.poll(all, { timeout: 10_000 }).toEqual([[5, 'not-provable']]);
    } finally {
      uninstall();
    }
  });
});

describe('the proof as a whole', () => {
  const signatureHolds = ({
    report,
    signature,
    publicKey,
  }: {
    report: string;
    signature: string;
    publicKey: string;
  }) =>
    verify(
      null,
      Buffer.from(report),
      createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }),
      Buffer.from(signature, 'base64'),
    );

  it('is signed by the instance, the same key at the command and at the listener, and no byte of it can be changed', async () => {
    const { http } = await administrator(stage);
    const page = await http.get(signedProofSchema, '/administration/proof');
    const again = await http.json(signedProofSchema, 'POST', '/administration/proof');
    const command = signedProofSchema.parse(await stage.server.commandJson(['prove', '--only', '6']));
    for (const proof of [page, again, command]) {
      expect(signatureHolds(proof)).toBe(true);
      expect(proof.publicKey).toBe(page.publicKey);
    }
    expect(signatureHolds({ ...page, report: page.report.replace('not-proved', 'proved') })).toBe(false);
    const report = sovereigntyReportSchema.parse(JSON.parse(page.report));
    expect(report.properties.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    // The server confines itself also under `dev`, and says that this profile refuses nothing.
    expect(report.properties[0]?.findings.map(({ ok }) => ok)).toEqual([false, true, true, true]);
  });
});
