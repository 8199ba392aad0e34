import { expect, it } from 'vitest';
import { asFields, momentsAfter } from './moments.js';

const said = (now: string): string[] =>
  momentsAfter(new Date(now)).map(({ id, at }) => {
    const { day, time } = asFields(at);
    return `${id} ${day}T${time}`;
  });

it('one may send in an hour, tomorrow morning, or on Monday morning', () => {
  // A Wednesday.
  expect(said('2026-12-02T16:20:30')).toEqual([
    'hour 2026-12-02T17:20',
    'tomorrow 2026-12-03T09:00',
    'monday 2026-12-07T09:00',
  ]);
});

it('of a Sunday, Monday is tomorrow; of a Monday, the next one', () => {
  expect(said('2026-12-06T10:00:00')).toEqual(['hour 2026-12-06T11:00', 'tomorrow 2026-12-07T09:00']);
  expect(said('2026-12-07T10:00:00')[2]).toBe('monday 2026-12-14T09:00');
});
