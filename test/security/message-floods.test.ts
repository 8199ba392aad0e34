import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ChatClient } from '../support/chat-client.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { until } from '../support/until.js';

/** Messages by socket are as dear as by HTTP: they wait for their turn, each person's behind that person's own. */
let server: Maroquin;
let mallory: Person;
let nadia: Person;
let channelId: string;
let otherId: string;
const SOCKETS = 4;
const MESSAGES = 500;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  nadia = await firstAdministrator(server);
  mallory = await invite(server, nadia, { name: 'Mallory', email: 'mallory@prefecture.example' });
  const placeOf = async ({ http }: Person): Promise<string> =>
    http.create('/channels', {
      name: 'Discussion',
      parentId: await http.create('/spaces', { name: `Espace ${randomUUID()}` }),
    });
  channelId = await placeOf(mallory);
  otherId = await placeOf(nadia);
}, 120_000);
afterAll(() => server.dispose());

/** Nothing is committed to the feed until the returned function is called. */
async function heldUp(feed: string): Promise<() => Promise<void>> {
  let isHeld = false;
  let letGo = (): void => undefined;
  const asked = new Promise<void>((resolve) => (letGo = resolve));
  const transaction = asSuperuser(server.dataDir, async (client) => {
    await client.query('BEGIN');
    isHeld = (await client.query('SELECT FROM feed WHERE id = $1 FOR UPDATE', [feed])).rowCount === 1;
    await asked;
  });
  await Promise.race([until(() => isHeld, 'the feed is held'), transaction]);
  return () => {
    letGo();
    return transaction;
  };
}

it('hundreds of large messages at once of one person wait for their turn, and somebody else’s does not', async () => {
  const sockets = Array.from({ length: SOCKETS }, () => new ChatClient(mallory.http));
  const other = new ChatClient(nadia.http);
  await until(() => [...sockets, other].every(({ socket }) => socket.connected), 'everybody is connected');
  const outcomes = new Map<string, number>();
  const count = (outcome: string): void => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const text = '漢'.repeat(15_000);
  // On a quick machine they would be committed as quickly as they come: nothing of the channel is, for a moment.
  const release = await heldUp(channelId);
  const flood = sockets.flatMap(({ socket }) =>
    Array.from({ length: MESSAGES / SOCKETS }, async () => {
      const body = { channelId, clientId: randomUUID(), text };
      const answer = await socket.emitWithAck('message.send', body);
      count(answer.ok ? 'sent' : answer.problem.code);
    }),
  );
  await until(() => (outcomes.get('request.too-many') ?? 0) > 0, 'more than may wait are sent away');
  await release();
  await other.sendOnce(otherId, randomUUID(), 'Bonjour');
  const settled = [...outcomes.values()].reduce((sum, one) => sum + one, 0);
  expect(settled).toBeLessThan(MESSAGES);
  await Promise.all(flood);
  expect([...outcomes.keys()].sort()).toEqual(['request.too-many', 'sent']);
  for (const { socket } of [...sockets, other]) socket.disconnect();
}, 120_000);
