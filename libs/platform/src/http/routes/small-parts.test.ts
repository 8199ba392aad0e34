import { describe, expect, it } from 'vitest';
import type { Clock } from '../../config/index.js';
import { etagOf, networkOf, NetworkLimiter, RateLimiter, siteOf } from '../index.js';
import { requireIfMatch } from './preconditions.js';

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'accepted';
};

describe('If-Match', () => {
  it('carries the version that was seen', () => {
    expect(requireIfMatch({ 'if-match': etagOf(7) })).toBe(7);
  });

  it.each([
    [undefined, 'request.precondition-required'],
    ['*', 'request.invalid'],
    ['W/"7"', 'request.invalid'],
    ['"7", "8"', 'request.invalid'],
    ['"abc"', 'request.invalid'],
    ['7', 'request.invalid'],
    ['"', 'request.invalid'],
    ['', 'request.precondition-required'],
  ])('refuses %s with %s', (header, code) => {
    expect(codeOf(() => requireIfMatch(header === undefined ? {} : { 'if-match': header }))).toBe(code);
  });
});

describe('the rate limiter', () => {
  const atSecond = { value: 0 };
  const clock: Clock = { now: () => new Date(atSecond.value * 1_000) };

  it('allows a burst, then one try per interval, and says how long to wait', () => {
    atSecond.value = 0;
    const limiter = new RateLimiter({ burst: 3, refillMs: 10_000 }, clock);
    for (let turn = 0; turn < 3; turn += 1) limiter.take('a');
    expect(() => {
      limiter.take('a');
    }).toThrow(expect.objectContaining({ code: 'request.too-many', retryAfterSeconds: 10 }));
    limiter.take('b');
    atSecond.value = 10;
    limiter.take('a');
    expect(
      codeOf(() => {
        limiter.take('a');
      }),
    ).toBe('request.too-many');
  });

  it('never saves up more than the burst', () => {
    atSecond.value = 0;
    const limiter = new RateLimiter({ burst: 2, refillMs: 1_000 }, clock);
    limiter.take('a');
    atSecond.value = 3_600;
    limiter.take('a');
    limiter.take('a');
    expect(
      codeOf(() => {
        limiter.take('a');
      }),
    ).toBe('request.too-many');
  });
});

describe('a network', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8::5', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each([
    ['192.0.2.7', null],
    ['::ffff:192.0.2.7', null],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1::/48'],
    ['2001:DB8:1:ffff::1', '2001:db8:1::/48'],
    ['', null],
  ])('of %s lies in the site %s', (address, site) => {
    expect(siteOf(address)).toBe(site);
  });

  it('of IPv6 does not count apart for ever: its /48 has sixteen times its rate', () => {
    const clock: Clock = { now: () => new Date(0) };
    const limiter = new NetworkLimiter({ burst: 2, refillMs: 1_000 }, clock);
    const takenFrom = (count: number, address: (n: number) => string): number =>
      Array.from({ length: count }, (_, n) => codeOf(() => limiter.take(address(n)))).filter(
        (code) => code === 'accepted',
      ).length;
    expect(takenFrom(100, (n) => `2001:db8:1:${n.toString(16)}::1`)).toBe(32);
    expect(takenFrom(1, () => '2001:db8:2::1')).toBe(1);
    expect(takenFrom(100, (n) => `198.51.100.${String(n)}`)).toBe(100);
  });

  it('that is refused uses up nothing of its site', () => {
    const clock: Clock = { now: () => new Date(0) };
    const limiter = new NetworkLimiter({ burst: 2, refillMs: 1_000 }, clock);
    for (let turn = 0; turn < 100; turn += 1) codeOf(() => limiter.take('2001:db8:1:1::1'));
    expect(codeOf(() => limiter.take('2001:db8:1:2::1'))).toBe('accepted');
  });
});
