import { useEffect } from 'react';
import { focusContent } from './focus-content.js';

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex="0"]';

interface Step {
  readonly element: Element;
  readonly next: Element | null;
  readonly previous: Element | null;
}
/** From the element up to the page, with what stands beside each step, since that cannot be asked once it is gone. */
const ancestorsOf = (element: Element): Step[] => {
  const ancestors: Step[] = [];
  for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement)
    ancestors.push({ element: at, next: at.nextElementSibling, previous: at.previousElementSibling });
  return ancestors;
};

/** What stands where the lost element stood: in a list the row behind it, else the one before. */
const nextFocus = (ancestors: readonly Step[]): HTMLElement | null => {
  const lost = ancestors.findLast(({ element }) => !element.isConnected);
  const beside = [lost?.next, lost?.previous].find((one) => one?.isConnected);
  if (!beside) return null;
  if (beside instanceof HTMLElement && beside.matches(FOCUSABLE)) return beside;
  return beside.querySelector<HTMLElement>(`.name a, ${FOCUSABLE}`);
};

/**
 * When what has the focus goes away (a row to the bin, a "show more" that has shown all), the browser lets the focus
 * fall to the body, and whoever works by keyboard begins again at the top. Here it goes to what stands beside it, or
 * to the content. Dialogs give theirs back by themselves within two frames, so that long is waited.
 */
export function useFocusGuard(): void {
  useEffect(() => {
    let ancestors: Step[] = [];
    const isLost = (): boolean =>
      document.activeElement === document.body &&
      ancestors[0] !== undefined &&
      !ancestors[0].element.isConnected;
    const remember = (event: FocusEvent): void => {
      if (event.target instanceof Element) ancestors = ancestorsOf(event.target);
    };
    const giveOn = (): void => {
      if (!isLost()) return;
      const next = nextFocus(ancestors);
      if (next) next.focus();
      else focusContent();
    };
    const observer = new MutationObserver(() => {
      if (isLost()) requestAnimationFrame(() => requestAnimationFrame(giveOn));
    });
    addEventListener('focusin', remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, []);
}
