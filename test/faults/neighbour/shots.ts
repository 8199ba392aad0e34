import type { Ask, Scene } from '../../security/matrix/doors.js';
import { doors } from '../../security/matrix/rows/index.js';
import type { HttpClient } from '../../support/http-client.js';
import { hostileShots } from './hostile.js';
import { largest, largestQueries } from './largest.js';
import type { AttackPlan, Manner } from './attack.js';
import type { AttackRow } from './rows.js';
import { freshBody, type Shot } from './shot.js';

/** Of an act that changes what it is about: so many things are made for it. */
const TARGETS = 16;

export interface ShotsOptions {
  readonly scene: Scene;
  readonly client: HttpClient;
  /** As which network. */
  readonly address: string;
  readonly manners: readonly Manner[];
}

/** The requests of a row, by the manner in which they are sent. */
export async function shotsOf(row: AttackRow, options: ShotsOptions): Promise<AttackPlan['shots']> {
  const asks = await asksOf(row, options.scene);
  const plain: Shot[] = [];
  for (const ask of asks) plain.push(...(await toShots(row, ask, options)));
  const [first] = plain;
  if (first === undefined) throw new Error(`${row.name} makes no request`);
  const wanted = (manner: Manner, shots: () => Shot[]): Shot[] =>
    options.manners.includes(manner) ? shots() : [];
  return {
    hard: wanted('hard', () => plain),
    hostile: wanted('hostile', () => (takesBody(first) ? hostileShots(first) : [])),
    slow: wanted('slow', () => plain.slice(0, TARGETS)),
  };
}

/** A body in front of GET and HEAD is read by nobody who reads bodies at all in another way than that of POST. */
const takesBody = ({ method }: Shot): boolean => !['GET', 'HEAD'].includes(method);

/** The requests of the matrix; where an act changes its target, about several of them. */
async function asksOf({ matrix, status }: AttackRow, scene: Scene): Promise<Ask[]> {
  const door = doors[matrix.door];
  const path = `/api/v1${matrix.route.split(' ')[1] ?? ''}`;
  if (door === undefined) return [{ path: path.replace('{id}', scene.target.id) }];
  const isDone = status === matrix.status;
  if (door.fresh === undefined || !isDone) return [await door.ask(scene.target.id, scene)];
  const asks: Ask[] = [];
  while (asks.length < TARGETS) {
    const target = await scene.world.make(matrix.kind);
    await door.prepare?.(target, scene.world);
    asks.push(await door.ask(target.id, { ...scene, target }));
  }
  return asks;
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
