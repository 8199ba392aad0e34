import { describe, expect, it } from 'vitest';
import { Typists } from './typists.js';

const at = (ms: number): Date => new Date(Date.UTC(2026, 11, 1) + ms);

describe('who is typing', () => {
  it('is said once in a while, however often a client repeats it', () => {
    let now = 0;
    const typists = new Typists({ now: () => at(now) });
    expect(typists.add('c', 'claire')).toBe(true);
    now = 2_400;
    expect(typists.add('c', 'claire')).toBe(false);
    now = 2_500;
    expect(typists.add('c', 'claire')).toBe(true);
  });

  it('is said of four people of a conversation at a time, and of others when these have stopped', () => {
    let now = 0;
    const typists = new Typists({ now: () => at(now) });
    const said = ['a', 'b', 'c', 'd', 'e'].map((person) => typists.add('room', person));
    expect(said).toEqual([true, true, true, true, false]);
    expect(typists.add('elsewhere', 'e')).toBe(true);
    now = 2_500;
    expect(typists.add('room', 'e')).toBe(true);
  });
});
