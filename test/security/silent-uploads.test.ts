import { randomBytes } from 'node:crypto';
import { problemSchema } from '@maroquin/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Maroquin } from '../support/maroquin.js';
import { Neighbour, residentMib } from '../support/neighbour.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { firstAdministrator, invite, type Person, tokenOf } from '../support/people.js';
import { RawRequest } from '../support/raw-request.js';
import { until } from '../support/until.js';

/** Uploads that stop in the middle, and what one person may take by them. */
const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const TUS = { 'tus-resumable': '1.0.0' };
const BYTES = { ...TUS, 'content-type': 'application/offset+octet-stream' };

let server: Maroquin;
let sender: Person;
let neighbour: Person;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  sender = await firstAdministrator(server);
  neighbour = await invite(server, sender, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
});
afterAll(() => server.dispose());

const announce = (person: Person, length: number): Promise<Response> =>
  fetch(`${server.url}/uploads`, {
    method: 'POST',
    headers: {
      ...person.http.headers,
      ...TUS,
      'upload-length': String(length),
      'upload-metadata': `filename ${Buffer.from('a.bin').toString('base64')}`,
    },
  });

async function begin(person: Person, length: number): Promise<string> {
  const answer = await announce(person, length);
  expect(answer.status).toBe(201);
  return answer.headers.get('location') ?? '';
}

const abandon = (person: Person, path: string): Promise<Response> =>
  fetch(`${server.url}${path}`, { method: 'DELETE', headers: { ...person.http.headers, ...TUS } });

const storedOf = async (path: string): Promise<number> => {
  const answer = await fetch(`${server.url}${path}`, {
    method: 'HEAD',
    headers: { ...sender.http.headers, ...TUS },
  });
  return Number(answer.headers.get('upload-offset'));
};

const patch = (path: string, offset: number, length: number): Promise<RawRequest> =>
  RawRequest.open(server.port, 'PATCH', path, {
    ...sender.http.headers,
    ...BYTES,
    'upload-offset': String(offset),
    'content-length': String(length),
  });

/** Asks nothing but the event loop, whatever disk and database are busy with. */
const isAlive = async (): Promise<void> => {
  const answer = await fetch(`${server.url}/healthz/live`);
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
};

const problemOf = (request: RawRequest) => problemSchema.parse(JSON.parse(request.body));

describe('an upload that falls silent', () => {
  it('is ended with a problem document, and what had arrived is kept and gone on from', async () => {
    const content = randomBytes(3 * MIB);
    const path = await begin(sender, content.length);
    const silent = await patch(path, 0, content.length);
    await silent.send(content.subarray(0, 2 * MIB + 1_000));
    await until(() => silent.ended, 'the server has hung up', 40_000);
    expect([silent.status, problemOf(silent).code]).toEqual([408, 'request.too-slow']);
    const stored = await until(() => storedOf(path), 'what arrived is stored');
    expect(stored).toBe(2 * MIB + 1_000);
    const rest = await patch(path, stored, content.length - stored);
    await rest.send(content.subarray(stored));
    await until(() => rest.status, 'the rest is answered');
    expect(rest.status).toBe(204);
    const file = rest.header('maroquin-file-id') ?? '';
    expect((await sender.http.bytes(`/files/${file}/content`)).equals(content)).toBe(true);
    rest.hangUp();
  });

  it('holds little memory though there are a hundred of them, and their end does not hold others up', async () => {
    const before = residentMib(server.pid);
    const paths: string[] = [];
    for (let count = 0; count < 100; count += 1) paths.push(await begin(sender, 8 * MIB));
    const meanwhile = new Neighbour(isAlive);
    const bytes = randomBytes(7.9 * MIB);
    const silent = await Promise.all(paths.map((path) => patch(path, 0, 8 * MIB)));
    await Promise.all(silent.map((request) => Promise.race([request.send(bytes), closed(request)])));
    const grown = residentMib(server.pid) - before;
    for (const request of silent) request.hangUp();
    await until(async () => (await storedOf(paths[0] ?? '')) > 0, 'what arrived is stored');
    const slowest = await meanwhile.slowest();
    const atHangUp = residentMib(server.pid) - before;
    for (const path of paths) await abandon(sender, path);
    expect(Math.max(grown, atHangUp)).toBeLessThan(300);
    // Before, some ten seconds on a quiet machine; what is left is what a busy one takes by itself.
    expect(slowest).toBeLessThan(4_000);
    const refused = silent.filter(({ status }) => status !== null);
    expect(refused.length).toBeGreaterThan(50);
    expect(new Set(refused.map((request) => problemOf(request).code))).toEqual(new Set(['request.too-many']));
    expect(refused.every((request) => request.header('retry-after') !== null)).toBe(true);
  });
});

const closed = (request: RawRequest): Promise<void> =>
  request.ended ? Promise.resolve() : new Promise((done) => request.socket.once('close', () => done()));

