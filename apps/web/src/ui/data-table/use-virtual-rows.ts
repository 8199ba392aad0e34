import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Fewer rows are cheap enough to be there whole. */
const FROM = 100;
/** A row's height and its line, until it is measured. */
const ROW_PX = 47;
const AROUND = 15;

export interface VirtualRows {
  /** Rows that are drawn, by their place in the list; null: all of them. */
  readonly indexes: readonly number[] | null;
  /** Room for the rows above and below, px. */
  readonly before: number;
  readonly after: number;
  readonly measure: (row: Element | null) => void;
  readonly reveal: (index: number) => void;
  /** The row in which the focus is stays drawn, wherever one scrolls to. */
  readonly keep: (index: number | null) => void;
}

/**
 * Of a long list only the rows near what is seen are drawn.
 * @param body lies in a part of the page that scrolls by itself (`.mq-scroll`)
 */
export function useVirtualRows(
  count: number,
  body: RefObject<HTMLElement | null>,
  isAllowed: boolean,
): VirtualRows {
  const isOn = isAllowed && count > FROM;
  const kept = useRef<number | null>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  const scrollerOf = () => body.current?.closest('.mq-scroll') ?? null;
  const virtualizer = useVirtualizer<Element, Element>({
    count,
    enabled: isOn,
    getScrollElement: scrollerOf,
    estimateSize: () => ROW_PX,
    overscan: AROUND,
    scrollMargin,
    rangeExtractor: (range) => withKept(range, kept.current),
  });
  useLayoutEffect(() => {
    const scroller = scrollerOf();
    if (!isOn || scroller === null || body.current === null) return;
    const top = body.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    setScrollMargin(Math.round(top + scroller.scrollTop));
    // What stands above the rows is drawn by now, and changes with them alone.
  }, [isOn, body, count]);
  const items = virtualizer.getVirtualItems();
  return {
    indexes: isOn ? items.map(({ index }) => index) : null,
    before: isOn ? Math.max(0, (items[0]?.start ?? scrollMargin) - scrollMargin) : 0,
    after: isOn
      ? Math.max(0, virtualizer.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin))
      : 0,
    measure: virtualizer.measureElement,
    reveal: (index) => virtualizer.scrollToIndex(index),
    keep: (index) => (kept.current = index),
  };
}

const withKept = (range: Range, kept: number | null): number[] => {
  const indexes = defaultRangeExtractor(range);
  if (kept === null || kept >= range.count || indexes.includes(kept)) return indexes;
  return [...indexes, kept].sort((a, b) => a - b);
};
