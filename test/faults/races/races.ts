import { toPgConfig } from '@maroquin/platform/database';
import { Client } from 'pg';
import type { Cluster } from '../../support/cluster.js';
import { HttpClient } from '../../support/http-client.js';
import { type Ground, openCluster, openGround } from './ground.js';
import { type Pair, PAIRS, type Round } from './pairs.js';

interface PairResult {
  readonly pair: string;
  readonly rounds: number;
  /** Acts that were still done before the decision: without any, nothing raced. */
  readonly done: number;
  /** Acts that happened after the decision that ended the right to them. */
  readonly wrong: number;
}
export interface RacesReport {
  readonly pairs: readonly PairResult[];
  readonly rounds: number;
  readonly wrong: number;
}

const CONNECTIONS = 4;

/** Each act against the decision that ends its right, on four connections and two nodes: the later decision stands. */
export async function races(rounds: number, say: (line: string) => void): Promise<RacesReport> {
  const { cluster, administrator } = await openCluster();
  const audit = new Client(toPgConfig({ ...cluster.superuser, database: 'maroquin' }));
  try {
    await audit.connect();
    const pairs: PairResult[] = [];
    for (const pair of PAIRS) {
      const result = await run(pair, await openGround(cluster, administrator), { cluster, audit, rounds });
      pairs.push(result);
      say(JSON.stringify(result));
    }
    return {
      pairs,
      rounds: pairs.length * rounds,
      wrong: pairs.reduce((sum, { wrong }) => sum + wrong, 0),
    };
  } finally {
    await audit.end();
    await cluster.dispose();
  }
}

async function run(
  pair: Pair,
  ground: Ground,
  { cluster, audit, rounds }: { cluster: Cluster; audit: Client; rounds: number },
): Promise<PairResult> {
  let [done, wrong] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const plan = await pair.prepare(ground);
    const since = await lastTransaction(audit);
    await race(plan, clients(cluster, plan.as ?? ground.manager.http), round);
    const counted = await judge(audit, plan, since);
    done += counted.done;
    wrong += counted.wrong;
  }
  return { pair: pair.name, rounds, done, wrong };
}

const clients = ({ nodes }: Cluster, person: HttpClient): HttpClient[] =>
  Array.from({ length: CONNECTIONS }, (_, index) => {
    const node = nodes[index % nodes.length] ?? nodes[0];
    return new HttpClient(node.url, person.credentials);
  });

/** The decision comes a little earlier or later each time, among the acts. */
async function race(plan: Round, people: readonly HttpClient[], round: number): Promise<void> {
  const acts = people.map((http, index) => () => plan.act(http, index));
  const at = round % (acts.length + 1);
  const all = [...acts.slice(0, at), plan.decide, ...acts.slice(at)];
  const results = await Promise.allSettled(all.map((act) => act()));
  const decided = results[at];
  if (decided?.status === 'rejected') throw decided.reason;
}

const lastTransaction = async (audit: Client): Promise<string> => {
  const { rows } = await audit.query<{ x: string }>(
    'select coalesce(max(xmin::text::bigint), 0) as x from audit',
  );
  return rows[0]?.x ?? '0';
};

/**
 * Whoever holds the lock writes first once it has it, so that the numbers of transactions are in the order of the lock:
 * an act with a higher one than the decision was done after it.
 */
async function judge(
  audit: Client,
  { actorId, decision }: Round,
  since: string,
): Promise<{ done: number; wrong: number }> {
  const { rows } = await audit.query<{ done: number; wrong: number }>(
    `with new as (select xmin::text::bigint as x, actor_id, action from audit where xmin::text::bigint > $1),
       decided as (select max(x) as x from new where action = $3 and actor_id is distinct from $2)
     select count(*) filter (where new.x < decided.x)::int as done, count(*) filter (where new.x > decided.x)::int as wrong
     from new, decided where new.actor_id = $2 and new.action not like 'session.%'`,
    [since, actorId, decision],
  );
  return rows[0] ?? { done: 0, wrong: 0 };
}
