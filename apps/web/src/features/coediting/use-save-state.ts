import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { LiveSaveState } from './provider/live-save-state.js';
import type { SaveState } from './provider/save-state.js';

/** A provider, or what stands for one. */
interface Followed {
  readonly state: Pick<LiveSaveState, 'getSnapshot' | 'subscribe'>;
}

/**
 * A part of the save state, which as a whole changes twice at each key that is typed; the component is drawn again only
 * when that part changes.
 * @param select gives plain data: two answers are the same when their JSON is
 */
export function useSaveState<T>({ state }: Followed, select: (state: SaveState) => T): T {
  const last = useRef<{ readonly text: string | undefined; readonly value: T } | null>(null);
  const latest = useRef(select);
  latest.current = select;
  const get = useCallback((): T => {
    const value = latest.current(state.getSnapshot());
    const text = JSON.stringify(value);
    if (last.current === null || last.current.text !== text) last.current = { text, value };
    return last.current.value;
  }, [state]);
  return useSyncExternalStore(state.subscribe, get);
}
