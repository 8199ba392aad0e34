import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SaveState } from '../../coediting/provider/save-state.js';
import { calm, SAVED_AFTER_MS, saveViewOf } from './save-view.js';

const state = (change: Partial<SaveState>): SaveState => ({
  state: 'saved',
  quiet: false,
  pending: 0,
  access: 'write',
  synced: true,
  connected: true,
  offline: false,
  kept: true,
  slow: false,
  ...change,
});
const shown = (change: Partial<SaveState>) => saveViewOf(state(change), false, () => undefined);

describe('save line of the editor', () => {
  it('says saved only when the connection says that everything is committed', () => {
    const names = ['going', 'waiting', 'cut', 'down', 'refused', 'readonly'] as const;
    expect(shown({})?.kind).toBe('saved');
    for (const name of names) expect(shown({ state: name, pending: 2 })?.kind).not.toBe('saved');
  });

  it('says nothing before the document has come', () => {
    expect(shown({ state: 'going', synced: false })).toBeNull();
  });

  it('says of a commenter that they may comment, and of a reader that they may read', () => {
    expect(saveViewOf(state({ state: 'readonly' }), true, () => undefined)).toEqual({ kind: 'canComment' });
    expect(saveViewOf(state({ state: 'readonly' }), false, () => undefined)).toEqual({ kind: 'readOnly' });
  });

  it('says whose fault a cut is, and that something waits', () => {
    const cut = { kind: 'cut', hasWaiting: true };
    expect(shown({ state: 'cut', pending: 3, offline: true })).toEqual({ ...cut, why: 'offline' });
    expect(shown({ state: 'cut', pending: 3 })).toEqual({ ...cut, why: 'unreachable' });
    expect(shown({ state: 'down', pending: 3 })).toEqual({ ...cut, why: 'down' });
  });
});

describe('the save line while one types', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const followed = () => {
    let now = state({});
    const listeners = new Set<() => void>();
    const told: string[] = [];
    const live = {
      getSnapshot: () => now,
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const stop = calm(live).subscribe(() => told.push(now.state));
    const become = (next: SaveState['state']): void => {
      now = state({ state: next });
      for (const listener of listeners) listener();
    };
    return { become, told, stop };
  };

  it('is told at once that something is not saved, and that it is only once it stays so', () => {
    const { become, told } = followed();
    become('going');
    expect(told).toEqual(['going']);
    become('saved');
    vi.advanceTimersByTime(SAVED_AFTER_MS - 1);
    become('going');
    become('saved');
    expect(told).toEqual(['going', 'going']);
    vi.advanceTimersByTime(SAVED_AFTER_MS);
    expect(told).toEqual(['going', 'going', 'saved']);
  });

  it('is told nothing any more once it is gone', () => {
    const { become, told, stop } = followed();
    become('saved');
    stop();
    vi.advanceTimersByTime(SAVED_AFTER_MS);
    expect(told).toEqual([]);
  });
});
