import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openedBySources, servedRoutes } from './coverage.js';
import { type Fault, judge } from './judge.js';
import { PERSONAS } from './personas.js';
import { requestPlans, rows } from './rows/index.js';
import { World } from './world.js';

/**
 * The authorisation matrix: every route and every socket message of the real server × everybody who may knock × each
 * kind of thing. What each gets stands in `rows/`; how to add a row in CONTRIBUTING.md.
 */
let world: World;
let before: string;
const faults: Fault[] = [];
let cells = 0;
let rowsDone = 0;

beforeAll(async () => {
  world = await World.make();
  before = await world.digest();
}, 120_000);
afterAll(() => world?.dispose());

describe('the matrix', () => {
  it('has a row for every route and every socket message, and no row without one', async () => {
    const served = await servedRoutes(world.server.url);
    const described = new Set(rows.map(({ route }) => route).filter((route) => !isBeside(route)));
    expect([...described].sort()).toEqual(served);
  });

  it('has rows for what is mounted beside the described interface', () => {
    const { mounts, upgrades, hiding } = openedBySources();
    const beside = rows
      .map(({ route }) => route.split(' ')[1] ?? '')
      .map((path) => path.replace(/\/\{.*/, ''));
    const isAsked = (mount: string): boolean =>
      beside.some((path) => path === mount || path.startsWith(`${mount}/`));
    expect(mounts.filter((mount) => !isAsked(mount))).toEqual([]);
    expect(mounts).toEqual([
      '/',
      '/api/docs',
      '/api/v1/openapi.json',
      '/dav',
      '/healthz',
      '/scim/v2',
      '/uploads',
      '/wopi',
    ]);
    expect(upgrades.filter((path) => path !== '/socket.io' && !beside.includes(path))).toEqual([]);
    expect(hiding).toEqual([]);
  });

  it('has no way to make a request that no row uses', () => {
    const used = new Set(rows.map(({ request }) => request));
    expect(Object.keys(requestPlans).filter((request) => !used.has(request))).toEqual([]);
  });
});

describe('everybody gets what the matrix says', () => {
  it.each(rows.map((row) => [`${row.request} (${row.kind})`, row] as const))('%s', async (_name, row) => {
    const found: Fault[][] = [];
    const atOnce = requestPlans[row.request]?.oneByOne === true ? 1 : row.cells.size;
    const left = [...row.cells];
    while (left.length > 0)
      found.push(
        ...(await Promise.all(
          left.splice(0, atOnce).map(([who, cell]) => judge(world, requestPlans, row, who, cell)),
        )),
      );
    cells += row.cells.size;
    rowsDone += 1;
    faults.push(...found.flat());
    expect(found.flat()).toEqual([]);
  });

  it('leaves what it may not change as it was', async () => {
    expect(await world.digest()).toBe(before);
  });

  it('counts more than 2,000 cells and no leak', () => {
    const leaks = faults.filter(({ leak }) => leak).length;
    const routes = new Set(rows.map(({ route }) => route)).size;
    console.log(
      `matrix: ${String(routes)} routes and messages, ${String(rowsDone)} rows × ${String(PERSONAS.length)} personas, cells: ${String(cells)}, leaks: ${String(leaks)}`,
    );
    expect(rowsDone).toBe(rows.length);
    expect(cells).toBeGreaterThan(2_000);
    expect(leaks).toBe(0);
  });
});

const BESIDE = ['/', '/healthz', '/api/v1/openapi.json', '/api/docs', '/uploads', '/uploads/{id}'];
/** Rows of what the description cannot name. */
function isBeside(route: string): boolean {
  const [method = '', path = ''] = route.split(' ');
  return (
    method === 'WS' ||
    path.startsWith('/scim/') ||
    path.startsWith('/dav/') ||
    path.startsWith('/wopi/') ||
    BESIDE.includes(path)
  );
}
