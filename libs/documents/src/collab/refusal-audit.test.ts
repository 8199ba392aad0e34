import { describe, expect, it } from 'vitest';
import { RefusalAudit, type Refusal } from './refusal-audit.js';

const refusal = (change: Partial<Refusal> = {}): Refusal => ({
  orgId: 'org',
  documentId: 'doc',
  personId: 'anna',
  code: 'collab.malformed',
  detail: 'element-place',
  ...change,
});

function audited(write = (): Promise<void> => Promise.resolve()) {
  const written: [string, string, number][] = [];
  const timers: (() => void)[] = [];
  const errors: unknown[] = [];
  const audit = new RefusalAudit(
    (one, times) => {
      written.push([one.personId, one.detail, times]);
      return write();
    },
    { after: (_milliseconds, work) => (timers.push(work), () => undefined) },
    (error) => errors.push(error),
  );
  return { audit, written, timers, errors };
}

describe('the audit of refusals', () => {
  it('has the first at once, and how often it came again as one entry later', () => {
    const { audit, written, timers } = audited();
    for (let time = 0; time < 500; time += 1) audit.refused(refusal());
    expect(written).toEqual([['anna', 'element-place', 1]]);
    for (const end of timers) end();
    expect(written).toEqual([
      ['anna', 'element-place', 1],
      ['anna', 'element-place', 499],
    ]);
  });

  it('counts each person, document and rule by itself', () => {
    const { audit, written } = audited();
    for (const change of [{}, { personId: 'paul' }, { documentId: 'other' }, { detail: 'json' }])
      audit.refused(refusal(change));
    expect(written).toHaveLength(4);
  });

  it('writes nothing a second time when it did not come again', async () => {
    const { audit, written } = audited();
    audit.refused(refusal());
    await audit.close();
    expect(written).toHaveLength(1);
  });

  it('does not grow without end, whatever is refused', () => {
    const { audit, written } = audited();
    for (let person = 0; person < 12_000; person += 1) audit.refused(refusal({ personId: String(person) }));
    expect(written).toHaveLength(10_000);
  });

  it('keeps a failed write from anybody but the log', async () => {
    const { audit, errors } = audited(() => Promise.reject(new Error('away')));
    audit.refused(refusal());
    audit.refused(refusal());
    await audit.close();
    await Promise.resolve();
    expect(errors).toHaveLength(2);
  });
});
