import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DomainError } from '@maroquin/platform/errors';
import { afterEach, describe, expect, it } from 'vitest';
import { withMultipartFile } from './multipart.js';
import { MultipartBudget } from './multipart-budget.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that answers with the length of the file, once `until` is over; or with the code of what went wrong. */
async function serve(maxBytes: number, until: Promise<void> = Promise.resolve()): Promise<string> {
  const server = createServer((request, response) => {
    withMultipartFile(request, { maxBytes, requester: 'nadia' }, async ({ content }) => {
      await until;
      return String(content.length);
    }).then(
      (length) => response.end(length),
      (error: unknown) => response.end(error instanceof DomainError ? error.code : String(error)),
    );
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

async function send(url: string, bytes: number): Promise<string> {
  const body = new FormData();
  body.append('file', new Blob([Buffer.alloc(bytes)]), 'a.bin');
  return (await fetch(url, { method: 'POST', body })).text();
}

describe('a file in one request', () => {
  it('is read whole', async () => {
    expect(await send(await serve(100_000), 90_000)).toBe('90000');
  });

  it('is refused beyond its limit', async () => {
    expect(await send(await serve(1_000), 1_001)).toBe('request.too-large');
  });

  it('waits for those of the same person that are worked on', async () => {
    let finish = (): void => undefined;
    const url = await serve(1_000, new Promise<void>((done) => (finish = done)));
    const first = Array.from({ length: 5 }, () => send(url, 10));
    const refused = await Promise.race(first);
    expect(refused).toBe('request.too-many');
    finish();
    expect((await Promise.all(first)).filter((answer) => answer === '10')).toHaveLength(4);
    expect(await send(url, 10)).toBe('10');
  });
});

describe('the room for files', () => {
  it('is a quarter for one person, and comes back', () => {
    const budget = new MultipartBudget(400, 2);
    const [first, second] = [budget.open('nadia'), budget.open('nadia')];
    expect(first.take(60)).toBe(true);
    expect(second.take(60)).toBe(false);
    expect(budget.open('thomas').take(100)).toBe(true);
    first.close();
    expect(second.take(100)).toBe(true);
  });

  it('is bounded over all people', () => {
    const budget = new MultipartBudget(400, 2);
    const rooms = ['a', 'b', 'c', 'd', 'e'].map((person) => budget.open(person));
    expect(rooms.map((room) => room.take(100))).toEqual([true, true, true, true, false]);
    rooms[0]?.close();
    expect(rooms[4]?.take(100)).toBe(true);
  });
});
