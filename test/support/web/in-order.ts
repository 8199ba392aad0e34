import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { settled, violations } from './axe.js';

/**
 * In order on a phone and on a desk: nothing that axe finds, nothing beyond the edge. And to look at, in the folder that
 * PICTURES names. Leaves the page as wide as a desk.
 */
export async function isInOrder(page: Page, name: string): Promise<void> {
  const pictures = process.env['PICTURES'];
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    await settled(page);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    if (pictures !== undefined)
      await page.screenshot({ path: join(pictures, `${name}-${String(width)}.png`) });
  }
}
