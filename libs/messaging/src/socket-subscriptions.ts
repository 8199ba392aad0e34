import type { AccessWatch, LiveRights, RoleWatch } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

interface Subscription {
  readonly watch: AccessWatch;
  close(): void;
}

/** The subscriptions of one socket: each resource once, bounded in number, ended as soon as the right is gone. */
export class SocketSubscriptions {
  private readonly open = new Map<string, Subscription>();
  /** Subscriptions that wait for the rights: they count, or many requested at once would pass the limit together. */
  private opening = 0;
  private isClosed = false;

  constructor(
    private readonly access: Pick<LiveRights, 'watch'>,
    private readonly actor: Actor,
    private readonly limit: number,
    private readonly onLost: (id: string) => void,
    /** The right there is another one now. */
    private readonly onChanged: (id: string) => void = () => undefined,
  ) {}

  /**
   * `start` begins the delivery and returns how to stop it. Subscribing to the same again starts over.
   * @param resourceId whose rights count, where it has none of its own
   */
  async subscribe(id: string, start: () => () => void, resourceId = id): Promise<void> {
    this.unsubscribe(id);
    if (this.open.size + this.opening >= this.limit)
      throw new DomainError('request.too-many', { retryAfterSeconds: 1 });
    this.opening += 1;
    try {
      const watch = await this.access.watch(this.actor, resourceId, (role) => {
        if (role !== null) {
          this.onChanged(id);
          return;
        }
        this.unsubscribe(id);
        this.onLost(id);
      });
      this.keep(id, watch, start);
    } finally {
      this.opening -= 1;
    }
  }

  private keep(id: string, watch: RoleWatch, start: () => () => void): void {
    try {
      // The socket went while the rights were read: nobody would ever close the subscription.
      if (this.isClosed) throw new DomainError('request.not-found');
      // The right may have gone since it was asked for: the watch reports changes from here on.
      if (watch.current() === null) throw new DomainError('request.not-found');
      this.unsubscribe(id);
      this.open.set(id, { watch, close: start() });
    } catch (error) {
      watch.close();
      throw error;
    }
  }

  unsubscribe(id: string): void {
    const subscription = this.open.get(id);
    this.open.delete(id);
    subscription?.watch.close();
    subscription?.close();
  }

  /** The socket is gone. */
  close(): void {
    this.isClosed = true;
    for (const id of [...this.open.keys()]) this.unsubscribe(id);
  }
}
