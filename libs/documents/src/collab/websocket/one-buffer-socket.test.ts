import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { readingIntoOneBuffer } from './one-buffer-socket.js';

describe('a connection that reads into one buffer for all', () => {
  let server: Server;
  let client: Socket;
  let accepted: Socket;
  let taken: Socket;
  let received = '';

  beforeEach(async () => {
    received = '';
    server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    const arrives = once(server, 'connection');
    client = connect(address.port, '127.0.0.1');
    [accepted] = (await arrives) as [Socket];
    const socket = readingIntoOneBuffer(accepted, (bytes) => (received += bytes.toString()));
    if (socket === null) throw new Error('this Node lets nobody take a connection over');
    taken = socket;
    taken.on('error', () => undefined);
  });

  afterEach(() => {
    taken.destroy();
    client.destroy();
    server.close();
  });

  /** Returns when an answer has made its way, so that the words have as well. */
  async function write(words: string): Promise<void> {
    client.write(words);
    taken.write('answer');
    await once(client, 'data');
    await new Promise(setImmediate);
  }

  it('waits until it is resumed, and again while it is paused', async () => {
    await write('one ');
    expect(received).toBe('');
    taken.resume();
    await vi.waitFor(() => expect(received).toBe('one '));
    taken.pause();
    await write('two ');
    expect(received).toBe('one ');
    taken.resume();
    await vi.waitFor(() => expect(received).toBe('one two '));
  });

  it('ends when the other side ends', async () => {
    taken.resume();
    const ends = once(taken, 'end');
    client.end('last');
    await ends;
    expect(received).toBe('last');
  });

  it('no longer counts as one of the server, which may close', async () => {
    const closed = once(server, 'close');
    server.close();
    await closed;
    taken.resume();
    client.write('still here');
    await vi.waitFor(() => expect(received).toBe('still here'));
    expect(accepted.destroyed).toBe(true);
  });

  it('is not made of what is no TCP socket', () => {
    expect(readingIntoOneBuffer(new PassThrough(), () => undefined)).toBeNull();
  });
});
