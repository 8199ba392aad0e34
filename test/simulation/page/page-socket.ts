import type { Pipe } from '../server/network.js';

interface Opened {
  open(socket: PageSocket): Pipe | null;
  heard(bytes: Uint8Array): void;
}

/** The part of a browser's WebSocket that the client uses. */
export class PageSocket {
  binaryType = 'blob';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onerror: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  private readonly pipe: Pipe | null;

  constructor(network: Opened) {
    this.pipe = network.open(this);
    this.pipe?.attach('client', {
      message: (bytes) => {
        network.heard(bytes);
        this.onmessage?.({ data: bytes.slice().buffer });
      },
      closed: (code) => this.onclose?.({ code }),
    });
  }

  send(bytes: Uint8Array): void {
    this.pipe?.sendToServer(bytes.slice());
  }

  close(): void {
    this.pipe?.closeFromClient();
  }
}
