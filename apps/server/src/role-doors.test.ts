import { describe, expect, it } from 'vitest';
import type { ServerRole } from '@maroquin/platform/config';
import { serves } from './role-doors.js';

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
