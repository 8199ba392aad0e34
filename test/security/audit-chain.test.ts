import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  anchorChain,
  AnchorFolder,
  AuditSealer,
  ChainMemory,
  readAnchorStates,
} from '@maroquin/platform/audit';
import { systemClock } from '@maroquin/platform/config';
import { openTestPlatform, sharedPostgres, type TestPlatform } from '@maroquin/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditGround } from '../faults/tampering/audit-ground.js';
import { tampering } from '../faults/tampering/tampering.js';
import { TAMPERS } from '../faults/tampering/tampers.js';
import { Random } from '../faults/random.js';

/** The audit under the hands of PostgreSQL's superuser; `npm run faults -- tampering --runs 1000` does more of it. */
let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
});
afterAll(() => platform?.close());

it('every kind of tampering, also with rights, is found, and what is untouched raises no alarm', async () => {
  const runs = TAMPERS.length + 4;
  const report = await tampering(platform, { runs, random: new Random(22), say: () => undefined });
  expect(report.missed).toEqual([]);
  expect(report.alarms).toEqual([]);
  expect(report.tampered).toBe(runs);
  expect(report.rights).toMatchObject({ tampered: runs, missed: [], alarms: [] });
}, 120_000);

describe('the audit of an organisation', () => {
  let ground: AuditGround;
  beforeEach(async () => {
    ground = await AuditGround.make(platform, new Random(7));
  });
  afterEach(() => ground.close());

  const appUpdate = (assignment: string) =>
    platform.database.inOrgs({ orgs: [ground.orgId] }, (tx) =>
      tx.query(`update audit set ${assignment} where org_id = $1 and number = 1`, [ground.orgId]),
    );

  it('is numbered without a gap by two sealers at once, and what was undone is not in it', async () => {
    await ground.work(40);
    await ground.seal();
    const { entries, waiting, findings } = await ground.verify();
    expect({ entries, waiting, findings }).toEqual({ entries: 41, waiting: 0, findings: [] });
  });

  it('is not changed by the role of the server, sealed or not', async () => {
    await expect(appUpdate(`details = '{"role":"owner"}'`)).rejects.toThrow();
    await expect(appUpdate('number = 2')).rejects.toThrow();
    await expect(appUpdate('actor_id = gen_random_uuid()')).rejects.toThrow();
    await expect(appUpdate(`action = 'x'`)).rejects.toThrow();
    await ground.act();
    await expect(
      platform.database.inOrgs({ orgs: [ground.orgId] }, (tx) =>
        tx.query('update audit set actor_id = gen_random_uuid() where org_id = $1 and number is null', [
          ground.orgId,
        ]),
      ),
    ).rejects.toThrow();
  });

  it('stays whole when a person is erased, who is then nowhere in it', async () => {
    const [person = ''] = ground.people;
    await ground.work(30);
    await ground.seal();
    await ground.erase(person);
    await ground.seal();
    expect((await ground.verify()).findings).toEqual([]);
    const lines = await ground.export();
    expect(lines.join('\n')).not.toContain(person);
    expect((await ground.verifyLines(lines)).findings).toEqual([]);
  });

  /** As if every act were from before there was a chain, and nothing sealed. */
  const unchain = async ({ superuser, orgId }: AuditGround): Promise<void> => {
    await superuser.query('delete from audit_chain where org_id = $1', [orgId]);
    await superuser.query('delete from audit_checkpoint where org_id = $1', [orgId]);
    await superuser.query(
      `update audit set origin = 1, number = null, hash = null, sealed_at = null, proof = null, actor_salt = null, subject_salt = null
       where org_id = $1`,
      [orgId],
    );
  };

  it('takes rows from before the chain once, at the first start, and none that comes later under their name', async () => {
    const { superuser } = ground;
    const old = await AuditGround.make(platform, new Random(8));
    await unchain(old);
    await old.forget();
    await old.work(3);
    await old.seal();
    const first = await old.verify();
    expect(first).toMatchObject({ entries: 4, old: 1, findings: [] });
    await superuser.query(
      `insert into audit (id, at, org_id, action, origin) values (gen_random_uuid(), now() - interval '1 day', $1, 'grant.given', 1)`,
      [old.orgId],
    );
    await old.seal();
    expect((await old.verify()).findings).toEqual([{ kind: 'entry-inserted', number: 5 }]);
    await old.close();
  });

  it('does not begin again where it had begun, whatever the superuser calls its rows', async () => {
    const begun = await AuditGround.make(platform, new Random(8));
    await unchain(begun);
    let tries = 0;
    const { database } = platform;
    const counting = {
      callPrepared: database.callPrepared.bind(database),
      inOrgs: ((scope, work) => {
        if (scope.orgs.includes(begun.orgId)) tries += 1;
        return database.inOrgs(scope, work);
      }) as typeof database.inOrgs,
    };
    const said: unknown[] = [];
    const logger = { warn: () => undefined, error: (what: unknown) => void said.push(what) };
    const sealer = new AuditSealer(counting, logger, begun.memory());
    await sealer.runBatch();
    await sealer.runBatch();
    expect(said).toEqual([{ orgId: begun.orgId }]);
    // A chain that cannot go on is not asked for with every look.
    expect(tries).toBe(1);
    const { entries, findings } = await begun.verify();
    expect(entries).toBe(0);
    expect(findings).not.toEqual([]);
    await begun.superuser.query('delete from audit where org_id = $1', [begun.orgId]);
    await begun.close();
  });

  it('does not begin again where an end of it was kept elsewhere, on a machine that remembers nothing', async () => {
    const begun = await AuditGround.make(platform, new Random(8));
    const folder = await mkdtemp(join(tmpdir(), 'maroquin-anchors-'));
    await new AnchorFolder(folder).keep(await begun.end());
    await begun.forget();
    expect(await begun.memory().knows(begun.orgId)).toBe(false);
    const dataDir = await mkdtemp(join(tmpdir(), 'maroquin-audit-'));
    expect(await new ChainMemory({ dataDir, auditAnchors: { folder } }).knows(begun.orgId)).toBe(true);
    await begun.close();
  });

  it('is not said to be whole under the key of another instance', async () => {
    const other = await openTestPlatform(await sharedPostgres());
    try {
      const elsewhere = await AuditGround.make(other, new Random(9));
      const report = await ground.verifyLines(await elsewhere.export());
      expect(report.findings.map(({ kind }) => kind)).toContain('end-forged');
      await elsewhere.close();
    } finally {
      await other.close();
    }
  });

  it('is found to be put back by ends kept in a folder; a place that does not answer is told until it does', async () => {
    const place = new AnchorFolder(await mkdtemp(join(tmpdir(), 'maroquin-anchors-')));
    let isAway = true;
    const mail = {
      kind: 'mail' as const,
      keep: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve()),
    };
    const { database } = platform;
    const anchor = () =>
      anchorChain(
        { database, places: [place, mail], clock: systemClock, logger: { error: () => undefined } },
        ground.orgId,
      );
    const failing = async () =>
      (await readAnchorStates(database, ground.orgId)).map((one) => one.failingSince);
    await ground.keep('earlier');
    await ground.work(3);
    await ground.seal();
    await anchor();
    expect(await failing()).toEqual([null, expect.any(Date)]);
    isAway = false;
    await anchor();
    expect(await failing()).toEqual([null, null]);
    const kept = await place.kept(ground.orgId);
    expect(kept.map(({ number }) => number)).toEqual([4]);
    expect((await ground.verify(kept)).findings).toEqual([]);
    await ground.putBack('earlier');
    expect((await ground.verify()).findings).toEqual([]);
    expect((await ground.verify(kept)).findings).toEqual([{ kind: 'behind-anchor', number: 1 }]);
  });
});
