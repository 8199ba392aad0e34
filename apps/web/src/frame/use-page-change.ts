import { useEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';
import { announce } from '../ui/index.js';

/** Long enough for the new page to have set its title. */
const SETTLED_MS = 200;

/**
 * What a browser does for a page that is loaded: back to the top, the focus in the content when what held it is gone,
 * and the new title said to screen readers.
 */
export function usePageChange(): void {
  const { pathname } = useLocation();
  const how = useNavigationType();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    if (how !== NavigationType.Pop) scrollTo(0, 0);
    const timer = setTimeout(() => {
      announce(document.title);
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost) document.getElementById('contenu')?.focus({ preventScroll: true });
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [pathname, how]);
}
