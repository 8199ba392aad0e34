import { Doc } from 'yjs';

import type { Holders } from '../outbox/holders.js';
import type { KeptWork } from '../outbox/kept-work.js';
import { makeCopy, type CopyPorts } from './make-copy.js';
import type { OutboxKey, OutboxStore, UnsentOutbox } from '../outbox/outbox.js';
import type { CollabProvider } from '../provider/provider.js';
import { settle } from '../provider/settle.js';

export interface UnsentPorts extends Omit<CopyPorts, 'put'> {
  readonly outbox: OutboxStore;
  readonly holders: Holders;
  /** A connection with the outbox of this document and person, with nobody in front of it. */
  open(key: OutboxKey, doc: Doc): CollabProvider;
  /** Runs the work unless another tab does it already; resolves to whether it ran. */
  alone(work: () => Promise<void>): Promise<boolean>;
  onChange(view: UnsentView): void;
}

export interface UnsentView {
  /** Documents with changes that are on their way to the server, or wait for it. */
  readonly sending: number;
  /** Work that cannot go where it was written: to be decided about, or saved elsewhere and to be told. */
  readonly kept: readonly KeptWork[];
}

const SEND_WITHIN_MS = 60_000;

/**
 * Sends in the background what earlier visits left unsent, one document after another, and makes copies of what cannot
 * be sent because its document was restored. What is open in a page is that page's.
 */
export class UnsentWork {
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  /** Work that the browser would not keep: it lives as long as the page. */
  private readonly unkept = new Map<string, KeptWork>();

  constructor(
    readonly personId: string,
    private readonly ports: UnsentPorts,
  ) {}

  /** Looks what there is to do and does it. Resolves when nothing is left that can be done now. */
  refresh(): Promise<void> {
    if (this.running !== null) {
      this.again = true;
      return this.running;
    }
    this.running = this.run().finally(() => (this.running = null));
    return this.running;
  }

  stop(): void {
    this.stopped = true;
  }

  /** Work that was set aside by an open document. */
  async adopt(work: KeptWork, stored: boolean): Promise<void> {
    if (!stored) this.unkept.set(work.id, work);
    await this.refresh();
  }

  /** The person wants a document made of it. */
  async save(work: KeptWork): Promise<void> {
    await this.put({ ...work, state: 'copying' });
    await this.refresh();
  }

  /** Takes a dismissal back. */
  async bringBack(work: KeptWork): Promise<void> {
    await this.put(work);
    await this.publish(0);
  }

  /** The person has it elsewhere, or lets it go. */
  async dismiss(work: KeptWork): Promise<void> {
    this.unkept.delete(work.id);
    await this.ports.outbox.removeKept(work.id).catch(() => undefined);
    await this.publish(0);
  }

  private async run(): Promise<void> {
    do {
      this.again = false;
      try {
        const mine = await this.ports.alone(() => this.sendAll());
        if (!mine) await this.publish(0);
      } catch {
        // Storage that cannot be read holds nothing that could be sent.
        return;
      }
    } while (this.again && !this.stopped);
  }

  private async sendAll(): Promise<void> {
    const boxes = await this.leftBehind();
    for (const [index, box] of boxes.entries()) {
      if (this.stopped) return;
      await this.publish(boxes.length - index);
      if (!(await this.send(box))) return;
    }
    for (const work of await this.kept()) {
      if (work.state !== 'copying' || this.stopped) continue;
      await this.copy(work);
      await this.publish(0);
    }
    await this.publish(0);
  }

  private async copy(work: KeptWork): Promise<void> {
    try {
      const outcome = await makeCopy(work, { ...this.ports, put: (next) => this.put(next) });
      if (outcome.kind === 'refused') await this.put({ ...work, state: 'stays' });
    } catch {
      // The service is away: tried again at the next look.
    }
  }

  /** Outboxes that no living page holds, whole or in part. */
  private async leftBehind(): Promise<UnsentOutbox[]> {
    const boxes = await this.ports.outbox.unsent(this.personId);
    const alive = await this.ports.holders.alive();
    return boxes.filter(({ holders }) => holders.some((holder) => !alive.has(holder)));
  }

  /** False when it makes no sense to try the next one. */
  private async send({ documentId, personId, about }: UnsentOutbox): Promise<boolean> {
    const provider = this.ports.open({ documentId, personId }, new Doc());
    try {
      await provider.start();
      const outcome = await settle(provider, SEND_WITHIN_MS);
      if (outcome.kind === 'over') await provider.setAside(about, { code: 'collab.epoch', state: 'copying' });
      if (outcome.kind === 'refused') await provider.setAside(about, { code: outcome.code, state: 'stays' });
      return outcome.kind !== 'later';
    } finally {
      provider.destroy();
    }
  }

  private async publish(sending: number): Promise<void> {
    if (this.stopped) return;
    this.ports.onChange({ sending, kept: await this.kept() });
  }

  private async kept(): Promise<KeptWork[]> {
    const stored = await this.ports.outbox.kept(this.personId).catch(() => []);
    return [...stored, ...this.unkept.values()];
  }

  private async put(work: KeptWork): Promise<void> {
    const isUnkept = this.unkept.has(work.id);
    const stored =
      !isUnkept &&
      (await this.ports.outbox.putKept(work).then(
        () => true,
        () => false,
      ));
    if (!stored) this.unkept.set(work.id, work);
  }
}
