import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { binaryFrame, frameBeginning } from './binary-frame.js';

it('is what a WebSocket client reads as one binary message, of every size class, in one piece or two', async () => {
  const sizes = [0, 1, 125, 126, 65_535, 65_536, 300_000];
  const expected = sizes.flatMap((size) => [size, size]);
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, stream, head) => {
    sockets.handleUpgrade(request, stream, head, () => {
      for (const size of sizes) {
        const message = new Uint8Array(size).fill(size % 251);
        stream.write(binaryFrame(message));
        stream.write(frameBeginning(message.subarray(0, 3), Math.max(0, size - 3)));
        stream.write(message.subarray(3));
      }
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const client = new WebSocket(`ws://127.0.0.1:${String((http.address() as AddressInfo).port)}`);
  const received: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    client.on('error', reject);
    client.on('message', (data: Buffer, isBinary: boolean) => {
      expect(isBinary).toBe(true);
      if (received.push(data) === expected.length) resolve();
    });
  });
  expect(received.map((data) => data.length)).toEqual(expected);
  expect(received.every((data, index) => data.every((byte) => byte === (expected[index] ?? 0) % 251))).toBe(
    true,
  );
  client.terminate();
  http.close();
});

it('is made once for a message that goes to many', () => {
  const message = Uint8Array.of(1, 2, 3);
  expect(binaryFrame(message)).toBe(binaryFrame(message));
});
