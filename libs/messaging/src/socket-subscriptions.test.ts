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

/** Rights that are answered when the test says so. */
class DelayedRights {
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
    () => 'subscribed',
    (error: unknown) => (error instanceof Error ? error.message.split(':')[0] : '') ?? '',
  );

describe('the subscriptions of a socket', () => {
  it('are bounded also when all are requested at once', async () => {
    const rights = new DelayedRights();
    const subscriptions = new SocketSubscriptions(rights, actor, 3, () => undefined);
    const asked = Array.from({ length: 10 }, (_, n) =>
      settled(subscriptions.subscribe(`feed ${n}`, rights.open)),
    );
    await rights.answer();
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => answer === 'subscribed')).toHaveLength(3);
    expect(rights.delivering).toBe(3);
  });

  it('do not begin once the socket is gone', async () => {
    const rights = new DelayedRights();
    const subscriptions = new SocketSubscriptions(rights, actor, 3, () => undefined);
    const asked = settled(subscriptions.subscribe('feed', rights.open));
    subscriptions.close();
    await rights.answer();
    expect(await asked).toBe('request.not-found');
    expect([rights.watched, rights.delivering]).toEqual([0, 0]);
  });

  it('are refused when the right went between the question and the watch', async () => {
    const rights = new DelayedRights();
    const subscriptions = new SocketSubscriptions(rights, actor, 3, () => undefined);
    const asked = settled(subscriptions.subscribe('feed', rights.open));
    rights.role = null;
    await rights.answer();
    expect(await asked).toBe('request.not-found');
    expect([rights.watched, rights.delivering]).toEqual([0, 0]);
  });
});
