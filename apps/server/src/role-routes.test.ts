import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ServerRole } from '@maroquin/platform/config';
import { isOfAdministration, serves, servesAdministration } from './role-routes.js';

const roles = (...names: ServerRole[]): ReadonlySet<ServerRole> => new Set(names);

describe('a node of some roles', () => {
  it('answers for its health whatever its roles', () => {
    expect(serves(roles('worker'), '/healthz/ready')).toBe(true);
  });

  it('answers nothing else when it only works', () => {
    for (const url of ['/', '/api/v1/me', '/uploads/x', '/socket.io/?EIO=4', '/collab/x', '/healthzz']) {
      expect(serves(roles('worker', 'admin'), url)).toBe(false);
    }
  });

  it('keeps sockets and pages apart', () => {
    expect(serves(roles('http'), '/socket.io/?EIO=4&transport=polling')).toBe(false);
    expect(serves(roles('http'), '/api/v1/me?x=/socket.io/')).toBe(true);
    expect(serves(roles('realtime'), '/collab/x')).toBe(true);
    expect(serves(roles('realtime'), '/api/v1/me')).toBe(false);
  });
});

describe('the administration listener', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/personnes?organisation=x'],
    ['HEAD', '/assets/administration-B1.js'],
    ['POST', '/api/v1/administration/sign-out'],
  ])('passes on %s %s', (method, url) => {
    expect(servesAdministration(method, url)).toBe(true);
  });

  it('has every page of its client, whichever is opened first or loaded again', () => {
    const router = readFileSync(
      new URL('../../web/src/app/administration/router.tsx', import.meta.url),
      'utf8',
    );
    const pages = [...router.matchAll(/path: '\/?([a-z]+)'/gu)].map(([, page = '']) => page);
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.filter((page) => !servesAdministration('GET', `/${page}`))).toEqual([]);
  });

  it.each([
    ['GET', '/api/v1/me'],
    ['GET', '/api/v1/administration'],
    ['GET', '/api/v1/administration/../me'],
    ['GET', '/api/v1/%61dministration/me'],
    ['GET', '//api/v1/administration/me'],
    ['GET', '/d/0198'],
    ['GET', '/index.html'],
    ['GET', '/assets/../index.html'],
    ['POST', '/personnes'],
    ['GET', '/uploads/x'],
    ['GET', '/collab/x'],
    ['GET', '/scim/v2/Users'],
  ])('has nothing at %s %s', (method, url) => {
    expect(servesAdministration(method, url)).toBe(false);
  });

  it('keeps its client to itself', () => {
    expect(isOfAdministration('/administration.html')).toBe(true);
    expect(isOfAdministration('/assets/administration-B1.js')).toBe(true);
    expect(isOfAdministration('/assets/main-B1.js')).toBe(false);
  });
});
