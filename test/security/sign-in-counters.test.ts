import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, PASSWORD, type Person } from '../support/people.js';

/** Behind one trusted proxy, so that each request says from which network it comes. */
let server: Maroquin;
let victim: Person;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn', TRUST_PROXY: '1' } });
  const admin = await firstAdministrator(server);
  victim = await invite(server, admin, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
  await victim.http.act('PUT', '/me/password', { password: PASSWORD });
}, 120_000);
afterAll(() => server.dispose());

const post = (path: string, body: object, from: string): Promise<Response> =>
  fetch(`${server.url}/api/v1/sign-in/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url, 'x-forwarded-for': from },
    body: JSON.stringify(body),
  });
const guess = (email: string, from: string): Promise<Response> =>
  post('password', { email, password: 'un mot de passe faux' }, from);
const statuses = async (answers: readonly Promise<Response>[]): Promise<number[]> =>
  (await Promise.all(answers)).map(({ status }) => status);
const turns = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

describe('somebody else’s wrong guesses', () => {
  it('do not keep a person out of a new browser elsewhere', async () => {
    const guesses = await statuses(
      turns(60, (n) => guess(victim.email, `198.51.100.${String(Math.floor(n / 3))}`)),
    );
    expect(guesses).toEqual(turns(60, () => 401));
    const entered = await post('password', { email: victim.email, password: PASSWORD }, '203.0.113.1');
    expect(entered.status).toBe(204);
  });

  it('make a new browser elsewhere wait half a minute at most, however many there are', async () => {
    const email = 'guessed.at@prefecture.example';
    for (let turn = 0; turn < 5; turn += 1)
      await statuses(turns(60, (n) => guess(email, `198.51.${String(101 + turn)}.${String(n)}`)));
    const answer = await guess(email, '203.0.113.2');
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(30);
  });
});

describe('guesses at one login', () => {
  it('from one IPv6 site count together, whatever its networks', async () => {
    const email = 'site@prefecture.example';
    const answers = await statuses(turns(40, (n) => guess(email, `2001:db8:7:${n.toString(16)}::1`)));
    expect(answers.filter((status) => status === 401)).toHaveLength(13);
    expect((await guess(email, '2001:db8:8::1')).status).toBe(401);
  });

  it('count together however it is written', async () => {
    const ways = ['fiona', 'FIONA', 'ﬁona', 'ｆiona', 'fi\u034fona', 'fíona', 'fiona\ufe0f', 'ⓕiona'];
    const answers = await statuses(ways.map((way) => guess(way, '203.0.113.3')));
    expect(answers.filter((status) => status === 401)).toHaveLength(4);
    expect(answers.filter((status) => status === 429)).toHaveLength(4);
  });
});

describe('requests for a link', () => {
  it('that somebody else makes do not keep a person from making one', async () => {
    const body = { email: victim.email };
    const first = await statuses(turns(4, () => post('link-requests', body, '198.51.100.200')));
    expect(first.sort()).toEqual([202, 202, 202, 429]);
    expect((await post('link-requests', body, '203.0.113.4')).status).toBe(202);
  });
});
