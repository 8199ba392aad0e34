import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { attack, type AttackPlan } from './attack.js';
import { readDescription } from './description.js';
import { WEIGHTS } from './heavy.js';
import { largest, largestQueries } from './largest.js';
import { neighbour, neighbourHolds } from './neighbour.js';
import { attackRows, ATTACKERS } from './rows.js';
import { bodyBytes, freshBody, type Shot } from './shot.js';
import { judge, type Measured } from './verdict.js';

/** Correctness of the programme alone: times are measured by `npm run faults -- neighbour`, on a quiet machine. */
const quick = { who: 'colleague', act: 'me', ms: 5, at: 10, failure: null } as const;
const held: Measured = {
  row: 'GET /me by a person',
  window: { samples: [quick, quick], lag: { p99: 1, max: 2 } },
  attack: { statuses: { hard: { '200': 4 }, hostile: {}, slow: {} }, busy: 0.5 },
  memory: { server: 10, converters: 0 },
  exits: 0,
  status: 200,
};

it('every described route, socket message, mount and upgrade has a row for each attacker', () => {
  const { rows, uncovered } = attackRows();
  expect(uncovered).toEqual([]);
  const { routes, messages } = readDescription();
  for (const name of [...routes.map((route) => route.name), ...messages])
    expect(
      new Set(rows.filter(({ matrix }) => matrix.route === name).map(({ attacker }) => attacker)),
    ).toEqual(new Set(ATTACKERS));
});

it('a route and a message that nobody attacks are named', () => {
  const { routes, messages } = readDescription();
  const unknown = { name: 'GET /polls/{id}', query: new Map(), body: null };
  const { uncovered } = attackRows({
    routes: [...routes, unknown],
    messages: [...messages, 'MSG poll.answer'],
  });
  expect(uncovered).toEqual(['GET /polls/{id}', 'MSG poll.answer']);
});

it('a row attacks with the right of somebody who has it, and expects what the matrix says', () => {
  const { rows } = attackRows();
  const of = (name: string) => rows.find((row) => row.name === name);
  expect(of('POST /folders by a person')).toMatchObject({ persona: 'owner', status: 201 });
  expect(of('GET /people by a person')).toMatchObject({ persona: 'administrator', status: 200 });
  expect(of('POST /folders by a visitor')).toMatchObject({ persona: 'visitor-editor', status: 201 });
  expect(of('POST /folders by nobody')).toMatchObject({ persona: 'anonymous', status: 401 });
});

it('a row holds when others are served in time, memory stays and the server lives', () => {
  expect(judge(held)).toMatchObject({
    holds: true,
    faults: [],
    others: { p50: 5, p99: 5, max: 5, failed: 0 },
  });
});

it.each([
  ['one slow act', { window: { ...held.window, samples: [quick, { ...quick, ms: 501 }] } }],
  [
    'a failed act',
    { window: { ...held.window, samples: [quick, { ...quick, failure: 'GET answered 503' }] } },
  ],
  ['others who did nothing', { window: { ...held.window, samples: [] } }],
  ['memory that grew', { memory: { server: 201, converters: 0 } }],
  ['more converters than a node may run', { memory: { server: 10, converters: 1_001 } }],
  ['an exit of the server', { exits: 1 }],
  [
    'an attack that never got through',
    { attack: { ...held.attack, statuses: { hard: { '400': 9 }, hostile: {}, slow: {} } } },
  ],
] as const)('a row does not hold with %s', (_name, change) => {
  expect(judge({ ...held, ...change }).holds).toBe(false);
});

it('the largest input fills words, lists and numbers as far as the description allows', () => {
  const schema = {
    type: 'object',
    properties: {
      name: { type: 'string', maxLength: 200 },
      id: { type: 'string', format: 'uuid' },
      ids: { type: 'array', maxItems: 20, items: { type: 'string', format: 'uuid' } },
    },
  };
  const made = largest({ name: 'a', id: 'b', ids: ['c'] }, schema) as {
    name: string;
    id: string;
    ids: string[];
  };
  expect(made.name.length).toBeGreaterThan(150);
  expect(made.name.length).toBeLessThanOrEqual(200);
  expect(made).toMatchObject({ id: 'b', ids: Array.from({ length: 20 }, () => 'c') });
  const query = new Map([
    ['limit', { maximum: 200 }],
    ['sort', { enum: ['name', 'updated'] }],
  ]);
  expect(largestQueries('/x', query)).toEqual([
    '/x?limit=200',
    '/x?limit=200&sort=name',
    '/x?limit=200&sort=updated',
  ]);
});

it('names and client ids are other ones in each request', () => {
  const id = '01a22fea-81cb-72b7-8e2d-6a741a32aa51';
  const body = freshBody(`{"clientId":"${id}","text":"Confidentiel 12","channelId":"${id}"}`);
  const text = Buffer.from(bodyBytes(body, { number: () => 7, uuid: () => 'new' }) ?? []).toString();
  expect(text).toBe(`{"clientId":"new","text":"Confidentiel 7","channelId":"${id}"}`);
});

it('an attack in each manner alone sends something', async () => {
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => response.end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://localhost:${String((server.address() as AddressInfo).port)}`;
  const shot: Shot = { method: 'POST', path: '/', headers: {}, body: { bytes: Buffer.from('{}') } };
  const none: AttackPlan['shots'] = { hard: [], hostile: [], slow: [] };
  for (const manner of ['hard', 'hostile'] as const) {
    const shots = { ...none, [manner]: [shot] };
    const { statuses } = await attack({ url, shots, sockets: null, seconds: 0.5 });
    expect(statuses[manner]['200']).toBeGreaterThan(0);
  }
  server.closeAllConnections();
  server.close();
});

it('a short run attacks, measures others meanwhile, and reports each row', async () => {
  const report = await neighbour({
    pattern: /^(?:GET \/me by a person|POST \/folders by a visitor)$/,
    manners: ['hard', 'hostile', 'slow'],
    weight: WEIGHTS.small,
    seconds: 0.5,
    tries: 1,
    warmSeconds: 0,
    say: () => undefined,
  });
  expect(report.rows.map(({ row }) => row).sort()).toEqual([
    'GET /me by a person',
    'POST /folders by a visitor',
  ]);
  for (const { others, answers } of [...report.rows, ...report.quiet]) {
    expect(others.acts).toBeGreaterThan(0);
    expect(others.p99).toBeLessThanOrEqual(others.max);
    expect(answers).toBeTypeOf('object');
  }
  expect(
    report.rows.flatMap(({ faults }) => faults).filter((fault) => fault.includes('never answered')),
  ).toEqual([]);
  expect(neighbourHolds({ ...report, rows: [], quiet: [] })).toBe(false);
}, 180_000);
