import { describe, expect, it } from 'vitest';

import { Harness, type TestClient, until } from './harness.js';
import { MemoryJournal } from './memory-journal.js';

class TimedJournal extends MemoryJournal {
  readonly begunAt: number[] = [];

  override append(...args: Parameters<MemoryJournal['append']>): ReturnType<MemoryJournal['append']> {
    this.begunAt.push(performance.now());
    return super.append(...args);
  }
}

/** A room of 120, whose first five have typed ten letters each, one every millisecond; everybody has seen them. */
async function crowdTypes(): Promise<{ journal: TimedJournal; clients: TestClient[] }> {
  const journal = new TimedJournal();
  const harness = new Harness(journal);
  const clients = await Promise.all(
    Array.from({ length: 120 }, (_, index) => harness.client(`person ${String(index)}`)),
  );
  await until(() => clients.every(({ sent, committed }) => sent === 1 && committed === 1), 'greeted');
  for (const client of clients) client.writes.length = 0;
  for (let turn = 0; turn < 10; turn += 1) {
    for (const client of clients.slice(0, 5)) client.text.insert(0, 'x');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await until(() => clients.every((client) => client.committed === client.sent), 'committed');
  await until(() => clients.every((client) => client.text.length === 50), 'seen by all');
  return { journal, clients };
}

describe('a large room', () => {
  it('gathers frames, so that it commits once a flush and not for every frame', async () => {
    const { journal } = await crowdTypes();
    const gaps = journal.begunAt.slice(1).map((time, index) => time - (journal.begunAt[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(7);
  });

  it('sends an acknowledgement and the others’ updates by one write', async () => {
    const { clients } = await crowdTypes();
    const [writer, reader] = [clients[0], clients[119]];
    expect(writer?.writes.filter((types) => types.includes('committed'))).not.toEqual([]);
    for (const types of writer?.writes ?? []) expect(types).toEqual(['committed', 'update']);
    expect(reader?.writes.flat()).not.toContain('committed');
    expect(writer?.writes.length).toBe(reader?.writes.length);
  });
});
