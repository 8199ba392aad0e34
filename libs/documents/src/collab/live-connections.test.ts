import { describe, expect, it } from 'vitest';
import type { Actor } from '@maroquin/platform/database';
import type { CollabConnection } from './collab-connection.js';
import { LiveConnections } from './live-connections.js';

const actorOf = (personId: string): Actor => ({
  personId,
  orgId: 'o',
  orgs: ['o'],
  adminOf: [],
  tokenScopes: null,
  sessionId: null,
  tokenId: null,
  locale: 'fr',
});

describe('the admitted connections', () => {
  it('are a thousand of one person at most, and leave room when they go', () => {
    const sockets = new LiveConnections(() => Promise.resolve(null));
    sockets.stop();
    const nadia = actorOf('nadia');
    // nothing is asked of the connection here
    const connection = {} as CollabConnection;
    const forget = Array.from({ length: 1_000 }, () =>
      sockets.add({ connection, actor: nadia, credentials: {} }),
    );
    expect(sockets.hasRoomFor(nadia)).toBe(false);
    expect(sockets.hasRoomFor(actorOf('thomas'))).toBe(true);
    forget[0]?.();
    forget[0]?.();
    expect(sockets.hasRoomFor(nadia)).toBe(true);
    sockets.add({ connection, actor: nadia, credentials: {} });
    expect(sockets.hasRoomFor(nadia)).toBe(false);
  });

  it('close when what let them in ends, be it a session or a token', () => {
    const sockets = new LiveConnections(() => Promise.resolve(null));
    sockets.stop();
    const ended: string[] = [];
    for (const proof of [{ sessionId: 'browser' }, { tokenId: 'program' }, { tokenId: 'other' }]) {
      const actor = { ...actorOf('nadia'), ...proof };
      const connection = { end: () => ended.push(String(actor.sessionId ?? actor.tokenId)) };
      sockets.add({ connection: connection as unknown as CollabConnection, actor, credentials: {} });
    }
    const before = performance.now();
    sockets.sessionsEnded(new Set(['browser', 'program']));
    expect(ended).toEqual(['browser', 'program']);
    expect(sockets.isOver({ sessionId: null, tokenId: 'program' }, before)).toBe(true);
    expect(sockets.isOver({ sessionId: null, tokenId: 'other' }, before)).toBe(false);
    // It serves again: who asked after it had ended was answered by what is true since.
    expect(sockets.isOver({ sessionId: null, tokenId: 'program' }, Infinity)).toBe(false);
  });
});
