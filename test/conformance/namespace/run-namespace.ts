import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../support/process/house.js';
import { runProgram } from '../outside/run-program.js';
import { type Seen, TwoNetworks } from './two-networks.js';

/** Journeys of each part of the suite, unless others are named. */
export const A_FEW = ['boot', 'sign-in', 'drive-day', 'conversation-day'];
export const allJourneys = (): string[] =>
  readdirSync(join(ROOT, 'test/journeys')).flatMap((file) => /^(.+)\.test\.ts$/.exec(file)?.[1] ?? []);
const MINUTES = 60_000;

/** Somebody listed on the other side, besides what is on this machine. */
const RELAY = '198.51.100.25';
const LISTED_PORT = 587;
const LISTED = `${RELAY} tcp ${String(LISTED_PORT)}`;
type Target = readonly [protocol: 'tcp' | 'udp', host: string, port: number];
const to = (protocol: 'tcp' | 'udp', host: string, ...ports: number[]): Target[] =>
  ports.map((port) => [protocol, host, port]);
/** Who else could be called: other ports of the listed host, its neighbours, strangers, where clouds hand out credentials. */
const ELSEWHERE: readonly Target[] = [
  ...to('tcp', RELAY, 25, 80, 443, 588),
  ...['198.51.100.24', '198.51.100.2', '203.0.113.9', '8.8.8.8'].flatMap((host) => to('tcp', host, 443, 587)),
  ...['169.254.169.254', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.100.100.200'].flatMap((host) =>
    to('tcp', host, 80),
  ),
  ...to('udp', '203.0.113.9', 53, 123, 443, 587),
  ...to('udp', RELAY, LISTED_PORT),
  ...to('tcp', '2001:db8:1::25', 80, 443, 587),
  ...to('udp', '2001:db8:2::1', 53, 443),
];

interface NamespaceResult {
  /** What nftables took was what `maroquin egress nftables` wrote. */
  readonly rules: number;
  readonly journeys: { readonly names: readonly string[]; readonly passed: number; readonly failed: number };
  /** While the journeys ran, by destination: sent (let through or not), and arrived on the other side. */
  readonly duringJourneys: { readonly tried: Record<string, number>; readonly left: Record<string, number> };
  /** Names were asked for: the rules let the name server through. */
  readonly names: Record<string, number>;
  readonly wall: {
    readonly destinations: number;
    /** Without the rules, of these, arrived. */
    readonly arrivedBefore: number;
    readonly arrivedBehindIt: number;
    /** Were sent, and stopped. */
    readonly counted: number;
    readonly listedArrives: boolean;
  };
  readonly failed: number;
}

/**
 * The product on a network whose only firewall is the file that it writes for itself, and whose other side has every
 * address there is: journeys run, packets are counted on both sides, and then somebody tries to get out.
 * @throws {MissingProgram}
 */
export async function runNamespace(
  names: readonly string[],
  say: (line: string) => void,
): Promise<NamespaceResult> {
  const networks = await TwoNetworks.make();
  try {
    const before = await knockElsewhere(networks);
    const rules = await ownRules();
    await networks.loadInside(rules);
    say(`the file has ${String(rules.split('\n').length)} lines, and is loaded`);
    const start = await networks.seen();
    const journeys = await runJourneys(networks, names, say);
    const end = await networks.seen();
    const tried = split(since(start.tried, end.tried));
    const left = split(since(start.left, end.left));
    const behind = await knockElsewhere(networks);
    const listedBefore = (await networks.seen()).left.get(LISTED) ?? 0;
    const listed = await knock(networks, ['tcp', RELAY, LISTED_PORT]);
    const listedArrives = listed && ((await networks.seen()).left.get(LISTED) ?? 0) > listedBefore;
    const wall = {
      destinations: ELSEWHERE.length,
      arrivedBefore: before.arrived,
      arrivedBehindIt: behind.arrived,
      counted: behind.counted,
      listedArrives,
    };
    const wrong = [
      journeys.failed > 0,
      journeys.passed === 0,
      Object.keys(tried.other).length > 0,
      Object.keys(left.other).length > 0,
      // Nothing would be proven by a network in which nobody arrives anyway.
      wall.arrivedBefore < ELSEWHERE.length,
      wall.arrivedBehindIt > 0,
      wall.counted < ELSEWHERE.length,
      !listedArrives,
    ];
    return {
      rules: rules.split('\n').filter((line) => line.endsWith('"') || line.includes('reject')).length,
      ...{ journeys, duringJourneys: { tried: tried.other, left: left.other }, names: tried.names, wall },
      failed: wrong.filter(Boolean).length,
    };
  } finally {
    networks.close();
  }
}

