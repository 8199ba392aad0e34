import { afterAll, beforeAll, expect, it } from 'vitest';
import { asSuperuser } from '../support/embedded-sql.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, type Person, tokenOf } from '../support/people.js';
import { until } from '../support/until.js';

/** Locks of the mounted tree that are taken while another client's act is under way. */
let server: Maroquin;
let claire: Person;
let authorization: string;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  claire = await firstAdministrator(server);
  const token = await tokenOf(server, claire.email, 'files');
  authorization = `Basic ${Buffer.from(`${claire.email}:${token}`).toString('base64')}`;
  await claire.http.create('/spaces', { name: 'Courrier' });
  await claire.http.create('/spaces', { name: 'Ailleurs' });
}, 120_000);
afterAll(() => server.dispose());

const dav = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
  fetch(`${server.url}/dav/Courrier/${path}`, {
    method,
    headers: { authorization, ...headers },
    ...(body !== undefined && { body }),
  });
const LOCK =
  '<?xml version="1.0"?><D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockinfo>';
const lock = (path: string, depth: '0' | 'infinity') => dav('LOCK', path, { depth }, LOCK);
const destination = (name: string) => ({ destination: `${server.url}/dav/Courrier/${name}` });

/**
 * A lock on a file that comes to hold after an act has found none: the act waits for the file's row behind a transaction
 * that lets a lock hold again.
 */
async function actBehindALock(path: string, act: () => Promise<Response>): Promise<number> {
  expect((await lock(path, '0')).status).toBe(200);
  return asSuperuser(server.dataDir, async (client) => {
    const { rows } = await client.query<{ id: string; resource_id: string }>(
      'select id, resource_id from dav_lock order by id desc limit 1',
    );
    const [held] = rows;
    if (held === undefined) throw new Error('there is no lock');
    await client.query(`update dav_lock set expires_at = now() - interval '1 second' where id = $1`, [
      held.id,
    ]);
    await client.query('begin');
    await client.query('select 1 from resource where id = $1 for update', [held.resource_id]);
    await client.query(`update dav_lock set expires_at = now() + interval '1 hour' where id = $1`, [held.id]);
    const acting = act();
    await until(async () => (await waiting()) > 0, 'the act waits for the row');
    await client.query('commit');
    return (await acting).status;
  });
}
const waiting = (): Promise<number> =>
  asSuperuser(server.dataDir, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int n from pg_stat_activity where wait_event_type = 'Lock'`,
    );
    return rows[0]?.n ?? 0;
  });

it.each([
  ['deleted', (name: string) => dav('DELETE', name)],
  ['moved', (name: string) => dav('MOVE', name, destination(`ailleurs ${name}`))],
  ['moved into another folder', (name: string) => dav('MOVE', name, destination(`Archives/${name}`))],
  ['moved onto another file', (name: string) => dav('MOVE', name, destination('cible.txt'))],
])('a file that somebody locks while it is being %s stays where it is', async (act, doIt) => {
  await dav('MKCOL', 'Archives');
  expect((await dav('PUT', 'cible.txt', {}, 'cible')).ok).toBe(true);
  const name = `${act}.txt`;
  expect((await dav('PUT', name, {}, 'texte')).status).toBe(201);
  expect(await actBehindALock(name, () => doIt(name))).toBe(423);
  expect(await (await dav('GET', name)).text()).toBe('texte');
  expect(await (await dav('GET', 'cible.txt')).text()).toBe('cible');
});

it.each(['MOVE', 'COPY'])('what somebody locks while %s replaces it stays', async (method) => {
  const [folder, other] = [`${method} de là`, `${method} ici`];
  await dav('MKCOL', folder);
  await dav('MKCOL', other);
  expect(await actBehindALock(other, () => dav(method, folder, destination(other)))).toBe(423);
  expect((await dav('PROPFIND', other, { depth: '0' })).status).toBe(207);
  expect((await dav('PROPFIND', folder, { depth: '0' })).status).toBe(207);
});

it.each(['MOVE', 'COPY'])(
  'what %s could not replace keeps its locks, and loses them once it is replaced',
  async (method) => {
    const chain = (name: string, length: number): string[] =>
      Array.from({ length }, (_, depth) => Array.from({ length: depth + 1 }, () => name).join('/'));
    const [high, well, flat] = [`${method}-haut`, `${method}-puits`, `${method}-plat`];
    for (const path of [...chain(high, 12), ...chain(well, 12), flat])
      expect((await dav('MKCOL', path)).status).toBe(201);
    const target = chain(well, 12).at(-1) ?? '';
    expect((await dav('PUT', `${target}/note.txt`, {}, 'note')).status).toBe(201);
    const token = (await lock(`${target}/note.txt`, '0')).headers.get('lock-token') ?? '';
    const onto = { ...destination(target), if: `</dav/Courrier/${target}/note.txt> (${token})` };
    // Both together are deeper than anything may lie.
    expect((await dav(method, high, onto)).status).toBe(409);
    expect(await (await dav('GET', `${target}/note.txt`)).text()).toBe('note');
    expect((await dav('PUT', `${target}/note.txt`, {}, 'autre')).status).toBe(423);
    expect((await dav(method, flat, onto)).status).toBe(204);
    const kept = await asSuperuser(server.dataDir, (client) =>
      client.query('select 1 from dav_lock where id = $1', [token.slice('<urn:uuid:'.length, -1)]),
    );
    expect(kept.rowCount).toBe(0);
  },
);

it('what is being written below a folder is done before the folder is locked, or refused', async () => {
  await dav('MKCOL', 'Projet');
  await dav('PUT', 'Projet/note.txt', {}, 'avant');
  const done: string[] = [];
  await asSuperuser(server.dataDir, async (client) => {
    await client.query('begin');
    await client.query(`select 1 from resource where kind = 'file' for update`);
    const put = dav('PUT', 'Projet/note.txt', {}, 'après').then(({ status }) => {
      done.push(`PUT ${String(status)}`);
    });
    await until(async () => (await waiting()) > 0, 'the write waits for the row');
    const locked = lock('Projet', 'infinity').then(({ status }) => {
      done.push(`LOCK ${String(status)}`);
    });
    // So long it would have had, if it waited for nobody.
    for (const name of ['a', 'b', 'c']) expect((await lock(`../Ailleurs/${name}`, '0')).ok).toBe(true);
    // Where the bytes were still on their way, the lock comes first.
    const isLocked = done.length > 0;
    await client.query('commit');
    await Promise.all([put, locked]);
    // The two answers may cross on their way.
    expect(done.sort()).toEqual(['LOCK 200', isLocked ? 'PUT 423' : 'PUT 204']);
  });
  expect((await dav('PUT', 'Projet/note.txt', {}, 'encore')).status).toBe(423);
});
