import type { AccessService, AccessWatch, RoleWatch } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

interface Held {
  readonly watch: AccessWatch;
  close(): void;
}

/** What one socket follows: each thing once, bounded, and cut the moment the right is gone. */
export class SocketSubscriptions {
  private readonly held = new Map<string, Held>();
  /** On their way: they count, or many asked for at once would pass the limit together. */
  private opening = 0;
  private isOver = false;

  constructor(
    private readonly access: Pick<AccessService, 'watch'>,
    private readonly actor: Actor,
    private readonly limit: number,
    private readonly onLost: (id: string) => void,
  ) {}

  /** `open` starts the delivery and answers how to stop it. Following the same again starts anew. */
  async follow(id: string, open: () => () => void): Promise<void> {
    this.drop(id);
    if (this.held.size + this.opening >= this.limit)
      throw new DomainError('request.too-many', { retryAfterSeconds: 1 });
    this.opening += 1;
    try {
      const watch = await this.access.watch(this.actor, id, (role) => {
        if (role !== null) return;
        this.drop(id);
        this.onLost(id);
      });
      this.hold(id, watch, open);
    } finally {
      this.opening -= 1;
    }
  }

  private hold(id: string, watch: RoleWatch, open: () => () => void): void {
    try {
      // Gone while it was let in: nobody would ever close it.
      if (this.isOver) throw new DomainError('request.not-found');
      // The right may have gone since it was asked for: the watch tells of changes from here on.
      if (watch.current() === null) throw new DomainError('request.not-found');
      this.drop(id);
      this.held.set(id, { watch, close: open() });
    } catch (error) {
      watch.close();
      throw error;
    }
  }

  drop(id: string): void {
    const held = this.held.get(id);
    this.held.delete(id);
    held?.watch.close();
    held?.close();
  }

  /** The socket is gone. */
  dropAll(): void {
    this.isOver = true;
    for (const id of [...this.held.keys()]) this.drop(id);
  }
}
