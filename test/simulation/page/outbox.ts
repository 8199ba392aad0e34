import type { Holders } from '../../../apps/web/src/features/coediting/outbox/holders.js';
import type { KeptWork } from '../../../apps/web/src/features/coediting/outbox/kept-work.js';
import type { MemoryOutboxStore } from '../../../apps/web/src/features/coediting/outbox/memory-outbox.js';
import type {
  AboutDocument,
  OutboxEntry,
  OutboxKey,
  OutboxStore,
  UnsentOutbox,
} from '../../../apps/web/src/features/coediting/outbox/outbox.js';
import type { Random } from '../../faults/random.js';
import type { Life, Scheduler } from '../scheduler.js';
import type { Watch } from '../checks/watch.js';

interface PageOfOutbox {
  readonly life: Life;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly watch: Watch;
}

/** A person's browser storage as one page sees it: in order, a little later, and at the page's death what is under way may or may not happen. */
export class PageOutbox implements OutboxStore {
  private lastAt = 0;
  private gone = false;

  constructor(
    private readonly disk: MemoryOutboxStore,
    private readonly key: OutboxKey,
    private readonly page: PageOfOutbox,
  ) {}

  claim(key: OutboxKey, holder: string, alive: () => Promise<ReadonlySet<string>>): Promise<OutboxEntry[]> {
    return this.perform(() => this.disk.claim(key, holder, alive));
  }

  add(key: OutboxKey, holder: string, entry: Omit<OutboxEntry, 'id'>): Promise<number> {
    return this.perform(() => this.disk.add(key, holder, entry));
  }

  replace(
    key: OutboxKey,
    holder: string,
    ids: readonly number[],
    entry: Omit<OutboxEntry, 'id'>,
  ): Promise<number> {
    return this.perform(() => this.disk.replace(key, holder, ids, entry));
  }

  /** A change may only be forgotten once it is committed. */
  remove(ids: readonly number[]): Promise<void> {
    return this.perform(() => {
      for (const { id, count, update } of this.disk.of(this.key))
        if (count > 0 && ids.includes(id)) this.page.watch.forgotten(this.key.personId, update);
      return this.disk.remove(ids);
    });
  }

  describe(key: OutboxKey, about: AboutDocument): Promise<void> {
    return this.perform(() => this.disk.describe(key, about));
  }

  about(key: OutboxKey): Promise<AboutDocument | null> {
    return this.perform(() => this.disk.about(key));
  }

  unsent(personId: string): Promise<UnsentOutbox[]> {
    return this.perform(() => this.disk.unsent(personId));
  }

  setAside(work: KeptWork, ids: readonly number[]): Promise<void> {
    return this.perform(() => this.disk.setAside(work, ids));
  }

  kept(personId: string): Promise<KeptWork[]> {
    return this.perform(() => this.disk.kept(personId));
  }

  putKept(work: KeptWork): Promise<void> {
    return this.perform(() => this.disk.putKept(work));
  }

  removeKept(id: string): Promise<void> {
    return this.perform(() => this.disk.removeKept(id));
  }

  private perform<T>(work: () => Promise<T>): Promise<T> {
    const { life, scheduler, random } = this.page;
    this.lastAt = Math.max(this.lastAt, scheduler.now + random.between(0, 30));
    return new Promise((resolve, reject) => {
      scheduler.after(this.lastAt - scheduler.now, () => {
        // What comes behind something that did not happen does not happen either.
        this.gone ||= life.over && random.chance(0.5);
        if (this.gone) return;
        work().then((value) => void life.after(random.between(0, 5), () => resolve(value)), reject);
      });
    });
  }
}

/** The locks of one page among those of its browser, which frees them when the page dies. */
export class PageHolders implements Holders {
  private readonly releases: (() => void)[] = [];

  constructor(private readonly browser: Holders) {}

  newName(): string {
    return this.browser.newName();
  }

  async hold(name: string): Promise<{ release: () => void }> {
    const held = await this.browser.hold(name);
    this.releases.push(held.release);
    return held;
  }

  alive(): Promise<ReadonlySet<string>> {
    return this.browser.alive();
  }

  releaseAll(): void {
    for (const release of this.releases) release();
  }
}
