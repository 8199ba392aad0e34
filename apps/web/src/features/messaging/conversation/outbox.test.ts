import { describe, expect, it } from 'vitest';
import { MessageOutbox, type Attempt, type OutboxStore, type PendingMessage } from './outbox.js';

/** A store that outlives the outbox, as the browser's does across a reload. */
const memoryStore = (): OutboxStore & { kept: Map<string, PendingMessage> } => {
  const kept = new Map<string, PendingMessage>();
  return {
    kept,
    load: () => Promise.resolve([...kept.values()]),
    put: (m) => Promise.resolve(void kept.set(m.clientId, m)),
    remove: (id) => Promise.resolve(void kept.delete(id)),
  };
};

const makeOutbox = (
  store: OutboxStore,
  answer: (m: PendingMessage, attempt: number) => Attempt | Promise<Attempt>,
) => {
  let ids = 0;
  let time = 0;
  const sent: string[] = [];
  const pauses: number[] = [];
  const outbox = new MessageOutbox({
    store,
    send: async (m) => {
      sent.push(m.clientId);
      return answer(m, sent.length);
    },
    now: () => new Date((time += 1000)),
    newId: () => `id-${String((ids += 1))}`,
    pause: (ms, early) => {
      pauses.push(ms);
      return early.aborted ? Promise.resolve() : new Promise((done) => setTimeout(done, 1));
    },
  });
  return { outbox, sent, pauses };
};
const settled = async (outbox: MessageOutbox): Promise<void> => {
  while (outbox.waiting() > 0) await new Promise((done) => setTimeout(done, 1));
};

describe('message outbox', () => {
  it('sends in the order of writing, and keeps nothing once committed', async () => {
    const store = memoryStore();
    const { outbox, sent } = makeOutbox(store, () => ({ result: 'sent' }));
    outbox.add('c', 'un');
    outbox.add('c', 'deux');
    expect(outbox.pendingOf('c').map((m) => m.state)).toEqual(['waiting', 'waiting']);
    await settled(outbox);
    expect(sent).toEqual(['id-1', 'id-2']);
    await expect.poll(() => store.kept.size).toBe(0);
  });

  it('sends again with the same id, waiting longer each time', async () => {
    const { outbox, sent, pauses } = makeOutbox(memoryStore(), (_m, attempt) => ({
      result: attempt < 4 ? 'later' : 'sent',
    }));
    outbox.add('c', 'un');
    await settled(outbox);
    expect(sent).toEqual(['id-1', 'id-1', 'id-1', 'id-1']);
    expect(pauses).toEqual([1000, 2000, 4000]);
  });

  it('treats an exception as a network failure: nothing is lost', async () => {
    const { outbox, sent } = makeOutbox(memoryStore(), (_m, attempt) =>
      attempt === 1 ? Promise.reject(new TypeError('network')) : { result: 'sent' },
    );
    outbox.add('c', 'un');
    await settled(outbox);
    expect(sent).toHaveLength(2);
  });

  it('takes up after a reload what was not committed, with the same id', async () => {
    const store = memoryStore();
    const before = makeOutbox(store, () => new Promise<Attempt>(() => undefined));
    before.outbox.add('c', 'un');
    await expect.poll(() => store.kept.size).toBe(1);
    const after = makeOutbox(store, () => ({ result: 'sent' }));
    await after.outbox.start();
    await settled(after.outbox);
    expect(after.sent).toEqual(['id-1']);
    await expect.poll(() => store.kept.size).toBe(0);
  });

  it('keeps a refused message with its reason, and goes on with the next', async () => {
    const store = memoryStore();
    const { outbox } = makeOutbox(store, (m) =>
      m.text === 'trop' ? { result: 'refused', code: 'message.too-long' } : { result: 'sent' },
    );
    outbox.add('c', 'trop');
    outbox.add('c', 'bien');
    await settled(outbox);
    expect(outbox.pendingOf('c').map((m) => [m.text, m.state, m.code])).toEqual([
      ['trop', 'refused', 'message.too-long'],
      ['bien', 'sent', undefined],
    ]);
    expect([...store.kept.values()].map((m) => m.state)).toContain('refused');
  });

  it('forgets what was read back from the server', async () => {
    const { outbox } = makeOutbox(memoryStore(), () => ({ result: 'sent' }));
    outbox.add('c', 'un');
    await settled(outbox);
    outbox.settle('c', new Set(['id-1']));
    expect(outbox.pendingOf('c')).toEqual([]);
  });

  it('gives the same array while nothing changes', () => {
    const { outbox } = makeOutbox(memoryStore(), () => new Promise<Attempt>(() => undefined));
    outbox.add('c', 'un');
    expect(outbox.pendingOf('c')).toBe(outbox.pendingOf('c'));
    expect(outbox.pendingOf('autre')).toBe(outbox.pendingOf('encore'));
  });
});
