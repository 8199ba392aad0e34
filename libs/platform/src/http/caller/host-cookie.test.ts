import { describe, expect, it } from 'vitest';
import { HostCookie } from './host-cookie.js';

const cookie = new HostCookie('__Host-maroquin-essai', { sameSite: 'Strict', value: /^[a-z]{1,5}$/ });

describe('a cookie of ours', () => {
  it('is for this host, over TLS, out of reach of scripts', () => {
    expect(cookie.set('abc', 60)).toBe(
      '__Host-maroquin-essai=abc; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Strict',
    );
  });

  it('is removed by an empty one that is over', () => {
    expect(cookie.clear()).toContain('=; Path=/; Max-Age=0;');
  });

  it.each([
    ['alone', '__Host-maroquin-essai=abc', 'abc'],
    ['among others', 'a=b; __Host-maroquin-essai=abc; c=d', 'abc'],
    ['twice the same', '__Host-maroquin-essai=abc; __Host-maroquin-essai=abc', 'abc'],
    ['twice', '__Host-maroquin-essai=abc; __Host-maroquin-essai=abd', null],
    ['under a longer name', '__Host-maroquin-essai-2=abc', null],
    ['without a value', '__Host-maroquin-essai', null],
    ['of another form', '__Host-maroquin-essai=ABC', null],
    ['too long', '__Host-maroquin-essai=abcdef', null],
    ['not at all', undefined, null],
  ])('is read where it stands %s', (_where, header, value) => {
    expect(cookie.read(header)).toBe(value);
  });
});
