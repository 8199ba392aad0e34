import { expect, it } from 'vitest';

import { Harness, until } from './harness.js';
import { MemoryJournal } from './memory-journal.js';

class TimedJournal extends MemoryJournal {
  readonly begunAt: number[] = [];

  override append(...args: Parameters<MemoryJournal['append']>): ReturnType<MemoryJournal['append']> {
    this.begunAt.push(performance.now());
    return super.append(...args);
  }
}

it('gathers the frames of a large room, so that it commits a few times a picture and not for every frame', async () => {
  const journal = new TimedJournal();
  const harness = new Harness(journal);
  const clients = await Promise.all(
    Array.from({ length: 120 }, (_, index) => harness.client(`person ${String(index)}`)),
  );
  for (let turn = 0; turn < 10; turn += 1) {
    for (const client of clients.slice(0, 5)) client.text.insert(0, 'x');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await until(() => clients.every((client) => client.committed === client.sent), 'committed');
  await until(() => clients.every((client) => client.text.length === 50), 'seen by all');
  const gaps = journal.begunAt.slice(1).map((time, index) => time - (journal.begunAt[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(7);
});
