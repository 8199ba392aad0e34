import { randomInt, randomUUID } from 'node:crypto';
import { Maroquin } from '../../test/support/maroquin.js';
import { firstAdministrator, invite, PASSWORD, type Person } from '../../test/support/people.js';

/** Whether the time of a refusal reveals what its words do not. Milliseconds. */
export interface TimingRow {
  readonly what: string;
  /** Of each of the two. */
  readonly asked: number;
  readonly medians: readonly [number, number];
  /** Kolmogorov–Smirnov: the largest distance between the two distributions, 0 to 1. */
  readonly distance: number;
  /** What two samples of one distribution stay below, but for once in a thousand. */
  readonly limit: number;
  readonly holds: boolean;
}

const SAMPLE = { small: 60, full: 240 } as const;
/** Resources are asked for so much more often: an answer takes milliseconds, not a third of a second. */
const RESOURCES_TIMES = 4;
/** Refusals of a sign-in are waited for side by side. */
const AT_ONCE = 4;
/** Of one account; more at once are slowed down. */
const TRIES_OF_AN_ACCOUNT = 2;

type Probe = () => Promise<number>;

/** Sign-in at addresses that somebody has and nobody has, and resources that are hidden and that are not there. */
export async function enumerationRows(scale: 'small' | 'full'): Promise<TimingRow[]> {
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'error', TRUST_PROXY: '1' } });
  try {
    const count = SAMPLE[scale];
    const owner = await firstAdministrator(server);
    const known = await people(server, owner, Math.ceil(count / TRIES_OF_AN_ACCOUNT));
    const [stranger] = known;
    if (stranger === undefined) throw new Error('nobody is here');
    const hidden = await owner.http.create('/documents', { title: 'Note' });
    const sign = (email: string): Promise<number> =>
      refusal(server.url, '/sign-in/password', 401, { body: { email, password: 'mandoline-girafe-12' } });
    let turn = 0;
    const emailOf = (): string => known[(turn += 1) % known.length]?.email ?? '';
    const read = (id: string): Promise<number> =>
      refusal(server.url, `/resources/${id}`, 404, { headers: stranger.http.headers });
    return [
      await compare(
        'sign-in refused: an address with a password, and nobody’s',
        [() => sign(emailOf()), () => sign(`${randomUUID()}@prefecture.example`)],
        { count, atOnce: AT_ONCE },
      ),
      await compare(
        'a resource refused: hidden, and not there',
        [() => read(hidden), () => read(randomUUID())],
        { count: count * RESOURCES_TIMES, atOnce: 1 },
      ),
    ];
  } finally {
    await server.dispose();
  }
}

async function people(server: Maroquin, owner: Person, count: number): Promise<Person[]> {
  const made: Person[] = [];
  while (made.length < count) {
    const who = { name: 'Agent', email: `agent-${String(made.length)}@prefecture.example` };
    const person = await invite(server, owner, who);
    await person.http.act('PUT', '/me/password', { password: PASSWORD });
    made.push(person);
  }
  return made;
}

/** From an address of its own (RFC 2544), so that no limit of a network is met. @returns how long it took */
async function refusal(
  url: string,
  path: string,
  status: number,
  { body, headers = {} }: { readonly body?: object; readonly headers?: Readonly<Record<string, string>> },
): Promise<number> {
  const address = `198.18.${String(randomInt(256))}.${String(randomInt(256))}`;
  const from = performance.now();
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'x-forwarded-for': address },
    body: body === undefined ? null : JSON.stringify(body),
  });
  await answer.arrayBuffer();
  const took = performance.now() - from;
  if (answer.status !== status) throw new Error(`${path} answered ${String(answer.status)}`);
  return took;
}

/** The two in turn, so that whatever else the machine does meets both. */
async function compare(
  what: string,
  probes: readonly [Probe, Probe],
  { count, atOnce }: { readonly count: number; readonly atOnce: number },
): Promise<TimingRow> {
  const took: [number[], number[]] = [[], []];
  let left = count;
  const work = async (): Promise<void> => {
    for (; left > 0;) {
      left -= 1;
      for (const index of left % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const))
        took[index].push(await probes[index]());
    }
  };
  for (const probe of probes) await probe();
  await Promise.all(Array.from({ length: atOnce }, work));
  const [one, other] = took.map((list) => [...list].sort((a, b) => a - b)) as [number[], number[]];
  const distance = Math.round(distanceOf(one, other) * 1_000) / 1_000;
  const limit = Math.round(1.95 * Math.sqrt(2 / count) * 1_000) / 1_000;
  const median = (list: readonly number[]): number => Math.round((list[list.length >> 1] ?? 0) * 100) / 100;
  return {
    what,
    asked: count,
    medians: [median(one), median(other)],
    distance,
    limit,
    holds: distance <= limit,
  };
}

/** Of two sorted samples. */
function distanceOf(one: readonly number[], other: readonly number[]): number {
  const share = (list: readonly number[], upTo: number): number =>
    list.filter((value) => value <= upTo).length / list.length;
  return [...one, ...other].reduce(
    (largest, at) => Math.max(largest, Math.abs(share(one, at) - share(other, at))),
    0,
  );
}
