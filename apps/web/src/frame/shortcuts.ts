import { useEffect, useRef } from 'react';
import { type MenuAction, Store } from '../ui/index.js';

const isMac = navigator.platform.startsWith('Mac');

/**
 * Keys as written in the list of shortcuts: "ctrl+/", "alt+1", "f6". Ctrl means Cmd on macOS.
 * A combination with AltGr (Ctrl+Alt on Windows) never matches: an AZERTY keyboard types with it.
 */
export const matches = (event: KeyboardEvent, keys: string): boolean => {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  if (event.getModifierState('AltGraph')) return false;
  const ctrl = isMac ? event.metaKey : event.ctrlKey;
  if (parts.includes('ctrl') !== ctrl || parts.includes('alt') !== event.altKey) return false;
  // "/" needs Shift on AZERTY, so Shift only counts where it is named or the key is a letter or function key.
  const shift = parts.includes('shift');
  if ((key.length > 1 || shift) && shift !== event.shiftKey) return false;
  const digit = /^\d$/u.test(key) && event.code === `Digit${key}`;
  const letter = /^[a-z]$/u.test(key) && event.code === `Key${key.toUpperCase()}` && isMac;
  return digit || letter || event.key.toLowerCase() === key;
};

export function useShortcut(keys: string, run: (() => void) | null): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !latest.current || !matches(event, keys)) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [keys]);
}

export interface PrimaryAction {
  label: string;
  run: () => void;
  /** What else may be made here; on a phone "+" then opens a menu with all of it. */
  more: readonly MenuAction[];
}
export const primaryAction = new Store<PrimaryAction | null>(null);

/** The page's primary button: Alt+N and the "+" of the phone run it too. */
export function usePrimaryAction(
  label: string,
  run: (() => void) | null,
  more: readonly MenuAction[] = [],
): void {
  const latest = useRef(run);
  const others = useRef(more);
  useEffect(() => {
    latest.current = run;
    others.current = more;
  });
  const isThere = run !== null;
  useEffect(() => {
    if (!isThere) return;
    const action = {
      label,
      run: () => latest.current?.(),
      get more() {
        return others.current;
      },
    };
    primaryAction.set(action);
    return () => {
      if (primaryAction.get() === action) primaryAction.set(null);
    };
  }, [label, isThere]);
}
