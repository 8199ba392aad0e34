import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * How many of a row's rarest tools have to leave it so that the rest stands in one line: as few as possible.
 * Measured before anything is painted, so that nothing is seen to move. `kind` names what else the row consists of: when
 * it changes, the widths that were measured say nothing any more.
 */
export function useHidden(row: RefObject<HTMLElement | null>, most: number, kind: string): number {
  const [hidden, setHidden] = useState(0);
  /** By number of hidden tools: what the row needed, where it was too wide. */
  const widths = useRef<{ kind: string; needed: number[] }>({ kind, needed: [] });
  const fit = useRef((): void => undefined);
  fit.current = () => {
    const { current } = row;
    // Not shown at all: nothing to measure.
    if (current === null || current.clientWidth === 0) return;
    if (widths.current.kind !== kind) widths.current = { kind, needed: [] };
    const { needed } = widths.current;
    if (current.scrollWidth > current.clientWidth) needed[hidden] = current.scrollWidth;
    setHidden(fewest(needed, hidden, most, current.clientWidth));
  };
  useLayoutEffect(() => fit.current(), [hidden, most, kind]);
  useEffect(() => {
    const { current } = row;
    if (current === null) return;
    const resized = new ResizeObserver(() => flushSync(() => fit.current()));
    resized.observe(current);
    // Words are wider or narrower in their own font.
    void document.fonts.ready.then(() => {
      widths.current.needed = [];
      fit.current();
    });
    return () => resized.disconnect();
  }, [row]);
  return hidden;
}

/** What is not known yet is tried. Pure. */
export function fewest(needed: readonly number[], hidden: number, most: number, room: number): number {
  let next = Math.min(hidden, most);
  while (next > 0 && (needed[next - 1] ?? 0) <= room) next -= 1;
  while (next < most && (needed[next] ?? 0) > room) next += 1;
  return next;
}
