import { describe, expect, it } from 'vitest';
import { secondsLeft, type Transfer, type TransferEvents, type UploadItem } from './upload.js';
import { UploadQueue } from './upload-queue.js';

class FakeTransfer implements Transfer {
  starts = 0;
  paused = false;
  abandoned = false;
  constructor(
    readonly name: string,
    readonly nameTaken: string,
    readonly events: TransferEvents,
  ) {}
  start(): void {
    this.starts += 1;
    this.paused = false;
  }
  pause(): void {
    this.paused = true;
  }
  abandon(): void {
    this.abandoned = true;
  }
}

const bench = () => {
  const transfers: FakeTransfer[] = [];
  const timers: { ms: number; work: () => void }[] = [];
  let ids = 0;
  const clock = { ms: 0 };
  const queue = new UploadQueue<{ name: string; size: number }>({
    transfer: (source, { nameTaken }, events) => {
      const made = new FakeTransfer(source.name, nameTaken, events);
      transfers.push(made);
      return made;
    },
    newId: () => `u${String((ids += 1))}`,
    now: () => clock.ms,
    later: (ms, work) => {
      const timer = { ms, work };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    maxBytes: 1000,
  });
  const states = (): string[] => queue.getItems().map((i) => i.state);
  const at = (n: number): FakeTransfer => {
    const found = transfers[n];
    if (found === undefined) throw new Error('no such transfer');
    return found;
  };
  return { queue, transfers, timers, clock, states, at };
};
const files = (n: number) => Array.from({ length: n }, (_, i) => ({ name: `f${String(i)}`, size: 100 }));

describe('upload queue', () => {
  it('sends three at once, and the next when one is committed', () => {
    const { queue, states, at } = bench();
    queue.add(files(5), { parentId: 'p' });
    expect(states()).toEqual(['sending', 'sending', 'sending', 'queued', 'queued']);
    at(1).events.onDone('id');
    expect(states()).toEqual(['sending', 'done', 'sending', 'sending', 'queued']);
  });

  it('says done only when the server has committed, whatever was sent', () => {
    const { queue, states, at } = bench();
    const done: UploadItem[] = [];
    queue.onDone((item) => done.push(item));
    queue.add(files(1), { parentId: 'p' });
    at(0).events.onProgress(100);
    expect(states()).toEqual(['sending']);
    at(0).events.onDone('file-1');
    expect(done.map((i) => i.fileId)).toEqual(['file-1']);
  });

  it('gives its turn away when paused, and goes on with the same transfer', () => {
    const { queue, states, transfers, at } = bench();
    queue.add(files(4), { parentId: 'p' });
    queue.pause('u1');
    expect(at(0).paused).toBe(true);
    expect(states()).toEqual(['paused', 'sending', 'sending', 'sending']);
    queue.resume('u1');
    at(1).events.onDone(null);
    expect(states()).toEqual(['sending', 'done', 'sending', 'sending']);
    expect(at(0).starts).toBe(2);
    expect(transfers).toHaveLength(4);
  });

  it('tries again by itself after network trouble, waiting longer each time', () => {
    const { queue, states, timers, at } = bench();
    queue.add(files(1), { parentId: 'p' });
    for (const ms of [1000, 2000, 4000]) {
      at(0).events.onFailed({ kind: 'later' });
      expect(states()).toEqual(['waiting']);
      expect(timers.at(-1)?.ms).toBe(ms);
      timers.pop()?.work();
    }
    expect(at(0).starts).toBe(4);
  });

  it('does not wait when the network is back', () => {
    const { queue, states, at, timers } = bench();
    queue.add(files(1), { parentId: 'p' });
    at(0).events.onFailed({ kind: 'later' });
    queue.retryNow();
    expect(states()).toEqual(['sending']);
    expect(timers).toEqual([]);
  });

  it('keeps a refusal with its reason', () => {
    const { queue, at } = bench();
    queue.add([...files(1), { name: 'gros', size: 1001 }], { parentId: 'p' });
    at(0).events.onFailed({ kind: 'refused', code: 'upload.quota' });
    expect(queue.getItems().map((i) => i.code)).toEqual(['upload.quota', 'file.too-large']);
  });

  it('asks once for a batch what to do where names are taken', () => {
    const { queue, states, at } = bench();
    queue.add(files(5), { parentId: 'p' });
    at(0).events.onFailed({ kind: 'refused', code: 'resource.name-taken' });
    expect(states()).toEqual(['taken', 'sending', 'sending', 'sending', 'queued']);
    queue.answerTaken(1, 'replace');
    for (const n of [1, 2, 3]) at(n).events.onDone('id');
    expect(states()).toEqual(['sending', 'done', 'done', 'done', 'sending']);
    expect([4, 5].map((n) => at(n).nameTaken)).toEqual(['replace', 'replace']);
  });

  it('does not ask again when the answer is refused too', () => {
    const { queue, states, at } = bench();
    queue.add(files(1), { parentId: 'p' });
    at(0).events.onFailed({ kind: 'refused', code: 'resource.name-taken' });
    queue.answerTaken(1, 'replace');
    at(1).events.onFailed({ kind: 'refused', code: 'resource.name-taken' });
    expect(states()).toEqual(['refused']);
  });

  it('leaves out what nobody wants to send under a taken name', () => {
    const { queue, states, at } = bench();
    queue.add(files(2), { parentId: 'p' });
    at(0).events.onFailed({ kind: 'refused', code: 'resource.name-taken' });
    queue.dropTaken(1);
    expect(states()).toEqual(['sending']);
  });

  it('abandons an unfinished transfer, and only hides a finished one', () => {
    const { queue, at } = bench();
    queue.add(files(2), { parentId: 'p' });
    at(1).events.onDone('id');
    queue.remove('u1');
    queue.remove('u2');
    expect([at(0).abandoned, at(1).abandoned]).toEqual([true, false]);
    expect(queue.getItems()).toEqual([]);
  });

  it('measures the speed over the last seconds, and what remains', () => {
    const { queue, clock, at } = bench();
    queue.add(files(1), { parentId: 'p' });
    at(0).events.onProgress(0);
    clock.ms = 1000;
    at(0).events.onProgress(20);
    expect(queue.getItems()[0]?.speed).toBe(20);
    expect(secondsLeft(queue.getItems())).toBe(4);
  });

  it('hears nothing more from a transfer that was paused', () => {
    const { queue, states, at } = bench();
    queue.add(files(1), { parentId: 'p' });
    queue.pause('u1');
    at(0).events.onFailed({ kind: 'later' });
    expect(states()).toEqual(['paused']);
  });
});
