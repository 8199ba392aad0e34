import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { Database } from '../index.js';

const KEYS = { name: 'test keys', text: 'select org_id from organisation_key order by org_id' };

describe('a question in one trip', () => {
  let platform: TestPlatform;
  let orgs: string[];
  /** With one connection, so that everybody gets the same. */
  let one: Database;

  beforeAll(async () => {
    platform = await openTestPlatform(await sharedPostgres());
    orgs = [await createTestOrganisation(platform), await createTestOrganisation(platform)].sort();
    one = await Database.open({
      app: platform.connections.app,
      entities: [],
      poolSize: 1,
      onError: () => undefined,
    });
  });
  afterAll(async () => {
    await one.close();
    await platform.close();
  });

  const seenBy = async (names: readonly string[]): Promise<string[]> =>
    (await one.readIn<{ org_id: string }>(names, KEYS, [])).map((row) => row.org_id);

  it('sees the organisations that it names and no other, whoever asked before on the connection', async () => {
    for (const org of orgs) expect(await seenBy([org])).toEqual([org]);
    expect(await seenBy(orgs)).toEqual(orgs);
  });

  it('leaves no organisation behind for whoever comes next on the connection', async () => {
    await seenBy(orgs);
    await expect(one.call('select org_id from organisation_key')).rejects.toThrow(/app.orgs is not set/);
  });

  it('leaves no organisation behind when it fails', async () => {
    const failing = { name: 'test failing', text: 'select 1 / (count(*) - count(*)) from organisation_key' };
    await expect(one.readIn(orgs, failing, [])).rejects.toMatchObject({ code: '22012' });
    await expect(one.call('select org_id from organisation_key')).rejects.toThrow(/app.orgs is not set/);
    expect(await seenBy(orgs.slice(0, 1))).toEqual(orgs.slice(0, 1));
  });

  it('goes on after a question that PostgreSQL cannot read', async () => {
    const wrong = { name: 'test wrong', text: 'select nothing from nowhere' };
    for (let turn = 0; turn < 2; turn += 1)
      await expect(one.readIn(orgs, wrong, [])).rejects.toMatchObject({ code: '42P01' });
    expect(await seenBy(orgs)).toEqual(orgs);
  });

  it('is refused without an organisation', async () => {
    await expect(one.readIn([], KEYS, [])).rejects.toThrow('needs its organisations');
  });

  it('hands over and takes the types that questions use', async () => {
    const types = {
      name: 'test types',
      text: `select $1::text as word, $2::bigint as large, $3::int as small, $4::timestamptz as at, $5::text as nothing,
        $6::text[] as words, $7::bigint[] as numbers, '\\x00ff'::bytea as bytes, true as yes`,
    };
    const at = new Date('2026-02-03T04:05:06.789Z');
    const words = ['plain', 'a "quote", a {brace}', 'back\\slash', ''];
    const [row] = await one.readIn(orgs, types, ['é', 2 ** 40, 7, at, null, words, [1, 2]]);
    expect(row).toEqual({
      ...{ word: 'é', large: String(2 ** 40), small: 7, at, nothing: null, words, numbers: ['1', '2'] },
      bytes: Buffer.from([0, 255]),
      yes: true,
    });
  });

  it('that changes something is one transaction with those beside it: where one fails, none has happened', async () => {
    const [org = ''] = orgs;
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    const text = `insert into subject (org_id, id, kind) values ($1, $2, 'team') returning id`;
    const add = (id: string) => ({ statement: { name: 'test add', text }, params: [org, id] });
    expect(await one.changeIn([org], [add(first), add(second)])).toEqual([[{ id: first }], [{ id: second }]]);
    await expect(one.changeIn([org], [add(third), add(first)])).rejects.toMatchObject({ code: '23505' });
    const known = { name: 'test known', text: 'select id from subject where id = any($1::uuid[])' };
    const rows = await one.readIn<{ id: string }>([org], known, [[first, second, third]]);
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set([first, second]));
  });

  it('is answered in the order it was asked in, also when many ask at once', async () => {
    const asked = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? orgs.slice(0, 1) : orgs));
    expect(await Promise.all(asked.map(seenBy))).toEqual(asked);
  });

  it('fails alone when its connection breaks in the middle', async () => {
    const { host, port } = platform.connections.app;
    const sockets: Socket[] = [];
    let sent = '';
    const proxy = createServer((socket) => {
      const behind = connect(`${host}/.s.PGSQL.${String(port)}`);
      for (const end of [socket, behind]) end.on('error', () => undefined);
      socket.pipe(behind).pipe(socket);
      socket.on('data', (bytes) => (sent += bytes.toString('latin1')));
      sockets.push(socket);
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const broken = await Database.open({
      app: { ...platform.connections.app, host: '127.0.0.1', port: (proxy.address() as AddressInfo).port },
      entities: [],
      onError: () => undefined,
    });
    const sleeping = { name: 'test sleeping', text: 'select pg_sleep(5)' };
    const asked = broken.readIn(orgs, sleeping, []);
    await expect.poll(() => sent.includes('pg_sleep')).toBe(true);
    for (const socket of sockets) socket.resetAndDestroy();
    await expect(asked).rejects.toMatchObject({ code: 'server.unavailable' });
    expect((await broken.readIn<{ org_id: string }>(orgs, KEYS, [])).length).toBe(2);
    await broken.close();
    proxy.close();
  });
});
