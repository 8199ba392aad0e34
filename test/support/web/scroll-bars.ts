import type { Page } from 'playwright-core';

interface Bars {
  /** The whole page can be scrolled, or is moved. */
  readonly page: boolean;
  /** The page is wider than the window. */
  readonly tooWide: boolean;
  /** Each part that shows an upright bar, and lies in another that does. */
  readonly nested: string[];
  /** Parts that can be scrolled sideways. */
  readonly sideways: string[];
  readonly barWidth: number;
}
const LOOK = `(() => {
  const probe = Object.assign(document.createElement('div'), { style: 'overflow:scroll;width:99px;height:99px;position:fixed' });
  document.body.append(probe);
  const barWidth = probe.offsetWidth - probe.clientWidth;
  probe.remove();
  const root = document.documentElement;
  const scrolls = (one) => /auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight;
  const all = [...document.querySelectorAll('body *')];
  const name = (one) => one.tagName + '.' + one.className;
  return {
    barWidth,
    page: root.scrollHeight > root.clientHeight || root.scrollWidth > root.clientWidth || scrollY !== 0,
    tooWide: root.scrollWidth > root.clientWidth,
    nested: all.filter(scrolls).filter((one) => {
      for (let up = one.parentElement; up !== null; up = up.parentElement) if (scrolls(up)) return true;
      return false;
    }).map(name),
    sideways: all.filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth).map(name),
  };
})()`;

/** What of the page can be scrolled, in a browser whose bars take room. */
export const barsOf = (page: Page): Promise<Bars> => page.evaluate<Bars>(LOOK);
