import type { Ask, RequestPlan, Scene } from '../../security/matrix/request-plans.js';
import { requestPlans } from '../../security/matrix/rows/index.js';
import type { Kind } from '../../security/matrix/table.js';
import type { Target, World } from '../../security/matrix/world.js';
import { type HttpClient, Refused } from '../../support/http-client.js';
import { type Heavy, heavyTarget } from './heavy.js';
import { heavyAsks } from './heavy-shots.js';
import { hostileShots } from './hostile.js';
import { largest, largestQueries } from './largest.js';
import type { AttackPlan } from './attack.js';
import type { Manner } from './manner.js';
import type { AttackRow } from './rows.js';
import { freshBody, type Shot } from './shot.js';
import type { SocketPlan } from './socket-attack.js';

/** Of an act that changes what it is about: so many things are made for it. */
const TARGETS = 16;
/** Of the last, which are the heaviest. */
const SLOW_SHOTS = 40;

export interface ShotsOptions {
  readonly heavy: Heavy;
  readonly scene: Scene;
  readonly client: HttpClient;
  /** As which network. */
  readonly address: string;
  readonly manners: readonly Manner[];
}

/** What a row sends, by the manner in which it is sent. */
export async function shotsOf(
  row: AttackRow,
  options: ShotsOptions,
): Promise<Pick<AttackPlan, 'shots' | 'sockets'>> {
  const scene = {
    ...options.scene,
    target: heavyTarget(options.heavy, row.matrix.request, options.scene.target),
  };
  const asks = await asksOf(row, scene);
  const wanted = (manner: Manner, shots: () => Shot[]): Shot[] =>
    options.manners.includes(manner) ? shots() : [];
  if (isSocket(row)) {
    const handshake = { method: 'GET', path: '/socket.io/?EIO=4&transport=polling', body: null };
    const headers = { ...options.client.headers, 'x-forwarded-for': options.address };
    // Whoever opens a socket by polling is asked who they are later.
    const polling = row.matrix.route.startsWith('MSG ') ? [{ ...handshake, headers }] : [];
    return {
      sockets: socketPlan(row, asks, { ...options, scene }),
      shots: { hard: [], hostile: wanted('hostile', () => polling), slow: [] },
    };
  }
  const plain: Shot[] = [];
  for (const ask of asks) plain.push(...(await toShots(row, ask, options)));
  const heavy = heavyAsks[row.matrix.request];
  const extra =
    heavy === undefined || row.status !== row.matrix.status
      ? []
      : await heavy(options.heavy, scene, options.client);
  for (const ask of extra) plain.push(...(await toShots(row, ask, options)));
  const [first] = plain;
  if (first === undefined) throw new Error(`${row.name} makes no request`);
  return {
    sockets: null,
    shots: {
      hard: wanted('hard', () => plain),
      hostile: wanted('hostile', () => (takesBody(first) ? hostileShots(first) : [])),
      slow: wanted('slow', () => plain.slice(-SLOW_SHOTS)),
    },
  };
}

const isSocket = ({ matrix }: AttackRow): boolean => /^(?:WS|MSG) /.test(matrix.route);

function socketPlan({ matrix }: AttackRow, asks: readonly Ask[], options: ShotsOptions): SocketPlan {
  const { scene, client, address, manners } = options;
  const headers = { origin: client.url, ...client.headers, 'x-forwarded-for': address };
  const [method = '', name = ''] = matrix.route.split(' ');
  const isDocument = matrix.kind === 'prose' || matrix.kind === 'text';
  const collab = {
    headers,
    manners,
    documentId: scene.target.id,
    writes: matrix.request.endsWith('#write') && isDocument ? matrix.kind : null,
  };
  if (method === 'WS') return { kind: 'collab', ...collab };
  if (name === '/collab-fallback/part') return { kind: 'fallback', ...collab };
  return {
    kind: 'message',
    name,
    headers,
    manners,
    bodies: asks.map(({ body }) => freshBody(JSON.stringify(body))),
    follows: [options.heavy.channel],
  };
}

/** A body in front of GET and HEAD is read by nobody who reads bodies at all in another way than that of POST. */
const takesBody = ({ method }: Shot): boolean => !['GET', 'HEAD'].includes(method);

/** The requests of the matrix; where an act changes its target, about several of them. */
async function asksOf({ matrix, status }: AttackRow, scene: Scene): Promise<Ask[]> {
  const plan = requestPlans[matrix.request];
  const path = `/api/v1${matrix.route.split(' ')[1] ?? ''}`;
  if (plan === undefined) return [{ path: path.replace('{id}', scene.target.id) }];
  const isDone = status === matrix.status;
  if (plan.fresh === undefined || !isDone) return [await plan.ask(scene.target.id, scene)];
  const asks: Ask[] = [];
  while (asks.length < TARGETS) {
    const target = await anotherTarget(matrix.kind, plan.prepare, scene.world);
    if (target === null) break;
    asks.push(await plan.ask(target.id, { ...scene, target }));
  }
  return asks.length > 0 ? asks : [await plan.ask(scene.target.id, scene)];
}

/** null: attacks before this one have used up what there may be of this kind. */
async function anotherTarget(
  kind: Kind,
  prepare: RequestPlan['prepare'],
  world: World,
): Promise<Target | null> {
  try {
    const target = await world.make(kind);
    await prepare?.(target, world);
    return target;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** As it is, and as large as its description allows. */
async function toShots(row: AttackRow, ask: Ask, { client, address }: ShotsOptions): Promise<Shot[]> {
  const [method = ''] = row.matrix.route.split(' ');
  const who = (ask.client ?? client).headers;
  const headers: Record<string, string> = { ...who, ...ask.headers, 'x-forwarded-for': address };
  const { described } = row;
  const paths = described === null ? [ask.path] : [ask.path, ...largestQueries(ask.path, described.query)];
  if (ask.form !== undefined) {
    const form = new Response(ask.form);
    const type = form.headers.get('content-type') ?? '';
    const bytes = new Uint8Array(await form.arrayBuffer());
    return [{ method, path: ask.path, headers: { ...headers, 'content-type': type }, body: { bytes } }];
  }
  if (ask.bytes !== undefined)
    return [{ method, path: ask.path, headers, body: { bytes: Buffer.from(ask.bytes) } }];
  if (ask.body === undefined)
    return [...new Set(paths)].map((path) => ({ method, path, headers, body: null }));
  const bodies = [ask.body, largest(ask.body, described?.body ?? undefined)].map((body) =>
    JSON.stringify(body),
  );
  return [...new Set(bodies)].map((text) => ({
    method,
    path: ask.path,
    headers: { 'content-type': 'application/json', ...headers },
    body: freshBody(text),
  }));
}