describe('a file that is written over WebDAV while others change it', () => {
  let spaceId: string;
  const PATH = '/dav/Partage/note.txt';
  const basic = async (person: Person): Promise<Readonly<Record<string, string>>> => {
    const secret = await tokenOf(server, person.email, 'files');
    return { authorization: `Basic ${Buffer.from(`agent:${secret}`).toString('base64')}` };
  };
  /** It has begun: its conditions were asked, and its bytes are awaited. */
  const begun = async (headers: Readonly<Record<string, string>>): Promise<RawRequest> => {
    const drafts = (): Promise<number> =>
      asSuperuser(server.dataDir, async (client) => {
        const { rows } = await client.query<{ n: number }>('select count(*)::int n from blob_draft');
        return rows[0]?.n ?? 0;
      });
    const before = await drafts();
    const request = await RawRequest.open(server.port, 'PUT', PATH, { ...headers, 'content-length': '10' });
    await request.send('12345');
    await until(async () => (await drafts()) > before, 'the server awaits the bytes');
    return request;
  };
  const finished = async (request: RawRequest): Promise<number | null> => {
    await request.send('67890');
    await until(() => request.status, 'it is answered');
    request.hangUp();
    return request.status;
  };
  beforeAll(async () => {
    spaceId = await sender.http.create('/spaces', { name: 'Partage' });
    await sender.http.act('PUT', `/resources/${spaceId}/grants/${neighbour.id}`, { role: 'editor' });
  });

  it('is refused to the second of two who saw the same version', async () => {
    const headers = await basic(sender);
    const url = `${server.url}${PATH}`;
    const first = await fetch(url, { method: 'PUT', headers, body: 'un' });
    const condition = { ...headers, 'if-match': first.headers.get('etag') ?? '' };
    const slow = await begun(condition);
    expect((await fetch(url, { method: 'PUT', headers: condition, body: 'deux' })).status).toBe(204);
    expect(await finished(slow)).toBe(412);
    expect(await (await fetch(url, { headers })).text()).toBe('deux');
  });

  it('is refused when somebody locks it meanwhile, and the answer names the lock’s address', async () => {
    const slow = await begun(await basic(sender));
    const locked = await fetch(`${server.url}${PATH}`, {
      method: 'LOCK',
      headers: { ...(await basic(neighbour)), depth: '0' },
      body: '<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockinfo>',
    });
    expect([locked.status, await locked.text()]).toEqual([
      200,
      expect.stringContaining(`<D:lockroot><D:href>${PATH}</D:href></D:lockroot>`),
    ]);
    expect(await finished(slow)).toBe(423);
    expect(slow.body).toContain(`<D:lock-token-submitted><D:href>${PATH}</D:href></D:lock-token-submitted>`);
  });

  it('waits for nobody who sends the words of a request slowly', async () => {
    const headers = { ...(await basic(sender)), depth: '0', 'content-length': '1000' };
    const slow = await Promise.all(
      Array.from({ length: 60 }, () => RawRequest.open(server.port, 'PROPFIND', '/dav/', headers)),
    );
    await Promise.all(slow.map((request) => request.send('<')));
    const answer = await fetch(`${server.url}/dav/`, {
      method: 'PROPFIND',
      headers: { ...(await basic(sender)), depth: '0' },
    });
    expect(answer.status).toBe(207);
    for (const request of slow) request.hangUp();
  });
});

describe('what an upload announces', () => {
  it('counts: one person announces four of the largest files, and no more, however many ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => announce(neighbour, 10 * GIB)));
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused).toHaveLength(8);
    for (const answer of refused)
      expect(problemSchema.parse(await answer.json())).toMatchObject({ code: 'upload.quota', status: 413 });
    for (const answer of answers)
      if (answer.status === 201) await abandon(neighbour, answer.headers.get('location') ?? '');
    expect((await announce(neighbour, 10 * GIB)).status).toBe(201);
  });
});

describe('a refusal of the upload protocol', () => {
  const refusal = async (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<readonly [number, string, string, string | null]> => {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { ...sender.http.headers, ...headers },
      ...(method === 'PATCH' ? { body: 'abc' } : {}),
    });
    const problem = problemSchema.parse(await answer.json());
    expect(problem.remedy).not.toBe('');
    expect(problem.status).toBe(answer.status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    return [answer.status, problem.code, problem.title, answer.headers.get('content-language')];
  };

  it('is a problem document in the person’s language, with a code and a remedy', async () => {
    const path = await begin(sender, 3);
    const refusals = [
      await refusal('PATCH', path, { ...BYTES, 'upload-offset': '2' }),
      await refusal('PATCH', path, BYTES),
      await refusal('PATCH', path, { 'upload-offset': '0' }),
      await refusal('POST', '/uploads', TUS),
      await refusal('GET', path, TUS),
    ];
    expect(refusals.map(([status, code]) => [status, code])).toEqual([
      [409, 'upload.offset'],
      [400, 'request.invalid'],
      [412, 'upload.protocol'],
      [400, 'request.invalid'],
      [404, 'request.not-found'],
    ]);
    expect(refusals.every(([, , title, language]) => language === 'fr' && !/\bthe\b/iu.test(title))).toBe(
      true,
    );
    await abandon(sender, path);
  });

  it('says so to the request from which another one takes the upload over', async () => {
    const path = await begin(sender, 2 * MIB);
    const first = await patch(path, 0, 2 * MIB);
    await first.send(randomBytes(MIB + 5));
    await until(async () => first.socket.bytesWritten > MIB, 'the first is under way');
    const second = await patch(path, 0, 10);
    const third = await patch(path, 0, 10);
    await until(() => second.status !== null && third.status !== null, 'the others are answered');
    for (const request of [second, third]) {
      const { code } = problemOf(request);
      expect([
        [423, 'upload.busy'],
        [409, 'upload.offset'],
      ]).toContainEqual([request.status, code]);
    }
    expect(await storedOf(path)).toBeGreaterThanOrEqual(MIB);
    for (const request of [first, second, third]) request.hangUp();
    await abandon(sender, path);
  });
});
