import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Events } from '../events/index.js';
import type { Bus, Hint } from '../feeds/index.js';
import { carryEvents } from './carry-events.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A node whose bus may be away; `missed` counts how often its lists are asked to refetch. */
function node(connected: boolean) {
  const events = new Events({ error: () => undefined });
  const listeners: ((hint: Hint) => void)[] = [];
  const bus: Bus = {
    connected,
    publish: () => undefined,
    listen: (listener) => void listeners.push(listener),
    close: () => Promise.resolve(),
  };
  const stop = carryEvents(events, bus);
  const told = { missed: 0, changes: 0 };
  events.on('events.missed', () => (told.missed += 1));
  events.on('changes.recorded', () => (told.changes += 1));
  return { told, stop, hear: (hint: Hint) => listeners.forEach((listener) => listener(hint)) };
}

describe('lists of a place', () => {
  it('are told to look, as rights are, when hints may have been missed', () => {
    const { told, stop, hear } = node(true);
    hear({ kind: 'missed' });
    expect(told).toEqual({ missed: 1, changes: 1 });
    stop();
  });

  it('are told to look every 15 seconds while no hint arrives, until the node ends', () => {
    const { told, stop } = node(false);
    vi.advanceTimersByTime(46_000);
    expect(told.missed).toBe(3);
    stop();
    vi.advanceTimersByTime(60_000);
    expect(told.missed).toBe(3);
  });

  it('are left alone while hints arrive', () => {
    const { told, stop } = node(true);
    vi.advanceTimersByTime(60_000);
    expect(told.missed).toBe(0);
    stop();
  });
});
