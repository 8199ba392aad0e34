import { BlockList, isIP, isIPv6, SocketAddress } from 'node:net';

/**
 * Where an address leads. `private`: a network of one's own (RFC 1918, RFC 4193, RFC 6598). `reserved`: nowhere that a
 * server of anybody has business to be, among them the link-local addresses under which clouds hand out credentials.
 */
export type AddressClass = 'public' | 'private' | 'loopback' | 'reserved';

const listOf = (...subnets: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', bits = ''] = subnet.split('/');
    list.addSubnet(network, Number(bits), isIPv6(network) ? 'ipv6' : 'ipv4');
  }
  return list;
};

/** IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890), multicast included. */
const loopback = listOf('127.0.0.0/8', '::1/128');
const privates = listOf('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7');
const reserved = listOf(
  ...['0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/128', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '3fff::/20', '5f00::/16'],
  ...['fe80::/10', 'fec0::/10', 'ff00::/8'],
);
/** Behind these an IPv4 address hides: mapped, compatible, NAT64 (RFC 6052), 6to4 (RFC 3056). */
const carriers: readonly { readonly list: BlockList; readonly firstGroup: number }[] = [
  { list: listOf('::ffff:0:0/96', '::/96', '64:ff9b::/96'), firstGroup: 6 },
  { list: listOf('2002::/16'), firstGroup: 1 },
];

/** Eight groups of an IPv6 address, its IPv4 tail included. */
function groupsOf(address: string): number[] {
  const dotted = address.replace(
    /(\d+)\.(\d+)\.(\d+)\.(\d+)$/,
    (_all, a: string, b: string, c: string, d: string) =>
      [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  );
  const [head = '', tail] = dotted.split('::');
  const parse = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [parse(head), parse(tail ?? '')];
  return [...before, ...Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
}

/** The IPv4 address inside an IPv6 one; null: there is none. */
function carriedIpv4(address: string): string | null {
  const carrier = carriers.find(({ list }) => list.check(address, 'ipv6'));
  if (carrier === undefined) return null;
  const [high = 0, low = 0] = groupsOf(address).slice(carrier.firstGroup);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** @param address as inet_pton reads it; anything else is `reserved` */
export function classOf(address: string): AddressClass {
  const plain = address.split('%', 1)[0] ?? '';
  const version = isIP(plain);
  if (version === 0) return 'reserved';
  const family = version === 6 ? 'ipv6' : 'ipv4';
  if (loopback.check(plain, family)) return 'loopback';
  if (family === 'ipv6' && plain !== '::') {
    const inner = carriedIpv4(plain);
    if (inner !== null) return classOf(inner);
  }
  if (reserved.check(plain, family)) return 'reserved';
  return privates.check(plain, family) ? 'private' : 'public';
}

/** Whether an address lies in one of these networks (`192.0.2.0/24`, or one address). */
export const isWithin = (address: string, networks: readonly string[]): boolean => {
  if (isIP(address) === 0) return false;
  const list = listOf(
    ...networks.map((one) => (one.includes('/') ? one : `${one}/${isIPv6(one) ? '128' : '32'}`)),
  );
  return list.check(new SocketAddress({ address, family: isIPv6(address) ? 'ipv6' : 'ipv4' }));
};
