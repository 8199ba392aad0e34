import { describe, expect, it } from 'vitest';
import type { FeedEntryEvent, MessageView } from '@maroquin/contracts';
import { Conversation, type ConversationPorts } from './conversation.js';
import type { FeedFollower } from './live-feeds.js';
import { MessageOutbox } from './outbox.js';

const CHANNEL = 'c';
const message = (seq: number, clientId = `client-${String(seq)}`): MessageView => ({
  id: `m-${String(seq)}`,
  seq,
  clientId,
  author: null,
  text: String(seq),
  at: '2026-11-24T09:00:00Z',
});

/** A channel that lives in memory and answers as the server does. */
class FakeChannel {
  readonly messages: MessageView[] = [];
  readonly asked: { after?: number; before?: number }[] = [];
  follower: FeedFollower | null = null;
  connected = true;
  down = false;
  readSeq = 0;

  post(clientId?: string): MessageView {
    const made = message(this.messages.length + 1, clientId);
    this.messages.push(made);
    return made;
  }
  push(seq: number): void {
    const found = this.messages[seq - 1];
    if (found === undefined) throw new Error('no such message');
    const entry: FeedEntryEvent = { feed: CHANNEL, seq, kind: 'message', message: found };
    this.follower?.onEntry(entry);
  }
  readonly ports = (outbox: MessageOutbox): ConversationPorts => ({
    list: ({ after, before, limit }) => {
      this.asked.push({
        ...(after === undefined ? {} : { after }),
        ...(before === undefined ? {} : { before }),
      });
      if (this.down) return Promise.reject(new TypeError('network'));
      const all = this.messages;
      if (after !== undefined) {
        const items = all.filter((m) => m.seq > after).slice(0, limit);
        const last = items.at(-1)?.seq;
        return Promise.resolve({
          items,
          next: last !== undefined && last < all.length ? last : null,
          changes: 0,
        });
      }
      const items = all.filter((m) => before === undefined || m.seq < before).slice(-limit);
      const first = items[0]?.seq;
      return Promise.resolve({
        items,
        next: first !== undefined && first > 1 ? first : null,
        changes: 0,
      });
    },
    readSeq: this.readSeq,
    live: {
      follow: (_feed, follower) => {
        this.follower = follower;
        follower.onSubscribed?.(this.messages.length);
        return () => (this.follower = null);
      },
      subscribe: () => () => undefined,
      connected: () => this.connected,
    },
    outbox,
    pause: () => new Promise((done) => setTimeout(done, 1)),
    isAbsent: (error) => error instanceof RangeError,
  });
}

const silentOutbox = (): MessageOutbox => {
  let ids = 0;
  return new MessageOutbox({
    store: { load: () => Promise.resolve([]), put: () => Promise.resolve(), remove: () => Promise.resolve() },
    send: () => new Promise(() => undefined),
    now: () => new Date(0),
    newId: () => `mine-${String((ids += 1))}`,
    pause: () => Promise.resolve(),
  });
};
const open = async (channel: FakeChannel, outbox = silentOutbox()) => {
  const conversation = new Conversation(CHANNEL, channel.ports(outbox));
  const stop = conversation.start();
  await expect.poll(() => channel.follower).not.toBeNull();
  return { conversation, stop, outbox };
};
const numbers = (c: Conversation): number[] => c.getState().log.messages.map((m) => m.seq);

describe('conversation', () => {
  it('reads the newest page, then follows in order', async () => {
    const channel = new FakeChannel();
    for (let i = 0; i < 60; i += 1) channel.post();
    const { conversation } = await open(channel);
    expect(numbers(conversation)).toEqual(Array.from({ length: 50 }, (_, i) => i + 11));
    channel.post();
    channel.push(61);
    expect(numbers(conversation).at(-1)).toBe(61);
  });

  it('reads back to the first message that was not read, so that one begins there', async () => {
    const channel = new FakeChannel();
    for (let i = 0; i < 600; i += 1) channel.post();
    channel.readSeq = 120;
    const { conversation } = await open(channel);
    expect(numbers(conversation)[0]).toBeLessThanOrEqual(120);
    expect(numbers(conversation)).toContain(121);
  });

  it('fills a hole by reading, and shows nothing beyond it before', async () => {
    const channel = new FakeChannel();
    channel.post();
    const { conversation } = await open(channel);
    channel.post();
    channel.post();
    channel.push(3);
    expect(numbers(conversation)).toEqual([1]);
    await expect.poll(() => numbers(conversation)).toEqual([1, 2, 3]);
    expect(channel.asked.at(-1)).toEqual({ after: 1 });
  });

  it('catches up after a cut, page after page', async () => {
    const channel = new FakeChannel();
    const { conversation } = await open(channel);
    for (let i = 0; i < 450; i += 1) channel.post();
    channel.follower?.onSubscribed?.(450);
    await expect.poll(() => numbers(conversation).length).toBe(450);
  });

  it('keeps trying when the refill fails', async () => {
    const channel = new FakeChannel();
    const { conversation } = await open(channel);
    channel.post();
    channel.post();
    channel.down = true;
    channel.push(2);
    await expect.poll(() => channel.asked.length).toBeGreaterThan(3);
    channel.down = false;
    await expect.poll(() => numbers(conversation)).toEqual([1, 2]);
  });

  it('goes back page after page to the beginning, and stops there', async () => {
    const channel = new FakeChannel();
    for (let i = 0; i < 120; i += 1) channel.post();
    const { conversation } = await open(channel);
    while (!conversation.getState().log.complete) await conversation.loadOlder();
    expect(numbers(conversation)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
    const asked = channel.asked.length;
    await conversation.loadOlder();
    expect(channel.asked).toHaveLength(asked);
  });

  it('replaces a pending message by the committed one, once', async () => {
    const channel = new FakeChannel();
    const { conversation, outbox } = await open(channel);
    outbox.add(CHANNEL, 'bonjour');
    expect(conversation.getState().pending.map((m) => m.clientId)).toEqual(['mine-1']);
    channel.post('mine-1');
    channel.push(1);
    expect(conversation.getState().pending).toEqual([]);
    expect(numbers(conversation)).toEqual([1]);
  });

  it('waits for the service when the first page cannot be read', async () => {
    const channel = new FakeChannel();
    channel.post();
    channel.down = true;
    const conversation = new Conversation(CHANNEL, channel.ports(silentOutbox()));
    const stop = conversation.start();
    await expect.poll(() => channel.asked.length).toBeGreaterThan(2);
    expect(conversation.getState().status).toBe('loading');
    channel.down = false;
    await expect.poll(() => conversation.getState().status).toBe('ready');
    stop();
  });

  it('closes when the right is withdrawn', async () => {
    const channel = new FakeChannel();
    const { conversation } = await open(channel);
    channel.follower?.onClosed?.('request.not-found');
    expect(conversation.getState().status).toBe('closed');
  });
});
