import { decodeFrame, encodeStep1, encodeStep2, encodeUpdate } from '@maroquin/coediting';
import * as Y from 'yjs';

import type { Random } from '../../faults/random.js';
import { edit } from './edits.js';
import { Pipe } from '../server/network.js';
import type { Person } from './person.js';
import { newDoc } from '../checks/replica.js';
import { Life } from '../scheduler.js';
import type { Surroundings } from '../surroundings.js';

const EPOCH = 4409;

/**
 * A tab with an unmodified y-websocket provider: no acknowledgements, no outbox, tries again for ever. What it types may
 * never arrive while what it types next does, and it knows nothing of that: another tab's words that came to it past the
 * server are such, and so is what a proxy drops.
 */
export class StockPage {
  readonly life: Life;
  readonly doc: Y.Doc;
  offline = false;
  edits = 0;
  private pipe: Pipe | null = null;
  private opened = false;
  private synced = false;
  /** Something typed here was lost on its way, and nobody has asked for it yet. */
  private owes = false;
  private readonly random: Random;

  constructor(
    readonly person: Person,
    private readonly world: Surroundings,
  ) {
    this.random = world.random.fork();
    this.life = new Life(world.scheduler);
    this.doc = newDoc(world.newClientID());
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.sendTyped(update);
    });
    this.connect();
  }

  get live(): boolean {
    return !this.life.over;
  }

  get quiet(): boolean {
    return this.synced;
  }

  act(): void {
    if (!this.synced || this.world.rights.of(this.person.id).level !== 'write') return;
    this.edits += 1;
    edit(this.doc, this.world.kind, this.random);
  }

  kill(): void {
    this.life.over = true;
    this.pipe?.cut(this.random.chance(0.7));
  }

  close(): void {
    this.pipe?.closeFromClient();
    this.life.over = true;
  }

  setOffline(offline: boolean): void {
    this.offline = offline;
    if (offline) this.cut(true);
  }

  sleep(): void {
    this.cut(true);
  }

  cut(_noticed: boolean): void {
    // It sends nothing into a silence, so only what it hears of exists for it.
    this.pipe?.cut(true);
  }

  slowDown(latency: number): void {
    if (this.pipe !== null) this.pipe.latency = latency;
  }

  /** What was lost comes with the next word that builds on it; who types no more reloads the page's connection. */
  insist(): void {
    if (this.owes) this.cut(true);
  }

  private connect(): void {
    this.opened = false;
    this.synced = false;
    const { world, life, random } = this;
    const node = world.nodeFor(random);
    if (this.offline || node === null) return this.retry();
    const pipe = new Pipe(world.scheduler, random, life, node.life);
    this.pipe = pipe;
    pipe.attach('client', {
      message: (bytes) => this.heard(bytes),
      closed: (code) => {
        this.opened = false;
        this.synced = false;
        if (code === EPOCH) world.reload(this);
        else this.retry();
      },
    });
    life.after(random.between(2, 80), () => {
      if (pipe.dead || node.life !== pipe.node || pipe.node.over) return this.retry();
      pipe.open(() => {
        this.opened = true;
        this.send(encodeStep1(Y.encodeStateVector(this.doc)));
      });
      node.accept(pipe, this.person.id, false);
    });
  }

  private retry(): void {
    this.life.after(this.random.between(100, 2500), () => this.connect());
  }

  private send(bytes: Uint8Array): void {
    if (this.opened) this.pipe?.sendToServer(bytes);
  }

  private sendTyped(update: Uint8Array): void {
    const { lost } = this.world.relay;
    if (!this.opened || lost === 0 || !this.random.chance(lost)) return this.send(encodeUpdate(update));
    this.owes = true;
    this.world.history.add('lost', this.person.id);
  }

  private heard(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame.type === 'step1') {
      this.owes = false;
      this.send(encodeStep2(Y.encodeStateAsUpdate(this.doc, frame.stateVector)));
    }
    if (frame.type === 'update' || frame.type === 'step2') Y.applyUpdate(this.doc, frame.update, this);
    if (frame.type === 'step2') this.synced = true;
  }
}
