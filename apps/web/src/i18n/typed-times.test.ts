import { describe, expect, it } from 'vitest';
import { readDay, readTime, writeDay } from './typed-times.js';

describe('a day that somebody types', () => {
  it.each([
    ['01/12/2026', '2026-12-01'],
    ['1/12/26', '2026-12-01'],
    ['1.12.2026', '2026-12-01'],
    ['1 12 2026', '2026-12-01'],
    ['01122026', '2026-12-01'],
    [' 2026-12-01 ', '2026-12-01'],
    ['29/02/2028', '2028-02-29'],
  ])('is understood with the day before the month: %s', (words, day) => {
    expect(readDay(words)).toBe(day);
  });

  it.each(['', '12/2026', '29/02/2027', '31/11/2026', '12/25/2026', 'demain', '0/1/2026', '1/12/126'])(
    'is refused where the calendar has no such day: %s',
    (words) => {
      expect(readDay(words)).toBeNull();
    },
  );

  it('is shown as everybody writes it', () => {
    expect(writeDay('2026-12-01')).toBe('01/12/2026');
    expect(writeDay('demain')).toBe('demain');
  });
});

describe('a time that somebody types', () => {
  it.each([
    ['08:30', '08:30'],
    ['8h30', '08:30'],
    ['8\u00a0h\u00a030', '08:30'],
    ['18 h', '18:00'],
    ['0830', '08:30'],
    ['8', '08:00'],
  ])('is understood on the clock of twenty-four hours: %s', (words, time) => {
    expect(readTime(words)).toBe(time);
  });

  it.each(['', '24:00', '8:60', 'midi', '12345', '8:3'])('is refused otherwise: %s', (words) => {
    expect(readTime(words)).toBeNull();
  });
});
