import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

const NEAR = 48;
/** Room left above the mark "new since", for the bars of the phone. */
const MARK_AIR = 120;

/** The box itself where it scrolls (desktop), the page where it does not (phone, 200 % zoom). */
const scrollerOf = (box: HTMLElement): Element => {
  const overflow = getComputedStyle(box).overflowY;
  return overflow === 'auto' || overflow === 'scroll'
    ? box
    : (document.scrollingElement ?? document.documentElement);
};
const topOf = (scroller: Element): number =>
  scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top;

/** Brings a row to the upper third. Only the scroller moves: `scrollIntoView` would also shift what contains it. */
export const showRow = (box: HTMLElement, row: HTMLElement): void => {
  const scroller = scrollerOf(box);
  scroller.scrollTop += row.getBoundingClientRect().top - topOf(scroller) - scroller.clientHeight / 3;
};

const isAtEnd = (scroller: Element): boolean =>
  scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;

export interface Stick {
  readonly atEnd: boolean;
  readonly toEnd: () => void;
}

/** Where the list stood when it was last looked at, in pixels. */
interface Seen {
  first: string | undefined;
  height: number;
  top: number;
  atEnd: boolean;
  started: boolean;
}

/**
 * Keeps a list of messages where the reader expects it: at the end while new ones arrive, in place while older ones
 * are put before, and never moved when the reader has gone up. `onTop` is called when the beginning comes near.
 * @param first key of the first row, @param last key of the last row
 */
export const useStick = (
  box: RefObject<HTMLElement | null>,
  first: string | undefined,
  last: string | undefined,
  onTop: () => void,
): Stick => {
  const [atEnd, setAtEnd] = useState(true);
  const seen = useRef<Seen>({ first, height: 0, top: 0, atEnd: true, started: false });
  const toEnd = useCallback(() => {
    if (box.current === null) return;
    const scroller = scrollerOf(box.current);
    scroller.scrollTop = scroller.scrollHeight;
  }, [box]);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || last === undefined) return;
    const scroller = scrollerOf(element);
    const before = seen.current;
    if (!before.started) {
      toEnd();
      const mark = element.querySelector('[data-new]');
      // Only the scroller moves: `scrollIntoView` would also shift what contains it.
      if (mark !== null)
        scroller.scrollTop += Math.min(0, mark.getBoundingClientRect().top - topOf(scroller) - MARK_AIR);
      before.started = true;
    } else if (before.first !== first)
      scroller.scrollTop = before.top + scroller.scrollHeight - before.height;
    else if (before.atEnd) toEnd();
    before.first = first;
    remember(scroller, before);
    setAtEnd(before.atEnd);
  }, [box, first, last, toEnd]);

  useWatch(box, seen, setAtEnd, toEnd, onTop);
  return { atEnd, toEnd };
};

/** Follows what the reader does, and what moves the list by itself. */
const useWatch = (
  box: RefObject<HTMLElement | null>,
  seen: RefObject<Seen>,
  setAtEnd: (atEnd: boolean) => void,
  toEnd: () => void,
  onTop: () => void,
): void => {
  const top = useRef(onTop);
  useEffect(() => {
    top.current = onTop;
  });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const onScroll = (): void => {
      const scroller = scrollerOf(element);
      remember(scroller, seen.current);
      setAtEnd(seen.current.atEnd);
      if (scroller.scrollTop < 400) top.current();
    };
    // A taller composer, an opened keyboard, loaded fonts: whoever was at the end stays there.
    const resized = new ResizeObserver(() => {
      if (seen.current.atEnd) toEnd();
    });
    resized.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    document.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', onScroll);
      document.removeEventListener('scroll', onScroll);
    };
  }, [box, seen, setAtEnd, toEnd]);
};

const remember = (scroller: Element, seen: Seen): void => {
  seen.height = scroller.scrollHeight;
  seen.top = scroller.scrollTop;
  seen.atEnd = isAtEnd(scroller);
};
