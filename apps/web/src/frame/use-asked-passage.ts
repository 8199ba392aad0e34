import { useCallback, useMemo } from 'react';
import { useLocation } from 'react-router';
import { type Landing, readLanding } from './passage.js';

/**
 * Where the address asks to land. `done`: the words leave the address, so that it can be handed on and a page that is
 * loaded again stays where it is.
 */
export function useAskedPassage(): { readonly landing: Landing | null; readonly done: () => void } {
  const { hash } = useLocation();
  const landing = useMemo(() => readLanding(hash), [hash]);
  const done = useCallback(() => {
    const { pathname, search } = window.location;
    window.history.replaceState(window.history.state, '', pathname + search);
  }, []);
  return { landing, done };
}
