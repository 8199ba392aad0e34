import { expect, it, vi } from 'vitest';
import type { FeedEntry } from '@maroquin/platform/feeds';
import { CatchUp } from './catch-up.js';
import { Mutex } from './mutex.js';
import { type Outgoing, type Receiver, SharedEntry } from './shared-entry.js';
import { SocketQueue } from './socket-queue.js';

const entry = (seq: number): FeedEntry => ({
  ...{ feed: 'channel', first: seq, last: seq, kind: 'message', actorId: null, clientId: null },
  ...{ at: new Date(0), erased: false, payload: Buffer.from(String(seq)) },
});

/** A socket that follows one feed; `open` and `fail` say when an entry is opened, and how. */
function follower() {
  const sent: string[] = [];
  const close = vi.fn();
  const conn = { write: (text: string) => sent.push(text), close };
  const opening = new Map<number, { open: () => void; fail: () => void }>();
  const shared = new Map<FeedEntry, SharedEntry>();
  const share = (one: FeedEntry): SharedEntry => {
    const known = shared.get(one);
    if (known !== undefined) return known;
    const event = new Promise<Outgoing | null>((resolve, reject) =>
      opening.set(one.last, {
        open: () => resolve({ name: 'feed.entry', body: one.last as never }),
        fail: () => reject(new Error('damaged')),
      }),
    );
    const made = new SharedEntry(event);
    shared.set(one, made);
    return made;
  };
  const onError = vi.fn();
  const catchUp = new CatchUp(new Mutex(), () => undefined);
  const queue = new SocketQueue({ conn } as unknown as Receiver, catchUp, { share, onError });
  const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 5));
  return { queue, sent, close, opening, onError, settle };
}

it('an entry that is open before the one in front of it is sent behind it', async () => {
  const { queue, sent, opening, settle } = follower();
  const [first, second] = [entry(1), entry(2)];
  void queue.add([first]);
  void queue.add([second]);
  await settle();
  opening.get(1)?.open();
  await settle();
  opening.get(2)?.open();
  await vi.waitFor(() => expect(sent).toEqual(['2["feed.entry",1]', '2["feed.entry",2]']));
});

it('a socket that left is sent nothing of what was on its way', async () => {
  const { queue, sent, opening, settle } = follower();
  void queue.add([entry(1)]);
  queue.stop();
  opening.get(1)?.open();
  await settle();
  expect(sent).toEqual([]);
});

it('an entry that cannot be opened ends the connection, so that nothing is skipped', async () => {
  const { queue, sent, opening, close, onError } = follower();
  void queue.add([entry(1)]);
  opening.get(1)?.fail();
  await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
  expect(onError).toHaveBeenCalledOnce();
  expect(sent).toEqual([]);
});
