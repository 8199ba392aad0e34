import { describe, expect, it } from 'vitest';
import { HandClock } from '../../test/hand-clock.js';
import { Watchdog } from './watchdog.js';

function watched() {
  const clock = new HandClock();
  const seen = { silences: 0 };
  return { clock, seen, watchdog: new Watchdog(clock, 100, () => (seen.silences += 1)) };
}

describe('the watchdog', () => {
  it('fires when something does not end in time', () => {
    const { clock, seen, watchdog } = watched();
    watchdog.begin();
    clock.turn(99);
    expect(seen.silences).toBe(0);
    clock.turn(100);
    expect(seen.silences).toBe(1);
  });

  it('gives what begins later the whole time, by the same timer', () => {
    const { clock, seen, watchdog } = watched();
    watchdog.begin();
    watchdog.end();
    clock.turn(60);
    watchdog.begin();
    expect(clock.timers).toHaveLength(1);
    clock.turn(100);
    clock.turn(159);
    expect(seen.silences).toBe(0);
    clock.turn(160);
    expect(seen.silences).toBe(1);
  });

  it('leaves no timer once everything ended', () => {
    const { clock, seen, watchdog } = watched();
    watchdog.begin();
    watchdog.end();
    clock.turn(100);
    expect(clock.timers).toHaveLength(0);
    watchdog.begin();
    watchdog.stop();
    expect(clock.timers).toHaveLength(0);
    expect(seen.silences).toBe(0);
  });
});
