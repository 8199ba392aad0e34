import { describe, expect, it } from 'vitest';
import { afterAct, afterCancel, awaited, type CircuitState, statementOf } from './circuit-state.js';

const AT = new Date('2026-12-02T09:00:00.000Z');
const person = (id: string) => ({ id, name: id, act: null });
/** Two read in whatever order, then one signs. */
const begun: CircuitState = {
  ...{ organisation: { id: 'o', name: 'Préfecture' }, title: 'Arrêté', kind: 'prose', sha256: 'a', word: '' },
  ...{ startedBy: { id: 'paul', name: 'Paul' }, startedAt: '2026-12-01T08:00:00.000Z' },
  steps: [
    { kind: 'reading', due: null, people: [person('awa'), person('thomas')] },
    { kind: 'signature', due: '2026-12-03', people: [person('claire')] },
  ],
  ...{ step: 0, status: 'open', endedAt: null, cancelledBy: null, signature: null },
};
const approve = (state: CircuitState, personId: string) =>
  afterAct(state, { personId, kind: 'approve', reason: '', at: AT });
const waiting = (state: CircuitState) => awaited(state).map(({ id }) => id);
const about = { id: 'c', documentId: 'd', seq: 4 };

describe('a circuit', () => {
  it('goes on when everybody of a step has approved, in whatever order, and is approved by the last one', () => {
    const one = approve(begun, 'thomas');
    expect([one.step, waiting(one)]).toEqual([0, ['awa']]);
    const two = approve(one, 'awa');
    expect([two.step, waiting(two)]).toEqual([1, ['claire']]);
    const three = approve(two, 'claire');
    expect([three.status, three.endedAt, waiting(three)]).toEqual(['approved', AT.toISOString(), []]);
  });

  it('lets nobody act twice, out of turn, or without being asked', () => {
    const one = approve(begun, 'thomas');
    for (const [state, who] of [
      [one, 'thomas'],
      [begun, 'claire'],
      [begun, 'nobody'],
    ] as const)
      expect(() => approve(state, who)).toThrow('circuit.not-yours');
  });

  it('ends when somebody sends it back, and then nobody acts any more', () => {
    const back = afterAct(begun, { personId: 'awa', kind: 'return', reason: 'Visa manquant', at: AT });
    expect(back.status).toBe('returned');
    expect(back.steps[0]?.people[0]?.act).toMatchObject({ kind: 'return', reason: 'Visa manquant' });
    expect(() => approve(back, 'thomas')).toThrow('circuit.over');
    expect(() => afterCancel(back, back.startedBy, AT)).toThrow('circuit.over');
  });

  it('that was cancelled waits for nobody and takes no act', () => {
    const over = afterCancel(begun, begun.startedBy, AT);
    expect(waiting(over)).toEqual([]);
    expect(() => approve(over, 'awa')).toThrow('circuit.over');
  });

  it('gives nobody the signature of the organisation alone', () => {
    const own: CircuitState = { ...begun, startedBy: { id: 'claire', name: 'Claire' } };
    const done = ['thomas', 'awa', 'claire'].reduce(approve, own);
    expect([done.status, statementOf(about, done)]).toEqual(['done', null]);
    const read = approve({ ...begun, steps: [{ kind: 'visa', due: null, people: [person('awa')] }] }, 'awa');
    expect([read.status, statementOf(about, read)]).toEqual(['done', null]);
  });

  it('has something to sign only once everybody has approved', () => {
    const done = ['thomas', 'awa', 'claire'].reduce(approve, begun);
    for (const state of [begun, approve(begun, 'awa'), afterCancel(begun, begun.startedBy, AT)])
      expect(statementOf(about, state)).toBeNull();
    expect(statementOf(about, done)).toMatchObject({
      document: { id: 'd', seq: 4, sha256: 'a', title: 'Arrêté' },
      circuit: { steps: [{ people: [{ id: 'awa' }, { id: 'thomas' }] }, { people: [{ id: 'claire' }] }] },
    });
  });
});
