import type { HttpClient } from '../../support/http-client.js';
import { type Ask, type RequestPlans, nowhere, type Scene } from './request-plans.js';
import type { Persona } from './personas.js';
import type { Outcome } from './outcome.js';
import { httpOutcome, send } from './send.js';
import type { Cell, Row } from './table.js';
import { SECRET, type Target, type World } from './world.js';

/** What a cell found wrong. A leak told, or did, something for somebody who has no right to it. */
export interface Fault {
  readonly persona: Persona;
  readonly leak: boolean;
  readonly what: string;
}

const expectedStatus = (row: Row, cell: Cell): number =>
  ({ '+': row.status, o: row.status, '-': 404, '!': 401, r: 403 })[cell];

/** Makes one request as one persona and compares what comes back with the cell. */
export async function judge(
  world: World,
  requestPlans: RequestPlans,
  row: Row,
  persona: Persona,
  cell: Cell,
): Promise<Fault[]> {
  const plan = requestPlans[row.request] ?? plain(row);
  const target = await targetFor(world, plan, row, cell);
  const ask = await plan.ask(target.id, { world, persona, target });
  const client = ask.client ?? world.client(persona);
  const found = await send(row, target.id, client, ask);
  const fault = (leak: boolean, what: string): Fault => ({ persona, leak, what: `${what}: ${show(found)}` });
  const expected = expectedStatus(row, cell);
  const denied = cell === '-' || cell === '!';
  if (found.status !== expected) return [fault(denied && found.status < 400, `expected ${String(expected)}`)];
  if (denied) {
    const twin = await twinOf(row, plan.ask, { world, persona, target }, client, ask);
    if (names(found, target.id) || names(found, SECRET)) return [fault(true, 'names what it refuses')];
    return same(found, twin) ? [] : [fault(true, `unlike what does not exist (${show(twin)})`)];
  }
  const isListed = names(found, target.id);
  if (cell === 'o') return isListed ? [fault(true, 'lists what may not be seen')] : [];
  if (listsIt(row) && !isListed) return [fault(false, 'does not list what may be seen')];
  return [];
}

/** Rows with an `o` are about what is in the answer. */
const listsIt = (row: Row): boolean => [...row.cells.values()].includes('o');

const plain = ({ route }: Row): RequestPlans[string] => ({
  ask: (id) => ({ path: `/api/v1${route.split(' ')[1] ?? ''}`.replace('{id}', id) }),
});

async function targetFor(world: World, plan: RequestPlans[string], row: Row, cell: Cell): Promise<Target> {
  if (cell !== '+' || plan?.fresh === undefined) return world.target(row.kind);
  const target = await world.make(row.kind);
  await plan.prepare?.(target, world);
  return target;
}

/**
 * What the same persona gets for the same request about nothing. Nothing is of no kind, so it is asked once for all rows
 * with one request.
 */
function twinOf(
  row: Row,
  ask: (id: string, scene: Scene) => Ask | Promise<Ask>,
  scene: Scene,
  client: HttpClient,
  original: Ask,
): Promise<Outcome> {
  const key = [row.request, isHttp(row) && row.kind !== 'none' ? '' : row.kind, scene.persona].join(' ');
  const known = twins.get(key);
  if (known !== undefined) return known;
  const twin = askAboutNothing(row, ask, scene, client, original);
  twins.set(key, twin);
  return twin;
}

const twins = new Map<string, Promise<Outcome>>();

/** Where a request is about nothing anyway, the same method where no route is. */
async function askAboutNothing(
  row: Row,
  ask: (id: string, scene: Scene) => Ask | Promise<Ask>,
  scene: Scene,
  client: HttpClient,
  original: Ask,
): Promise<Outcome> {
  const id = nowhere();
  const twin = await ask(id, scene);
  const isAboutNothing = row.kind === 'none' || (isHttp(row) && asksTheSame(twin, original));
  if (isAboutNothing && row.cells.get(scene.persona) === '-')
    return httpOutcome(methodOf(row), client, { ...twin, path: `${rootOf(twin.path)}/nothing/${id}` });
  return send(row, id, client, twin);
}

/** SCIM has words of its own for what is not there. */
const rootOf = (path: string): string => (path.startsWith('/scim/') ? '/scim/v2' : '/api/v1');
const methodOf = ({ route }: Row): string => route.split(' ')[0] ?? '';
const isHttp = (row: Row): boolean => !['WS', 'MSG'].includes(methodOf(row));
const asksTheSame = (a: Ask, b: Ask): boolean =>
  a.form === undefined &&
  JSON.stringify([a.path, a.body, a.headers]) === JSON.stringify([b.path, b.body, b.headers]);

const same = (a: Outcome, b: Outcome): boolean =>
  a.status === b.status && a.body === b.body && a.headers === b.headers;

const names = ({ body, headers }: Outcome, text: string): boolean => `${body} ${headers}`.includes(text);

const show = ({ status, body, headers }: Outcome): string =>
  `${String(status)} ${body.slice(0, 200)} ${status === 404 ? headers : ''}`.trim();
