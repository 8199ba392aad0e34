import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Duplex } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';

import { UpdateReader } from './update-reader.js';

const MAX_BYTES = 1000;

/** The same bytes through a stream that is no TCP socket. */
function wrapped(socket: Duplex): Duplex {
  const stream = new Duplex({
    read: () => void socket.resume(),
    write: (bytes: Buffer, _, done) => void socket.write(bytes, done),
    final: (done) => void socket.end(done),
  });
  socket.on('data', (bytes) => stream.push(bytes));
  socket.on('end', () => stream.push(null));
  return stream;
}

describe.each([
  ['a TCP socket', (socket: Duplex) => socket],
  ['another stream', wrapped],
])('what arrives at a WebSocket made of %s', (_, madeOf) => {
  let server: Server;
  let client: WebSocket;
  const messages: string[] = [];
  const left: string[] = [];

  async function connected(): Promise<void> {
    const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BYTES });
    server = createServer().on('upgrade', (request, socket, head) => {
      const updateReader = new UpdateReader(madeOf(socket), head, MAX_BYTES);
      sockets.handleUpgrade(request, updateReader.stream, Buffer.alloc(0), (webSocket) => {
        updateReader.attach(webSocket);
        webSocket.on('message', (data: Buffer) => left.push(data.toString()));
        updateReader.serve((message) => messages.push(Buffer.from(message).toString()));
        webSocket.resume();
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    client = new WebSocket(`ws://127.0.0.1:${String(address.port)}`);
    await once(client, 'open');
  }

  afterEach(() => {
    client.terminate();
    server.close();
    messages.length = 0;
    left.length = 0;
  });

  it('goes to whoever serves it, and a ping in between to the WebSocket', async () => {
    await connected();
    client.send(Buffer.from('one'));
    client.ping();
    client.send(Buffer.from('two'));
    await once(client, 'pong');
    await vi.waitFor(() => expect(messages).toEqual(['one', 'two']));
    expect(left).toEqual([]);
  });

  it('is left to the WebSocket when it comes in parts, or is text', async () => {
    await connected();
    client.send(Buffer.from('in '), { fin: false });
    client.send(Buffer.from('parts'), { fin: true });
    client.send('text');
    await vi.waitFor(() => expect(left).toEqual(['in parts', 'text']));
    expect(messages).toEqual([]);
  });

  it('ends at once when a message is longer than allowed, however much of it is still to come', async () => {
    await connected();
    client.send(Buffer.alloc(16 * 1024 * 1024));
    client.send(Buffer.from('behind it'));
    const [code] = (await once(client, 'close')) as [number];
    expect(code).toBe(1009);
    expect(messages).toEqual([]);
    // The WebSocket gives up on who does not answer after 30 s.
  }, 15_000);

  it('ends as the other side says', async () => {
    await connected();
    client.close(4000, 'enough');
    const [code] = (await once(client, 'close')) as [number];
    expect(code).toBe(4000);
  });
});
