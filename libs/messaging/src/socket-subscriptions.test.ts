import type { RoleWatch } from '@maroquin/access';
import type { Role } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { describe, expect, it } from 'vitest';
import { SocketSubscriptions } from './socket-subscriptions.js';

const actor: Actor = {
  personId: 'p',
  orgId: 'o',
  orgs: ['o'],
  adminOf: [],
  tokenScopes: null,
  sessionId: null,
  tokenId: null,
  locale: 'fr',
};

/** Rights whose answer the test lets through when it wants to. */
class Doorkeeper {
  role: Role | null = 'reader';
  watched = 0;
  delivering = 0;
  private readonly waiting: (() => void)[] = [];

  async watch(): Promise<RoleWatch> {
    await new Promise<void>((open) => this.waiting.push(open));
    this.watched += 1;
    return { current: () => this.role, close: () => void (this.watched -= 1) };
  }

  async answer(): Promise<void> {
    for (const open of this.waiting.splice(0)) open();
    await new Promise((later) => setImmediate(later));
  }

  readonly open = (): (() => void) => {
    this.delivering += 1;
    return () => void (this.delivering -= 1);
  };
}

const settled = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'followed',
    (error: unknown) => (error instanceof Error ? error.message.split(':')[0] : '') ?? '',
  );

describe('what a socket follows', () => {
  it('is bounded also when everything is asked for at once', async () => {
    const door = new Doorkeeper();
    const subscriptions = new SocketSubscriptions(door, actor, 3, () => undefined);
    const asked = Array.from({ length: 10 }, (_, n) => settled(subscriptions.follow(`feed ${n}`, door.open)));
    await door.answer();
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => answer === 'followed')).toHaveLength(3);
    expect(door.delivering).toBe(3);
  });

  it('is not followed once the socket is gone', async () => {
    const door = new Doorkeeper();
    const subscriptions = new SocketSubscriptions(door, actor, 3, () => undefined);
    const asked = settled(subscriptions.follow('feed', door.open));
    subscriptions.dropAll();
    await door.answer();
    expect(await asked).toBe('request.not-found');
    expect([door.watched, door.delivering]).toEqual([0, 0]);
  });

  it('is refused when the right went between the question and the watch', async () => {
    const door = new Doorkeeper();
    const subscriptions = new SocketSubscriptions(door, actor, 3, () => undefined);
    const asked = settled(subscriptions.follow('feed', door.open));
    door.role = null;
    await door.answer();
    expect(await asked).toBe('request.not-found');
    expect([door.watched, door.delivering]).toEqual([0, 0]);
  });
});