/** What the command writes for an instance that has a relay elsewhere, and everything else on its machine. */
async function ownRules(): Promise<string> {
  const env = { SMTP_URL: `smtp://${RELAY}:${String(LISTED_PORT)}` };
  // Here everything runs under one account, browsers and databases too: all of it stands behind the wall.
  const args = [join(ROOT, 'bin/maroquin'), 'egress', 'nftables', '--account', 'root'];
  const { code, stdout, stderr } = await runProgram(process.execPath, args, { env });
  if (code !== 0) throw new Error(`maroquin egress nftables: ${stderr}`);
  return stdout;
}

async function runJourneys(
  networks: TwoNetworks,
  names: readonly string[],
  say: (line: string) => void,
): Promise<NamespaceResult['journeys']> {
  const files = names.map((name) => `test/journeys/${name}.test.ts`);
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--reporter=default', '--maxWorkers=1', ...files];
  const limitMs = (5 + 4 * names.length) * MINUTES;
  const { code, stdout, stderr } = await networks.inside(process.execPath, args, { cwd: ROOT, say, limitMs });
  // eslint-disable-next-line no-control-regex -- colours
  const text = stdout.replaceAll(/\u001b\[[\d;]*m/g, '');
  const count = (word: string): number => Number(new RegExp(`Tests .*?(\\d+) ${word}`).exec(text)?.[1] ?? 0);
  const [passed, failed] = [count('passed'), count('failed')];
  if (code !== 0 && failed === 0)
    throw new Error(`the journeys ended with ${String(code)}: ${stderr.slice(-2_000)}`);
  return { names, passed, failed };
}

/** Sends something to each place that is not listed. */
async function knockElsewhere(networks: TwoNetworks): Promise<{ arrived: number; counted: number }> {
  const before = await networks.seen();
  for (const place of ELSEWHERE) await knock(networks, place);
  const after = await networks.seen();
  const came = (earlier: Seen, later: Seen): number => {
    const fresh = since(earlier, later);
    return ELSEWHERE.filter(([protocol, host, port]) => fresh.has(`${host} ${protocol} ${String(port)}`))
      .length;
  };
  return { arrived: came(before.left, after.left), counted: came(before.tried, after.tried) };
}

/** By a shell, which knows no guard. @returns whether somebody answered, as far as the protocol tells */
async function knock(networks: TwoNetworks, [protocol, host, port]: Target): Promise<boolean> {
  const line = `exec 3<>/dev/${protocol}/${host}/${String(port)} && echo x >&3`;
  return (await networks.inside('timeout', ['2', 'bash', '-c', line], { limitMs: MINUTES })).code === 0;
}

const since = (before: Seen, after: Seen): Map<string, number> =>
  new Map(
    [...after]
      .map(([place, packets]): [string, number] => [place, packets - (before.get(place) ?? 0)])
      .filter(([, packets]) => packets > 0),
  );

/** Questions to a name server apart: they are listed too. */
function split(seen: Seen): {
  readonly names: Record<string, number>;
  readonly other: Record<string, number>;
} {
  const isName = (place: string): boolean => / (?:udp|tcp) 53$/.test(place);
  const entries = [...seen];
  return {
    names: Object.fromEntries(entries.filter(([place]) => isName(place))),
    other: Object.fromEntries(entries.filter(([place]) => !isName(place) && place !== LISTED)),
  };
}
