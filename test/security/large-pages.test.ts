import { randomUUID } from 'node:crypto';
import { MESSAGE_MAX_LENGTH, messagesSchema, sentSchema } from '@maroquin/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, type Person } from '../support/people.js';

/** Nobody has the server put together an answer of megabytes: pages end by their bytes as well as by their items. */
let server: Maroquin;
let claire: Person;
beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  claire = await firstAdministrator(server);
}, 120_000);
afterAll(() => server?.dispose());

describe('a page of long messages', () => {
  const COUNT = 40;
  let channel: string;
  beforeAll(async () => {
    channel = await claire.http.create('/channels', { name: 'Longs messages' });
    for (let turn = 0; turn < COUNT; turn += 1)
      await claire.http.json(sentSchema, 'POST', `/channels/${channel}/messages`, {
        clientId: randomUUID(),
        text: '€'.repeat(MESSAGE_MAX_LENGTH),
      });
  }, 120_000);

  /** Numbers of all messages, page by page, and the bytes of the longest page. */
  async function walk(way: 'after' | 'before'): Promise<{ seqs: number[]; longest: number }> {
    const seqs: number[] = [];
    let longest = 0;
    for (let query = way === 'after' ? 'after=0&' : ''; ;) {
      const answer = await claire.http.call('GET', `/api/v1/channels/${channel}/messages?${query}limit=200`);
      const text = await answer.text();
      longest = Math.max(longest, Buffer.byteLength(text));
      const page = messagesSchema.parse(JSON.parse(text));
      seqs.push(...page.items.map(({ seq }) => seq));
      if (page.next === null) return { seqs, longest };
      query = `${way}=${String(page.next)}&`;
    }
  }
  const all = Array.from({ length: COUNT }, (_, index) => index + 1);

  it.each(['after', 'before'] as const)('ends below 400 KB, and nothing is left out (%s)', async (way) => {
    const { seqs, longest } = await walk(way);
    expect([...seqs].sort((a, b) => a - b)).toEqual(all);
    expect(longest).toBeLessThan(400 * 1024);
  });
});
