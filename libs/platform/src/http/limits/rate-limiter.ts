import { isIPv6 } from 'node:net';
import type { Clock } from '../../config/index.js';
import { DomainError } from '../../errors/index.js';

interface Bucket {
  tokens: number;
  at: number;
}

export interface Rate {
  /** Tries at once. */
  readonly burst: number;
  /** One try comes back after so many milliseconds. */
  readonly refillMs: number;
}

const MAX_BUCKETS = 50_000;

/** What an address lies in: IPv4 as it is, IPv6 in groups of 16 bits; null: no IPv6 address. */
function groupsOf(plain: string): string[] | null {
  if (!isIPv6(plain)) return null;
  const [left = [], right = []] = plain
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16).toString(16));
}

/** An IPv4 address that came by an IPv6 socket is one; a zone says nothing to others. */
const plainOf = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');

/**
 * Whom an address stands for: itself, or in IPv6 its /64, since everybody there has 2^64 addresses to try from
 * (RFC 6177, RFC 7421).
 */
export function networkOf(address: string): string {
  const plain = plainOf(address);
  const groups = groupsOf(plain);
  return groups === null ? plain : `${groups.slice(0, 4).join(':')}::/64`;
}

/** In IPv6 the /48 around it, which is what one customer is usually given (RFC 6177 §2): 65,536 networks; null in IPv4. */
export function siteOf(address: string): string | null {
  const groups = groupsOf(plainOf(address));
  return groups === null ? null : `${groups.slice(0, 3).join(':')}::/48`;
}

/** Token buckets in this node, by key (an address, an account's hash). Bounded: when full, the oldest are forgotten. */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly rate: Rate,
    private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.too-many with the seconds to wait */
  take(key: string, tries = 1): void {
    const now = this.clock.now().getTime();
    const { burst, refillMs } = this.rate;
    const bucket = this.buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / refillMs);
    if (tokens < tries)
      throw new DomainError('request.too-many', {
        retryAfterSeconds: Math.ceil(((tries - tokens) * refillMs) / 1_000),
      });
    this.buckets.delete(key);
    if (this.buckets.size >= MAX_BUCKETS) this.buckets.delete(this.buckets.keys().next().value ?? '');
    this.buckets.set(key, { tokens: tokens - tries, at: now });
  }
}

/** As much as this many networks may do, a whole /48 may. */
const NETWORKS_OF_A_SITE = 16;

/**
 * Counts by network, and in IPv6 by the /48 around it too, at a larger rate: who holds a /48 would otherwise count as
 * 65,536 people.
 */
export class NetworkLimiter {
  private readonly networks: RateLimiter;
  private readonly sites: RateLimiter;

  constructor({ burst, refillMs }: Rate, clock: Clock) {
    this.networks = new RateLimiter({ burst, refillMs }, clock);
    this.sites = new RateLimiter(
      { burst: burst * NETWORKS_OF_A_SITE, refillMs: refillMs / NETWORKS_OF_A_SITE },
      clock,
    );
  }

  /**
   * The network goes first: one that is refused uses up nothing of its site.
   * @param what is counted apart, where one network does several things
   * @throws {DomainError} request.too-many with the seconds to wait
   */
  take(address: string, what = ''): void {
    this.networks.take(`${what} ${networkOf(address)}`);
    const site = siteOf(address);
    if (site !== null) this.sites.take(`${what} ${site}`);
  }
}
