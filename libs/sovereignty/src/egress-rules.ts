import { isIP, isIPv6 } from 'node:net';
import { type Endpoint, isHere, type Resolve } from '@maroquin/platform/egress';

/** Where a firewall lets this server go: addresses, since a firewall knows no names. */
export interface Destination {
  readonly address: string;
  readonly port: number;
  /** The name that led there, for whoever reads the file. */
  readonly host: string;
}

/** The addresses of every endpoint at this moment. @throws {Error} when a name leads nowhere: a rule would be missing */
export async function destinationsOf(
  endpoints: readonly Endpoint[],
  resolve: Resolve,
): Promise<readonly Destination[]> {
  const found = await Promise.all(
    endpoints.map(async (endpoint) => {
      const { host, port } = endpoint;
      if (host === null || isHere(endpoint)) return [];
      const addresses = isIP(host) === 0 ? (await resolve(host)).addresses : [host];
      return addresses.map((address) => ({ address, port, host }));
    }),
  );
  return [...new Map(found.flat().map((one) => [`${one.address} ${String(one.port)}`, one])).values()].sort(
    (a, b) => a.host.localeCompare(b.host) || a.address.localeCompare(b.address),
  );
}

/** As Node's `dns.getServers()` writes them: an address, or one with its port. */
function nameServerRule(server: string): string {
  const [, bracketed, port = '53'] = /^\[(.+)\]:(\d+)$/.exec(server) ?? /^([\d.]+):(\d+)$/.exec(server) ?? [];
  const address = (bracketed ?? server).replace(/%.*$/, '');
  if (isIP(address) === 0) throw new TypeError('a name server without an address');
  return `    ${familyOf(address)} daddr ${address} meta l4proto { tcp, udp } th dport ${port} accept comment "noms / names"`;
}

const familyOf = (address: string): string => (isIPv6(address) ? 'ip6' : 'ip');

interface NftablesOptions {
  /** As systemd or the image runs the server. */
  readonly account: string;
  /** Who may be asked for names, on this machine. */
  readonly nameServers: readonly string[];
}

/**
 * A table of its own for nftables: what the account of the server sends goes to these places, to this machine and to the
 * name servers, and nowhere else.
 */
export function toNftables(
  destinations: readonly Destination[],
  { account, nameServers }: NftablesOptions,
): string {
  const rules = destinations.map(
    ({ address, port, host }) =>
      `    ${familyOf(address)} daddr ${address} tcp dport ${String(port)} accept comment "${host}"`,
  );
  return [
    '#!/usr/sbin/nft -f',
    '# maroquin egress nftables',
    'table inet maroquin_egress',
    'delete table inet maroquin_egress',
    'table inet maroquin_egress {',
    '  chain output {',
    '    type filter hook output priority filter; policy accept;',
    `    meta skuid != "${account}" return`,
    '    oifname "lo" accept',
    '    ct state established,related accept',
    ...nameServers.map(nameServerRule),
    ...rules,
    '    counter reject with icmpx admin-prohibited',
    '  }',
    '}',
    '',
  ].join('\n');
}

/** The same for Kubernetes (networking.k8s.io/v1), for the pods of deploy/kustomize: JSON, which is YAML too. */
export function toNetworkPolicy(destinations: readonly Destination[], app: string): string {
  const egress = destinations.map(({ address, port }) => ({
    to: [{ ipBlock: { cidr: `${address}/${isIPv6(address) ? '128' : '32'}` } }],
    ports: [{ protocol: 'TCP', port }],
  }));
  const names = {
    to: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
        podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      },
    ],
    ports: [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ],
  };
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'maroquin-egress', annotations: { 'maroquin/hosts': hostsOf(destinations) } },
    spec: {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': app } },
      policyTypes: ['Egress'],
      egress: [names, ...egress],
    },
  };
  return `${JSON.stringify(policy, null, 2)}\n`;
}

const hostsOf = (destinations: readonly Destination[]): string =>
  [...new Set(destinations.map(({ host }) => host))].join(' ');
