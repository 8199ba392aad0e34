import * as Y from 'yjs';

import type { CollabEnvironment } from '../../../apps/web/src/features/coediting/connection/environment.js';
import { CollabProvider } from '../../../apps/web/src/features/coediting/provider/provider.js';
import type { Random } from '../../faults/random.js';
import { edit } from './edits.js';
import { Pipe } from '../server/network.js';
import { PageHolders, PageOutbox } from './outbox.js';
import type { Person } from './person.js';
import { PageSocket } from './page-socket.js';
import { pageAwareness } from './page-awareness.js';
import { newDoc } from '../checks/replica.js';
import { Life } from '../scheduler.js';
import type { NodeEndpoint, Surroundings } from '../surroundings.js';

const CONNECT_MS = [2, 80] as const;
/** Ended for good until the person acts. */
const NO_DOCUMENT = 4404;
const NO_ACCESS = 4403;
const EPOCH = 4409;

/** A browser tab with the product's own client, on a computer that sleeps, loses its network and dies. */
export class Page {
  readonly life: Life;
  readonly doc: Y.Doc;
  readonly provider: CollabProvider;
  epoch: number | null = null;
  offline = false;
  edits = 0;
  /** Began with what an earlier page had left. */
  private readonly hadEntries: boolean;
  private pipe: Pipe | null = null;
  private asleepUntil = 0;
  private wasSaved = false;
  private actPlanned = false;
  private readonly holders: PageHolders;
  private readonly backListeners = new Set<() => void>();
  private readonly random: Random;

  constructor(
    readonly person: Person,
    private readonly world: Surroundings,
  ) {
    const { scheduler, watch } = world;
    this.random = world.random.fork();
    this.life = new Life(scheduler);
    this.doc = newDoc(world.newClientID());
    this.hadEntries = person.unsent > 0;
    this.holders = new PageHolders(person.locks);
    const key = { documentId: 'doc', personId: person.id };
    const { life, random, doc, holders } = this;
    this.provider = new CollabProvider({
      ...{ ...key, doc, holders, origin: 'wss://simulated' },
      ...(random.chance(world.scenario.presence) ? { awareness: pageAwareness(doc) } : {}),
      outbox: new PageOutbox(person.disk, key, { life, scheduler, random, watch }),
      environment: this.environment(),
    });
    this.provider.state.subscribe(() => this.onState());
    void this.provider.start();
  }

  get live(): boolean {
    return !this.life.over;
  }

  /** Everything typed here is committed, as far as this page knows, and it follows the document. */
  get quiet(): boolean {
    const { pending, connected, synced } = this.provider.state.getSnapshot();
    return connected && synced && pending === 0;
  }

  /** What the screen lets the person do: the editor takes keys only from whoever may write. */
  act(): void {
    const { access, synced, ended } = this.provider.state.getSnapshot();
    if (this.asleep || access !== 'write' || ended !== undefined || !(synced || this.random.chance(0.1)))
      return;
    this.edits += 1;
    edit(this.doc, this.world.kind, this.random);
  }

  /** The process is gone without a word. */
  kill(): void {
    this.life.over = true;
    this.holders.releaseAll();
    this.pipe?.cut(this.random.chance(0.7));
  }

  close(): void {
    this.provider.destroy();
    this.life.over = true;
    this.holders.releaseAll();
  }

  setOffline(offline: boolean): void {
    this.offline = offline;
    if (offline) this.pipe?.cut(this.random.chance(0.5));
    else this.back();
  }

  /** Timers stand still, and the network forgets the connection. */
  sleep(milliseconds: number): void {
    this.asleepUntil = this.world.scheduler.now + milliseconds;
    this.pipe?.cut(false);
    this.life.after(milliseconds, () => this.back());
  }

  cut(noticed: boolean): void {
    this.pipe?.cut(noticed);
  }

  /** Messages to this page take this long from now on. */
  slowDown(latency: number): void {
    if (this.pipe !== null) this.pipe.latency = latency;
  }

