import { randomUUID } from 'node:crypto';
import type { Socket as NetSocket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ChatClient } from '../support/chat-client.js';
import { Maroquin } from '../support/maroquin.js';
import { residentMib } from '../support/neighbour.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { until } from '../support/until.js';

/** Sockets whose owner does not read, and what they leave in the memory of the server. */
let server: Maroquin;
let owner: Person;
let reader: Person;
let channel: string;
/** 20,000 characters of three bytes each: the largest message. */
const text = '€'.repeat(20_000);

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  reader = await invite(server, owner, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
  const spaceId = await owner.http.create('/spaces', { name: 'Salon' });
  await owner.http.act('PUT', `/resources/${spaceId}/grants/${reader.id}`, { role: 'reader' });
  channel = await owner.http.create('/channels', { name: 'Général', parentId: spaceId });
});
afterAll(() => server.dispose());

const send = (words = text): Promise<void> =>
  owner.http.act('POST', `/channels/${channel}/messages`, { clientId: randomUUID(), text: words });

/** A messaging socket by hand: engine.io 4 and socket.io 5 over one WebSocket. */
class RawChat {
  closed: number | null = null;
  entries = 0;
  private acked = false;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const packet = data.toString();
      if (packet.startsWith('42["feed.entry"')) this.entries += 1;
      if (packet.startsWith('0')) socket.send('40');
      if (packet === '2') socket.send('3');
      if (packet.startsWith('40'))
        socket.send(`421["feed.subscribe",${JSON.stringify({ feed: channel, after: this.after })}]`);
      if (packet.startsWith('431')) this.acked = true;
    });
    socket.on('close', (code) => (this.closed = code));
    socket.on('error', () => undefined);
  }

  after = 0;

  static async follow(person: Person, after: number): Promise<RawChat> {
    const url = `${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const chat = new RawChat(new WebSocket(url, { headers: person.http.headers }));
    chat.after = after;
    await until(() => chat.acked, 'the channel is followed');
    return chat;
  }

  get line(): NetSocket {
    return Reflect.get(this.socket, '_socket') as NetSocket;
  }
}

describe('a socket that is not read', () => {
  it('leaves little memory behind: thirty of them do not fill the server, and miss nothing once they read', async () => {
    const before = residentMib(server.pid);
    const paused = await Promise.all(Array.from({ length: 30 }, () => RawChat.follow(reader, 0)));
    for (const { line } of paused) line.pause();
    for (let count = 0; count < 250; count += 10) await Promise.all(Array.from({ length: 10 }, () => send()));
    const grown = residentMib(server.pid) - before;
    expect(grown).toBeLessThan(200);
    for (const { line } of paused) line.resume();
    const isThrough = ({ closed, entries }: RawChat): boolean => closed !== null || entries === 250;
    await until(() => paused.every(isThrough), 'each has all, or was cut and may ask again', 60_000);
    for (const { socket } of paused) socket.terminate();
  });

  it('does not keep a healthy one from everything in order, which it also gets when it comes back', async () => {
    const healthy = new ChatClient(owner.http);
    healthy.follow(channel);
    const heard = healthy.heard.get(channel) ?? [];
    await until(() => heard.length >= 250, 'the healthy one has caught up', 60_000);
    await send('la suite');
    await until(() => heard.at(-1)?.message.text === 'la suite', 'and goes on');
    expect(heard.map(({ seq }) => seq)).toEqual(heard.map((_, index) => index + 1));
    healthy.close();
  });
});

describe('a packet', () => {
  it('that states thousands of arguments ends its own connection, and not the server', async () => {
    const chat = await RawChat.follow(reader, 0);
    chat.socket.send(`42["feed.subscribe"${',"x"'.repeat(60_000)}]`);
    await until(() => chat.closed !== null, 'the connection is over');
    expect((await fetch(`${server.url}/healthz/live`)).status).toBe(200);
    expect(server.isRunning).toBe(true);
  });
});
