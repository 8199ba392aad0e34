import type { Random } from '../../faults/random.js';
import type { Life, Scheduler } from '../scheduler.js';

/** What one end of a socket does with what arrives. */
export interface End {
  message(bytes: Uint8Array): void;
  /** Nothing follows. `code` 1006: the connection broke. */
  closed(code: number): void;
}

/** Messages of one direction of a TCP connection: in order, each once, or from some moment on not at all. */
class Direction {
  private lastAt = 0;
  /** Bytes under way. */
  bytes = 0;
  cut = false;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly life: Life,
  ) {}

  carry(latency: number, size: number, arrive: () => void): void {
    const { scheduler } = this;
    this.lastAt = Math.max(this.lastAt, scheduler.now + latency);
    this.bytes += size;
    scheduler.after(this.lastAt - scheduler.now, () => {
      this.bytes -= size;
      if (!this.cut && !this.life.over) arrive();
    });
  }
}

/** Between a page and a node. Cut, it loses what is under way; each end learns of it in its own time. */
export class Pipe {
  private readonly toServer: Direction;
  private readonly toClient: Direction;
  private client: End | null = null;
  private server: End | null = null;
  private clientDone = false;
  private serverDone = false;
  /** Milliseconds that a message takes at least; more while the reader is slow. */
  latency: number;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly random: Random,
    readonly page: Life,
    readonly node: Life,
  ) {
    this.toServer = new Direction(scheduler, node);
    this.toClient = new Direction(scheduler, page);
    this.latency = random.chance(0.2) ? random.between(50, 400) : random.between(1, 20);
  }

  attach(side: 'client' | 'server', end: End): void {
    this[side] = end;
  }

  /** The handshake is answered: before any message. */
  open(work: () => void): void {
    this.toClient.carry(this.wait(), 0, () => {
      if (!this.clientDone) work();
    });
  }

  /** Nothing more will ever come of it. */
  get dead(): boolean {
    return this.toClient.cut || this.clientDone || this.serverDone;
  }

  get bytesToClient(): number {
    // A quick reader empties the socket's buffer at once: what is under way then lies in the network.
    return this.latency > 500 ? this.toClient.bytes : 0;
  }

  sendToServer(bytes: Uint8Array): void {
    if (!this.clientDone) this.toServer.carry(this.wait(), bytes.length, () => this.atServer(bytes));
  }

  sendToClient(bytes: Uint8Array): void {
    if (this.serverDone) return;
    this.toClient.carry(this.wait(), bytes.length, () => {
      if (!this.clientDone) this.client?.message(bytes);
    });
  }

  closeFromServer(code: number): void {
    if (this.serverDone) return;
    this.serverDone = true;
    this.toClient.carry(this.wait(), 0, () => this.endClient(code));
  }

  closeFromClient(): void {
    if (this.clientDone) return;
    this.clientDone = true;
    this.toServer.carry(this.wait(), 0, () => this.endServer());
  }

  /** `noticed`: both ends hear of it soon. Otherwise the page finds out by itself, and the node much later. */
  cut(noticed: boolean): void {
    if (this.toClient.cut) return;
    this.toClient.cut = true;
    this.toServer.cut = true;
    const { random } = this;
    if (noticed) this.page.after(random.between(1, 200), () => this.endClient(1006));
    this.node.after(noticed ? random.between(1, 2000) : random.between(10_000, 40_000), () =>
      this.endServer(),
    );
  }

  private atServer(bytes: Uint8Array): void {
    if (!this.serverDone) this.server?.message(bytes);
  }

  private endClient(code: number): void {
    if (this.clientDone) return;
    this.clientDone = true;
    this.client?.closed(code);
  }

  private endServer(): void {
    if (this.serverDone) return;
    this.serverDone = true;
    this.server?.closed(1006);
  }

  private wait(): number {
    return this.latency * (0.5 + this.random.next());
  }
}
