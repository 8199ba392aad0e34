import type { Locator, Page } from 'playwright-core';

const MAX_STOPS = 80;
/** What a screen reader would call what has the focus: its own label, the label beside it, or its text. */
const NAME_OF_FOCUS = `(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return '';
  const labels = [...(one.labels ?? [])].map((label) => label.textContent);
  return [one.getAttribute('aria-label'), ...labels, one.textContent].filter(Boolean).join(' ');
})()`;

/** Presses Tab until what has the focus is called this. @throws {Error} where Tab does not lead there */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let turn = 0; turn < MAX_STOPS; turn += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate<string>(NAME_OF_FOCUS)).replaceAll(/\s+/gu, ' ').includes(name)) return;
  }
  throw new Error(`Tab does not lead to « ${name} »`);
}

const TRIES = 5;
/** Longer than a menu remembers letters. */
const FORGOTTEN_MS = 2_000;

/** Types the beginning of a menu's item until it has the focus: a slow machine forgets letters between two keys. */
export async function typeTo(page: Page, letters: string, item: Locator): Promise<void> {
  const focused = item.and(page.locator(':focus'));
  for (let turn = 0; turn < TRIES; turn += 1) {
    await page.keyboard.type(letters);
    const isThere = await focused.waitFor({ timeout: FORGOTTEN_MS }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
  }
  throw new Error(`typing « ${letters} » does not lead to the item`);
}
