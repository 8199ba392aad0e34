import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EditMarks } from './edit-marks.js';

const EVERY_MS = 10_000;

function marks(answer: (ids: readonly string[]) => Promise<readonly string[]> = () => Promise.resolve([])) {
  const written: { orgId: string; edits: [string, string][] }[] = [];
  const errors: unknown[] = [];
  const made = new EditMarks(
    (orgId, worked) => {
      written.push({ orgId, edits: worked.map(({ id, personId }) => [id, personId]) });
      return answer(worked.map(({ id }) => id));
    },
    (error) => errors.push(error),
  );
  return { made, written, errors };
}

const document = (id: string, orgId = 'org'): { id: string; orgId: string } => ({ id, orgId });

describe('marks of whoever edited a document last', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('are written once in ten seconds, all together, with the last person each', async () => {
    const { made, written } = marks();
    made.edited(document('a'), 'anna');
    made.edited(document('b'), 'anna');
    for (let letter = 0; letter < 1_000; letter += 1) made.edited(document('a'), 'paul');
    await vi.advanceTimersByTimeAsync(EVERY_MS - 1);
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(written).toEqual([
      {
        orgId: 'org',
        edits: [
          ['a', 'paul'],
          ['b', 'anna'],
        ],
      },
    ]);
    await vi.advanceTimersByTimeAsync(10 * EVERY_MS);
    expect(written).toHaveLength(1);
  });

  it('are written for each organisation apart, and not too many at once', async () => {
    const { made, written } = marks();
    for (let index = 0; index < 1_100; index += 1) made.edited(document(String(index)), 'anna');
    made.edited(document('theirs', 'other'), 'zoe');
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    expect(written.map(({ orgId, edits }) => [orgId, edits.length])).toEqual([
      ['org', 500],
      ['org', 500],
      ['org', 100],
      ['other', 1],
    ]);
  });

  it('come the next time for a document that was being renamed', async () => {
    let renamed = true;
    const { made, written } = marks((ids) => Promise.resolve(renamed ? ids.filter((id) => id === 'b') : []));
    made.edited(document('a'), 'anna');
    made.edited(document('b'), 'anna');
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    renamed = false;
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    expect(written.at(-1)).toEqual({ orgId: 'org', edits: [['b', 'anna']] });
  });

  it('name who edited it meanwhile', async () => {
    const { made, written } = marks(() => {
      made.edited(document('a'), 'paul');
      return Promise.resolve(['a']);
    });
    made.edited(document('a'), 'anna');
    await vi.advanceTimersByTimeAsync(2 * EVERY_MS);
    expect(written.map(({ edits }) => edits)).toEqual([[['a', 'anna']], [['a', 'paul']]]);
  });

  it('are written when the node ends', async () => {
    const { made, written } = marks();
    made.edited(document('a'), 'anna');
    await made.close();
    expect(written).toHaveLength(1);
  });

  it('that could not be written are logged, and the others are written', async () => {
    const { made, written, errors } = marks((ids) =>
      ids.includes('a') ? Promise.reject(new Error('away')) : Promise.resolve([]),
    );
    made.edited(document('a'), 'anna');
    made.edited(document('theirs', 'other'), 'zoe');
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    expect(errors).toHaveLength(1);
    expect(written).toHaveLength(2);
  });
});
