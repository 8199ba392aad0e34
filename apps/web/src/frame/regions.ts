import { useShortcut } from './shortcuts.js';

const last = new WeakMap<Element, HTMLElement>();

const visibleRegions = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => !region.hidden && region.getClientRects().length > 0 && !region.closest('[inert]'),
  );

/** F6 and Shift+F6: the next or previous region, back where the focus was in it. */
const cycle = (step: 1 | -1): void => {
  const regions = visibleRegions();
  const active = document.activeElement;
  // Regions may lie inside another: the innermost that holds the focus is where we are.
  const here = regions.findLastIndex((region) => region.contains(active));
  const current = regions[here];
  if (current && active instanceof HTMLElement && active !== current) last.set(current, active);
  const next = regions[(here + step + regions.length) % regions.length];
  if (!next) return;
  const before = last.get(next);
  const target =
    before?.isConnected && next.contains(before)
      ? before
      : (next.querySelector<HTMLElement>('[data-region-start]') ?? next);
  target.focus();
};

export function useRegionCycling(): void {
  useShortcut('f6', () => cycle(1));
  useShortcut('shift+f6', () => cycle(-1));
}
