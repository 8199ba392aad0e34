import {
  accessEntities,
  AccessService,
  ListResources,
  PeopleNames,
  NameIndexes,
  ResourceNames,
  ResourceViews,
} from '@maroquin/access';
import { newId, systemClock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import {
  createTestOrganisation,
  openTestPlatform,
  prepareTemplate,
  startPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { type Machine, machine } from '../machine.js';
import { enumerationRows, type TimingRow } from './enumeration.js';
import { loadTown } from './load-town.js';
import { personId, type Size, SIZES, Town } from './town.js';

/** What the product promises, ms at the 95th percentile. */
const REQUIRE_MS = 0.5;
const NEWEST_MS = 20;

interface Row {
  readonly what: string;
  readonly asked: number;
  readonly p50: number;
  readonly p95: number;
  readonly target: number | null;
  readonly holds: boolean;
}
interface AccessReport {
  readonly bench: 'access';
  readonly scale: 'small' | 'full';
  readonly size: Size;
  /** Rights as they are kept, own and inherited. */
  readonly flattenedGrants: number;
  readonly loadSeconds: number;
  readonly machine: Machine;
  readonly rows: readonly Row[];
  readonly timing: readonly TimingRow[];
}

const SAMPLE = { small: 60, full: 300 } as const;
/** Resources that one person asks about. */
const EACH = 20;

/** Questions about rights in an organisation of a million resources, one after the other on a node of its own. */
export async function benchAccess(
  scale: 'small' | 'full',
  say: (line: string) => void,
): Promise<AccessReport> {
  const described = machine();
  const postgres = await startPostgres({ durable: true });
  try {
    await prepareTemplate(postgres.connection);
    const platform = await openTestPlatform(postgres.connection, accessEntities);
    const orgId = await createTestOrganisation(platform);
    const town = new Town(SIZES[scale], systemClock.now());
    const from = performance.now();
    await loadTown(platform, orgId, town);
    const loadSeconds = Math.round((performance.now() - from) / 1_000);
    say(`loaded in ${String(loadSeconds)} s`);
    const [grants] = await platform.asOwner<{ n: number }>('select count(*)::int as n from scope_grant');
    const rows = await measure(platform, orgId, town, SAMPLE[scale]);
    await platform.close();
    const timing = await enumerationRows(scale);
    return {
      bench: 'access',
      scale,
      size: town.size,
      loadSeconds,
      machine: described,
      rows,
      timing,
      flattenedGrants: grants?.n ?? 0,
    };
  } finally {
    await postgres.stop();
  }
}

async function measure(platform: TestPlatform, orgId: string, town: Town, sample: number): Promise<Row[]> {
  const { database, keys } = platform;
  const events = new Events({ error: () => undefined });
  const access = new AccessService({ database, keys, clock: systemClock, events, onError: () => undefined });
  const people = new PeopleNames(database, keys, systemClock);
  const names = new ResourceNames();
  const views = new ResourceViews(access, database, keys, names, people);
  const lists = new ListResources(
    access,
    database,
    keys,
    new NameIndexes(database, keys),
    views,
    systemClock,
  );
  const newest = async (actor: Actor): Promise<void> => {
    const page = await lists.recent(actor, { limit: 50, kind: null });
    if (page.items.length === 0) throw new Error('this person sees nothing');
  };
  const step = Math.floor((town.size.people - 60) / sample);
  const typical = Array.from({ length: sample }, (_, index) => actorOf(orgId, personId(index * step)));
  const loners = town.loners.filter((_, index) => index < 30).map((id) => actorOf(orgId, id));
  const director = actorOf(orgId, town.director);
  const asked = await pairsOf(platform, orgId, access, typical.slice(0, 100));
  const warm = typical.slice(0, 5);
  for (const actor of warm) await newest(actor);
  const list = async (what: string, actors: readonly Actor[]): Promise<Row> =>
    rowOf(what, await timed(actors, newest), NEWEST_MS);
  const ask = ({ actor, id }: Pair): Promise<unknown> => access.require(actor, 'resource.read', id);
  try {
    return [
      rowOf('require, asked for the first time on this node', await timed(asked, ask), REQUIRE_MS),
      rowOf('require, asked before', await timed(asked, ask), REQUIRE_MS),
      await list('newest 50 a typical person can see', typical),
      await list('newest 50 of who has two or three things', await seeing(lists, loners)),
      await list(
        'newest 50 of who sees everything',
        Array.from({ length: 30 }, () => director),
      ),
    ];
  } finally {
    access.close();
  }
}

/** Whoever was drawn without anything has nothing to be measured. */
async function seeing(lists: ListResources, actors: readonly Actor[]): Promise<Actor[]> {
  const found: Actor[] = [];
  for (const actor of actors)
    if ((await lists.recent(actor, { limit: 1, kind: null })).items.length > 0) found.push(actor);
  return found;
}

interface Pair {
  readonly actor: Actor;
  readonly id: string;
}

/** For each person some of what it may see, from anywhere; what they act as is then known to the node. */
async function pairsOf(
  platform: TestPlatform,
  orgId: string,
  access: AccessService,
  actors: readonly Actor[],
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const actor of actors) {
    const subjects = await access.subjectsOf(actor);
    const rows = await platform.asOwner<{ id: string }>(
      `select r.id from (select distinct scope_id from scope_grant where org_id = $1 and subject_id = any($2::uuid[])) g
       join resource r on r.org_id = $1 and r.scope_id = g.scope_id order by md5(r.id::text || $3) limit $4`,
      [orgId, subjects, actor.personId, EACH],
    );
    pairs.push(...rows.map(({ id }) => ({ actor, id })));
  }
  return pairs;
}

const actorOf = (orgId: string, person: string): Actor => ({
  personId: person,
  orgId,
  orgs: [orgId],
  adminOf: [],
  tokenScopes: null,
  sessionId: newId(),
  tokenId: null,
  locale: 'fr',
});

async function timed<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (const item of items) {
    const from = performance.now();
    await work(item);
    took.push(performance.now() - from);
  }
  return took;
}

function rowOf(what: string, took: readonly number[], target: number | null): Row {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 1_000) / 1_000;
  const p95 = at(0.95);
  return { what, asked: took.length, p50: at(0.5), p95, target, holds: target === null || p95 <= target };
}
