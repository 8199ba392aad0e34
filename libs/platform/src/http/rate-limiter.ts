import { isIPv6 } from 'node:net';
import type { Clock } from '../config/index.js';
import { DomainError } from '../errors/index.js';

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

/**
 * Whom an address stands for: itself, or in IPv6 its /64, since everybody there has 2^64 addresses to try from
 * (RFC 6177, RFC 7421).
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [left = [], right = []] = plain
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** Token buckets in this node, by key (an address, an account's hash). Bounded: when full, the oldest are forgotten. */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly rate: Rate,
    private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.too-many with the seconds to wait */
  take(key: string): void {
    const now = this.clock.now().getTime();
    const { burst, refillMs } = this.rate;
    const bucket = this.buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / refillMs);
    if (tokens < 1)
      throw new DomainError('request.too-many', {
        retryAfterSeconds: Math.ceil(((1 - tokens) * refillMs) / 1_000),
      });
    this.buckets.delete(key);
    if (this.buckets.size >= MAX_BUCKETS) this.buckets.delete(this.buckets.keys().next().value ?? '');
    this.buckets.set(key, { tokens: tokens - 1, at: now });
  }
}