  /** The person tries again: signs in again, asks whether access is back. */
  insist(): void {
    const { ended } = this.provider.state.getSnapshot();
    if (ended === NO_ACCESS || ended === NO_DOCUMENT) this.provider.reconnect();
    else if (ended === undefined) this.back();
  }

  private get asleep(): boolean {
    return this.asleepUntil > this.world.scheduler.now;
  }

  private back(): void {
    for (const listener of this.backListeners) listener();
  }

  private environment(): CollabEnvironment {
    const { scheduler } = this.world;
    const socketOf = (): PageSocket => new PageSocket(this);
    return {
      WebSocket: class {
        constructor() {
          return socketOf();
        }
      } as unknown as CollabEnvironment['WebSocket'],
      now: () => scheduler.now,
      after: (milliseconds, work) => this.after(milliseconds, work),
      random: () => this.random.next(),
      isWatched: () => true,
      isOffline: () => false,
      onAway: () => () => undefined,
      onBack: (listener) => {
        this.backListeners.add(listener);
        return () => this.backListeners.delete(listener);
      },
    };
  }

  private after(milliseconds: number, work: () => void): () => void {
    let cancel = this.life.after(milliseconds, () => {
      if (!this.asleep) return work();
      cancel = this.life.after(this.asleepUntil - this.world.scheduler.now, work);
    });
    return () => cancel();
  }

  open(socket: PageSocket): Pipe | null {
    const { world, life, random } = this;
    const node = world.nodeFor(random);
    if (this.offline || this.asleep || node === null) {
      life.after(random.between(1, 300), () => socket.onclose?.({ code: 1006 }));
      return null;
    }
    const pipe = new Pipe(world.scheduler, random, life, node.life);
    this.pipe = pipe;
    life.after(random.between(...CONNECT_MS), () => this.upgrade(pipe, node, socket));
    return pipe;
  }

  heard(bytes: Uint8Array): void {
    if (bytes[0] === 100 && bytes[1] === 2) this.epoch ??= bytes[2] ?? null;
  }

  private upgrade(pipe: Pipe, node: NodeEndpoint, socket: PageSocket): void {
    if (pipe.dead || pipe.node.over) return void socket.onclose?.({ code: 1006 });
    pipe.open(() => socket.onopen?.());
    node.accept(pipe, this.person.id, true);
  }

  private onState(): void {
    const { state, pending, refused, ended } = this.provider.state.getSnapshot();
    const { watch } = this.world;
    const isSaved = state === 'saved' && pending === 0;
    if (isSaved && !this.wasSaved && this.epoch !== null) watch.saved(this.person.id, this.epoch, this.doc);
    this.wasSaved = isSaved;
    const isLimit = refused?.code === 'collab.read-only' || refused?.code === 'request.not-found';
    const expected = isLimit && this.person.everLimited && (this.edits > 0 || this.hadEntries);
    if (refused !== undefined && !expected && watch.planted.size === 0)
      watch.fail('honest-refused', `${this.person.id} is told ${refused.code}`);
    if (ended !== undefined) this.onEnded(ended);
  }

  private onEnded(code: number): void {
    if (this.actPlanned) return;
    this.actPlanned = true;
    this.life.after(this.random.between(200, 4000), () => {
      this.actPlanned = false;
      const { ended } = this.provider.state.getSnapshot();
      if (ended !== code) return ended === undefined ? undefined : this.onEnded(ended);
      if (code === EPOCH) void this.beginAgain();
      else if (code === NO_ACCESS || code === NO_DOCUMENT) this.provider.reconnect();
      else if (this.world.watch.planted.size > 0) this.world.reload(this);
      else this.world.watch.fail('honest-cut', `${this.person.id} with ${String(code)}`);
    });
  }

  /** What is pending of the old text is kept as work of its own, then the page shows the new one. */
  private async beginAgain(): Promise<void> {
    if (this.provider.state.getSnapshot().pending > 0) {
      const { stored } = await this.provider.setAside(null, { code: 'collab.epoch', state: 'copying' });
      if (!stored) this.world.watch.fail('kept-apart', 'unsent work of an old epoch was not kept');
    }
    this.world.reload(this);
  }
}
