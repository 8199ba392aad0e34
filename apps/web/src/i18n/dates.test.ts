import { describe, expect, it } from 'vitest';
import { formatSize, makeDates } from './dates.js';

const dates = makeDates('fr', 'Europe/Paris');
const now = new Date('2026-11-24T13:40:00Z');

describe('dates in French', () => {
  it.each([
    ['2026-11-24T13:39:40Z', 'à l’instant'],
    ['2026-11-24T13:15:00Z', 'il y a 25\u00a0min'],
    ['2026-11-24T10:48:00Z', '11:48'],
    ['2026-11-23T16:42:00Z', 'hier, 17:42'],
    ['2026-11-20T08:00:00Z', 'vendredi 20 novembre'],
    ['2025-11-12T08:00:00Z', '12 nov. 2025'],
    ['2025-12-01T08:00:00Z', '1er déc. 2025'],
  ])('says %s as people do', (instant, expected) => {
    expect(dates.short(instant, now)).toBe(expected);
  });

  it.each([
    ['2026-11-24T07:00:00Z', 'Aujourd’hui'],
    ['2026-11-23T16:42:00Z', 'Hier'],
    ['2026-11-20T08:00:00Z', 'Vendredi 20 novembre'],
    ['2025-11-12T08:00:00Z', 'Mercredi 12 novembre 2025'],
    ['2026-10-01T08:00:00Z', 'Jeudi 1er octobre'],
    ['2025-12-21T08:00:00Z', 'Dimanche 21 décembre 2025'],
  ])('heads the day of %s', (instant, expected) => {
    expect(dates.heading(instant, now)).toBe(expected);
  });

  it('counts days in the time zone of the person', () => {
    // 23:30 the day before in Paris is still the same day in Saint-Denis of La Réunion.
    const instant = '2026-11-23T22:30:00Z';
    expect(dates.short(instant, now)).toBe('hier, 23:30');
    expect(makeDates('fr', 'Indian/Reunion').short(instant, now)).toBe('02:30');
  });
});

describe('sizes', () => {
  it.each([
    [412_000, '412\u00a0Ko'],
    [1_900_000, '1,9\u00a0Mo'],
    [10_000_000_000, '10\u00a0Go'],
    [12, '12\u00a0octets'],
    [1, '1\u00a0octet'],
    [0, '0\u00a0octet'],
  ])('writes %i bytes in French', (bytes, expected) => {
    expect(formatSize(bytes, 'fr')).toBe(expected);
  });
});
