import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Ended } from '../../support/process/program.js';
import { MissingProgram } from '../outside/missing-program.js';
import { runProgram } from '../outside/run-program.js';

/** Documentation networks (RFC 5737, RFC 3849): nobody has them. */
const INSIDE = ['198.51.100.1/30', '2001:db8:1::1/126'] as const;
const OUTSIDE = ['198.51.100.2/30', '2001:db8:1::2/126'] as const;
const LINE = { inside: 'mq-out', outside: 'mq-in' };
/** On the other side every connection, whatever its address and port, is answered here. */
const ANSWERS_AT = 7_777;
const STEP_MS = 30_000;

/** Who comes is counted by address, protocol and port: of every packet that does not stay on the machine. */
const counters = (hook: 'output' | 'prerouting', match: string): string => `
table inet mq_witness {
  set four { type ipv4_addr . inet_proto . inet_service; flags dynamic; counter; size 65535; }
  set six { type ipv6_addr . inet_proto . inet_service; flags dynamic; counter; size 65535; }
  set pings { type inet_proto; flags dynamic; counter; size 16; }
  chain seen {
    type filter hook ${hook} priority -300; policy accept;
    ${match} meta nfproto ipv4 meta l4proto { tcp, udp } update @four { ip daddr . meta l4proto . th dport }
    ${match} meta nfproto ipv6 meta l4proto { tcp, udp } update @six { ip6 daddr . meta l4proto . th dport }
    ${match} icmp type echo-request update @pings { meta l4proto }
    ${match} icmpv6 type echo-request update @pings { meta l4proto }
  }
}
`;
const ANSWER_ALL = `
table inet mq_answers {
  chain answers {
    type nat hook prerouting priority -100; policy accept;
    iifname "${LINE.outside}" meta l4proto tcp redirect to :${String(ANSWERS_AT)}
  }
}
`;
const LISTENER = `require('net').createServer((s)=>s.on('error',()=>{}).end()).listen(${String(ANSWERS_AT)},'::',()=>console.log('ready'))`;

/** Where packets went: "198.51.100.25 tcp 587" and how many. */
export type Seen = ReadonlyMap<string, number>;

/**
 * Two networks of this machine with a line between them: what is tried runs on one, and the other one stands for all of the
 * internet: it has every address there is, and answers on each port. A packet that leaves is seen there.
 */
export class TwoNetworks {
  private constructor(
    private readonly inner: ChildProcess,
    private readonly outer: ChildProcess,
    private readonly listener: ChildProcess,
  ) {}

  /** @throws {MissingProgram} with what this machine lacks */
  static async make(): Promise<TwoNetworks> {
    if (process.getuid?.() !== 0)
      throw new MissingProgram('CAP_NET_ADMIN', 'run it as root, or in a container with that capability');
    for (const [program, flag, pack] of [
      ['unshare', '--version', 'util-linux'],
      ['nsenter', '--version', 'util-linux'],
      ['ip', '-V', 'iproute2'],
      ['nft', '--version', 'nftables'],
    ] as const)
      await runProgram(program, [flag], { limitMs: STEP_MS }).catch(() => {
        throw new MissingProgram(program, `apt-get install ${pack}`);
      });
    const tried = await runProgram('unshare', ['--net', 'nft', 'list', 'ruleset'], { limitMs: STEP_MS });
    if (tried.code !== 0)
      throw new MissingProgram(
        'a network namespace with nftables',
        `the kernel refuses: ${tried.stderr.trim()}`,
      );
    const holders = [await hold(), await hold()] as const;
    try {
      return await TwoNetworks.between(...holders);
    } catch (error) {
      for (const holder of holders) holder.kill('SIGKILL');
      throw error;
    }
  }

