import { encodePing } from '@maroquin/coediting';
import { beforeEach, describe, expect, it } from 'vitest';

import { CollabSocket } from './collab-socket.js';
import type { CollabEnvironment } from './environment.js';
import type { SocketLike } from './socket-like.js';
import { Transports } from './transports.js';

class FakeSocket implements SocketLike {
  bufferedAmount = 0;
  binaryType: BinaryType = 'arraybuffer';
  onopen: SocketLike['onopen'] = null;
  onmessage: SocketLike['onmessage'] = null;
  onerror: SocketLike['onerror'] = null;
  onclose: SocketLike['onclose'] = null;
  closed = false;
  sent = 0;

  send(): void {
    this.sent += 1;
  }
  close(): void {
    this.closed = true;
  }
  /** The server says something. */
  hear(): void {
    this.onmessage?.({ data: Uint8Array.from(encodePing(0)).buffer });
  }
  open(): void {
    this.onopen?.();
    this.hear();
  }
}

/** A page with a fake clock. */
class FakePage {
  now = 0;
  away: () => void = () => undefined;
  readonly direct: FakeSocket[] = [];
  readonly indirect: FakeSocket[] = [];
  readonly silences: boolean[] = [];
  private timers: { at: number; work: () => void }[] = [];
  readonly socket: CollabSocket;

  constructor() {
    const { direct, indirect } = this;
    const made = (list: FakeSocket[]) => {
      const socket = new FakeSocket();
      list.push(socket);
      return socket;
    };
    const environment: CollabEnvironment = {
      WebSocket: class {
        constructor() {
          return made(direct);
        }
      } as unknown as CollabEnvironment['WebSocket'],
      Fallback: class {
        constructor() {
          return made(indirect);
        }
      } as unknown as NonNullable<CollabEnvironment['Fallback']>,
      transports: new Transports(),
      now: () => this.now,
      after: (milliseconds, work) => {
        const timer = { at: this.now + milliseconds, work };
        this.timers.push(timer);
        return () => (this.timers = this.timers.filter((one) => one !== timer));
      },
      isWatched: () => true,
      isOffline: () => false,
      random: () => 0,
      onBack: () => () => undefined,
      onAway: (listener) => {
        this.away = listener;
        return () => undefined;
      },
    };
    this.socket = new CollabSocket(() => 'ws://here/collab/doc', environment, {
      opened: () => undefined,
      frame: () => undefined,
      closed: () => undefined,
      planned: () => undefined,
      changed: () => undefined,
      silent: (isSilent) => this.silences.push(isSilent),
    });
    this.socket.connect();
  }

  pass(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.now = Math.max(this.now, next.at);
      next.work();
    }
    this.now = end;
  }

  get last(): FakeSocket {
    const socket = this.direct.at(-1);
    if (socket === undefined) throw new Error('no socket was made');
    return socket;
  }
}

let page: FakePage;
beforeEach(() => {
  page = new FakePage();
});

describe('a connection on which nothing is heard', () => {
  it('is called silent within 3 s, and is not given up yet: the server may only be busy', () => {
    page.last.open();
    page.pass(3000);
    expect(page.silences).toEqual([true]);
    expect(page.direct).toHaveLength(1);
    page.last.hear();
    expect(page.silences).toEqual([true, false]);
  });

  it('is replaced within 7 s', () => {
    page.last.open();
    page.pass(7000);
    expect(page.direct.length).toBeGreaterThan(1);
  });

  it('counts as alive while a large change is leaving this computer', () => {
    page.last.open();
    page.last.bufferedAmount = 100_000;
    for (let step = 0; step < 20; step += 1) {
      page.pass(1000);
      page.last.bufferedAmount -= 5000;
    }
    expect(page.silences).toEqual([]);
    expect(page.direct).toHaveLength(1);
  });

  it('is called silent at once when the browser says that the network is gone', () => {
    page.last.open();
    page.away();
    expect(page.silences).toEqual([true]);
    page.last.hear();
    expect(page.silences).toEqual([true, false]);
  });
});

describe('the fallback by long polling', () => {
  beforeEach(() => {
    for (let failure = 0; failure < 2; failure += 1) {
      page.last.onclose?.({ code: 1006 });
      page.pass(2000);
    }
    page.indirect[0]?.open();
  });

  it('is not called a restricted network when the server had only been starting', () => {
    page.pass(2000);
    expect(page.socket.isSlow).toBe(false);
    page.last.hear();
    expect(page.indirect[0]?.closed).toBe(true);
    expect(page.socket.isSlow).toBe(false);
  });

  it('is called a restricted network once a WebSocket beside it was refused', () => {
    page.pass(2000);
    page.last.onclose?.({ code: 1006 });
    expect(page.socket.isSlow).toBe(true);
  });
});
