import { WebSocket } from 'ws';

/** Handlers of what a socket receives. */
interface Ears {
  /** The answer to the packet with this number, as JSON. */
  readonly answered: (id: number, text: string) => void;
  /** An entry of a channel arrived. `text`: the packet, for those who look into it. */
  readonly entry: (data: Buffer) => void;
  readonly closed: () => void;
}

const PING = 0x32;
const OPEN = 0x30;
const MESSAGE = 0x34;
const CONNECTED = 0x30;
const EVENT = 0x32;
const ANSWER = 0x33;
const ENTRY = Buffer.from('42["feed.entry"');

/**
 * A socket that speaks socket.io's protocol (version 5, over a WebSocket) and looks at as few bytes as it must, so that a
 * load process costs little beside the server that it measures.
 */
export class RawChatSocket {
  /** In the namespace: may send. */
  readonly ready: Promise<void>;
  private readonly socket: WebSocket;
  private next = 0;

  constructor(
    url: string,
    headers: Readonly<Record<string, string>>,
    private readonly ears: Ears,
  ) {
    let [done, failed] = [(): void => undefined, (_: Error): void => undefined];
    this.ready = new Promise((resolve, reject) => ([done, failed] = [resolve, reject]));
    this.socket = new WebSocket(url, { headers: { ...headers }, perMessageDeflate: false });
    this.socket.on('message', (data: Buffer) => this.receive(data, done));
    this.socket.on('error', () => undefined);
    this.socket.on('close', (code) => {
      failed(new Error(`closed with ${String(code)}`));
      ears.closed();
    });
  }

  /** @returns the number under which the answer comes */
  send(event: string, body: object): number {
    const id = (this.next += 1);
    if (this.socket.readyState === WebSocket.OPEN)
      this.socket.send(`42${String(id)}${JSON.stringify([event, body])}`);
    return id;
  }

  close(): void {
    this.socket.removeAllListeners('close');
    this.socket.terminate();
  }

  private receive(data: Buffer, ready: () => void): void {
    if (data[0] === PING) this.socket.send('3');
    else if (data[0] === OPEN) this.socket.send('40');
    else if (data[0] !== MESSAGE) return;
    else if (data[1] === CONNECTED) ready();
    else if (data[1] === EVENT) {
      if (data.compare(ENTRY, 0, ENTRY.length, 0, ENTRY.length) === 0) this.ears.entry(data);
    } else if (data[1] === ANSWER) {
      const text = data.toString();
      const from = text.indexOf('[');
      this.ears.answered(Number(text.slice(2, from)), text.slice(from));
    }
  }
}