  private static async between(inner: ChildProcess, outer: ChildProcess): Promise<TwoNetworks> {
    const outsidePid = String(outer.pid);
    await within(
      inner,
      'ip',
      'link',
      'add',
      LINE.inside,
      'type',
      'veth',
      'peer',
      'name',
      LINE.outside,
      'netns',
      outsidePid,
    );
    await plug(inner, LINE.inside, INSIDE, OUTSIDE);
    await plug(outer, LINE.outside, OUTSIDE, null);
    await load(inner, counters('output', 'oifname != "lo"'));
    await load(outer, counters('prerouting', `iifname "${LINE.outside}"`));
    await load(outer, ANSWER_ALL);
    const listener = spawn('nsenter', [...enter(outer), process.execPath, '-e', LISTENER], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(listener.stdout, 'data');
    return new TwoNetworks(inner, outer, listener);
  }

  /** Runs to its end where the product is. */
  inside(
    program: string,
    args: readonly string[],
    options: Parameters<typeof runProgram>[2] = {},
  ): Promise<Ended> {
    return runProgram('nsenter', [...enter(this.inner), program, ...args], options);
  }

  /** @throws {Error} when nftables refuses it */
  loadInside(rules: string): Promise<void> {
    return load(this.inner, rules);
  }

  /** What was sent there, whether or not it was let through, and what arrived on the other side. */
  async seen(): Promise<{ readonly tried: Seen; readonly left: Seen }> {
    return { tried: await readCounters(this.inner), left: await readCounters(this.outer) };
  }

  close(): void {
    for (const child of [this.listener, this.inner, this.outer]) child.kill('SIGKILL');
  }
}

/** A process that does nothing but have a network of its own, and ends with us: then nothing is written to it any more. */
async function hold(): Promise<ChildProcess> {
  const child = spawn('unshare', ['--net', 'sh', '-c', 'echo ready; exec cat >/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

const enter = ({ pid }: ChildProcess): string[] => [`--net=/proc/${String(pid)}/ns/net`, '--'];

async function within(holder: ChildProcess, program: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runProgram('nsenter', [...enter(holder), program, ...args], {
    limitMs: STEP_MS,
  });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** `through`: everything else is sent to these; null: every address is this network's own. */
async function plug(
  holder: ChildProcess,
  line: string,
  own: readonly string[],
  through: readonly string[] | null,
): Promise<void> {
  await within(holder, 'ip', 'link', 'set', 'lo', 'up');
  for (const address of own)
    await within(
      holder,
      'ip',
      'address',
      'add',
      address,
      'dev',
      line,
      ...(address.includes(':') ? ['nodad'] : []),
    );
  await within(holder, 'ip', 'link', 'set', line, 'up');
  for (const [family, any, at] of [
    ['-4', '0.0.0.0/0', 0],
    ['-6', '::/0', 1],
  ] as const) {
    const gateway = through?.[at]?.split('/')[0];
    if (gateway === undefined) await within(holder, 'ip', family, 'route', 'add', 'local', any, 'dev', 'lo');
    else await within(holder, 'ip', family, 'route', 'add', 'default', 'via', gateway);
  }
}

async function load(holder: ChildProcess, rules: string): Promise<void> {
  const child = spawn('nsenter', [...enter(holder), 'nft', '-f', '-'], { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdin.end(rules);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`nftables refuses the file: ${said}`);
}

/** nft's own text: `198.51.100.25 . tcp . 587 counter packets 3 bytes 180`. */
const ELEMENT = /([\da-f.:]+) \. (tcp|udp) \. (\S+) counter packets (\d+)/g;
const PINGS = /(icmp|ipv6-icmp|icmpv6) counter packets (\d+)/g;

async function readCounters(holder: ChildProcess): Promise<Seen> {
  const text = await within(holder, 'nft', 'list', 'table', 'inet', 'mq_witness');
  const seen = new Map<string, number>();
  for (const [, address = '', protocol = '', port = '', packets] of text.matchAll(ELEMENT))
    seen.set(`${address} ${protocol} ${port}`, Number(packets));
  for (const [, protocol = '', packets] of text.matchAll(PINGS))
    seen.set(`ping ${protocol}`, Number(packets));
  return seen;
}
