import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { Admission } from '../../admission/index.js';
import { DomainError } from '../../errors/index.js';
import { JSON_BODY, JsonBodies } from './json-body.js';

let server: Server | undefined;
afterEach(() => server?.close());

/** Answers what it read, or the code of the refusal, once `until` is over. */
async function serve(admission = new Admission(), until = Promise.resolve()): Promise<number> {
  const bodies = new JsonBodies(admission);
  const app = express();
  app.use((request: Request, response: Response, next: NextFunction) => {
    bodies
      .read(request, response, ['application/json'], { ...JSON_BODY, bytes: 1_024, withinMs: 100 })
      .then(() => until)
      .then(
        () => response.end(JSON.stringify(request.body)),
        (error: unknown) => (error instanceof DomainError ? response.end(error.code) : next(error)),
      );
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const post = async (port: number, body: string): Promise<string> => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`http://127.0.0.1:${String(port)}/`, { method: 'POST', headers, body })).text();
};

describe('a JSON body', () => {
  it('is read whole', async () => {
    expect(await post(await serve(), '{"a":["é"]}')).toBe('{"a":["é"]}');
  });

  it.each([
    ['request.invalid', '{"a":'],
    ['request.invalid', '"text"'],
    ['request.invalid', '['.repeat(40) + ']'.repeat(40)],
    ['request.too-large', JSON.stringify('x'.repeat(2_000))],
  ])('is refused with %s: %s', async (code, body) => {
    expect(await post(await serve(), body)).toBe(code);
  });

  it('hangs up when it trickles', async () => {
    const socket = connect(await serve(), '127.0.0.1');
    socket.on('error', () => undefined);
    let answer = '';
    socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
    socket.write(
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":',
    );
    const trickle = setInterval(() => socket.write(' '), 20);
    try {
      await new Promise((closed) => socket.once('close', closed));
    } finally {
      clearInterval(trickle);
    }
    expect(answer).not.toContain('{');
  });

  it('takes memory until it is answered, and is refused where its sender has used up a share', async () => {
    const admission = new Admission({}, 400);
    let finish = (): void => undefined;
    const port = await serve(admission, new Promise((done) => (finish = done)));
    const first = post(port, `{"a":"${'x'.repeat(72)}"}`);
    await expect.poll(() => admission.heldBytes).toBe(80);
    expect(await post(port, '{"a":"and one more of them"}')).toBe('request.too-many');
    finish();
    expect(await first).toContain('xxx');
    await expect.poll(() => admission.heldBytes).toBe(0);
  });
});
