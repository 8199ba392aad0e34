import type { AppendResult, JournalAppend, JournalRow } from '@maroquin/coediting';
import { type FeedEntry, FeedSubscription } from '@maroquin/platform/feeds';

import type { Life } from '../scheduler.js';
import type { Surroundings } from '../surroundings.js';

/** How often a node looks at the numbers of the feeds it follows (platform: feeds). */
const LOOK_MS = 2_000;
const NO_TIME = new Date(0);

/** A node's side of the document's feed: the product's subscription, woken by hints, own commits and looks at the number. */
export class JournalFeed {
  private readonly subscriptions = new Set<FeedSubscription>();

  constructor(
    private readonly world: Surroundings,
    private readonly life: Life,
    private readonly node: string,
  ) {
    this.planLook();
  }

  async append(item: JournalAppend): Promise<AppendResult> {
    const result = await this.world.store.append(this.life, item);
    if (result.status === 'moved') return result;
    const { first, last } = result;
    const entry = toEntry({ first, last, kind: 'updates', run: item.run });
    for (const subscription of this.subscriptions) subscription.offer([entry]);
    this.world.bus.publish(this.node, last);
    return result;
  }

  hint(seq: number): void {
    for (const subscription of this.subscriptions) subscription.hint(seq);
  }

  subscribe(after: number, listener: (rows: readonly JournalRow[]) => void): () => void {
    const { world, life } = this;
    const subscription: FeedSubscription = new FeedSubscription('doc', 'org', after, {
      read: async (from, limit) => (await world.store.read(life, from, limit)).map(toEntry),
      after: (milliseconds, work) => void life.after(milliseconds, work),
      listener: (entries) => listener(entries.map(toRow)),
      onError: () => undefined,
      onClose: () => this.subscriptions.delete(subscription),
    });
    this.subscriptions.add(subscription);
    world.store
      .call(life, () => world.store.head)
      .then(
        (seq) => subscription.hint(seq),
        () => undefined,
      );
    return () => subscription.close();
  }

  private planLook(): void {
    this.life.after(LOOK_MS, () => {
      this.planLook();
      if (this.subscriptions.size === 0) return;
      this.world.store
        .call(this.life, () => this.world.store.head)
        .then(
          (seq) => this.hint(seq),
          () => undefined,
        );
    });
  }
}

const toEntry = ({ first, last, kind, run }: JournalRow): FeedEntry => ({
  ...{ feed: 'doc', first, last, kind, actorId: null, clientId: null, at: NO_TIME, erased: false },
  payload: Buffer.from(run.buffer, run.byteOffset, run.length),
});

const toRow = ({ first, last, kind, payload }: FeedEntry): JournalRow => ({
  ...{ first, last, kind: kind === 'base' ? 'base' : 'updates', run: payload },
});
