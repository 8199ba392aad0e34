import type { PersonRight } from '@maroquin/contracts';
import { describe, expect, it } from 'vitest';
import { byCause } from './by-cause.js';

const row = (id: string, subject: string, from: string): PersonRight => ({
  resource: {
    ...{ id, kind: 'document', name: id, personal: false, trashed: false, restricted: false },
    ...{ createdAt: '2026-11-24T09:00:00.000Z', path: [] },
  },
  role: 'reader',
  reasons: [
    {
      ...{ role: 'reader', customRole: null, expiresAt: null, grantedBy: null },
      ...{ subject: { id: subject, kind: 'team', name: subject }, through: [] },
      ...{ from: { id: from, kind: 'space', name: from }, grantedAt: '2026-11-24T09:00:00.000Z' },
    },
  ],
});
const grouped = (rows: readonly PersonRight[]): string[][] =>
  byCause(rows).map((group) => group.map(({ resource }) => resource.id));

describe('what somebody sees', () => {
  it('stands together where one right on one place opens it, in the order of the list', () => {
    const rows = [
      row('a', 'budget', 'cabinet'),
      row('b', 'budget', 'archives'),
      row('c', 'budget', 'cabinet'),
    ];
    expect(grouped(rows)).toEqual([['a', 'c'], ['b']]);
  });

  it('stands together where the same subject holds a right on each thing itself', () => {
    expect(grouped([row('a', 'lea', 'a'), row('b', 'lea', 'b'), row('c', 'budget', 'c')])).toEqual([
      ['a', 'b'],
      ['c'],
    ]);
  });
});
