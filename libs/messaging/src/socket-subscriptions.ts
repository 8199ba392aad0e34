import type { AccessService, AccessWatch } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

interface Held {
  readonly watch: AccessWatch;
  close(): void;
}

/** What one socket follows: each thing once, bounded, and cut the moment the right is gone. */
export class SocketSubscriptions {
  private readonly held = new Map<string, Held>();

  constructor(
    private readonly access: Pick<AccessService, 'watch'>,
    private readonly actor: Actor,
    private readonly limit: number,
    private readonly onLost: (id: string) => void,
  ) {}

  /** `open` starts the delivery and answers how to stop it. Following the same again starts anew. */
  async follow(id: string, open: () => () => void): Promise<void> {
    this.drop(id);
    if (this.held.size >= this.limit) throw new DomainError('request.too-many', { retryAfterSeconds: 1 });
    const watch = await this.access.watch(this.actor, id, (role) => {
      if (role !== null) return;
      this.drop(id);
      this.onLost(id);
    });
    this.drop(id);
    this.held.set(id, { watch, close: open() });
  }

  drop(id: string): void {
    const held = this.held.get(id);
    this.held.delete(id);
    held?.watch.close();
    held?.close();
  }

  dropAll(): void {
    for (const id of [...this.held.keys()]) this.drop(id);
  }
}
