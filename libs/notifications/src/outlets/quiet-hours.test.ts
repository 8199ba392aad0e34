import { describe, expect, it } from 'vitest';
import { afterQuiet, nextDigest } from './quiet-hours.js';

const PARIS = 'Europe/Paris';
const office = { from: '19:00', to: '08:00', days: [6, 7] };
const after = (at: string): string => afterQuiet(office, new Date(at), PARIS).toISOString();

describe('what is to be sent', () => {
  it('leaves at once outside of quiet hours', () => {
    expect(after('2026-12-01T10:02:03.000Z')).toBe('2026-12-01T10:02:03.000Z');
  });
  it('waits from the evening until the morning', () => {
    expect(after('2026-12-01T18:00:00.000Z')).toBe('2026-12-02T07:00:00.000Z');
    expect(after('2026-12-01T23:59:00.000Z')).toBe('2026-12-02T07:00:00.000Z');
  });
  it('waits from the end of Friday until Monday', () => {
    expect(after('2026-12-04T18:30:00.000Z')).toBe('2026-12-07T07:00:00.000Z');
  });
  it('waits until the same hour of the clock across the change to summer time', () => {
    expect(after('2026-03-28T12:00:00.000Z')).toBe('2026-03-30T06:00:00.000Z');
  });
  it('leaves at any time for whoever is never quiet', () => {
    expect(afterQuiet(null, new Date('2026-12-05T03:00:00.000Z'), PARIS).toISOString()).toBe(
      '2026-12-05T03:00:00.000Z',
    );
  });
  it('is summed up at eight in the morning, where the person is', () => {
    expect(nextDigest(new Date('2026-12-01T10:00:00.000Z'), PARIS).toISOString()).toBe(
      '2026-12-02T07:00:00.000Z',
    );
    expect(nextDigest(new Date('2026-12-01T10:00:00.000Z'), 'Indian/Reunion').toISOString()).toBe(
      '2026-12-02T04:00:00.000Z',
    );
  });
});
