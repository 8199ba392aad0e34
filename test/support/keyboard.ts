import type { Page } from 'playwright-core';

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
