import type { Page } from 'playwright-core';
import { z } from 'zod';
import { LAST_WORDS } from './long-document.js';

/** Keys that are typed, and how far apart: a fast typist's rhythm. */
const KEYS = 80;
const APART_MS = 90;
/** Of them, these come first and warm the engine up. */
const WARM = 15;

/** Runs before the page does: notes for each key how long it takes until what it changed is painted. */
const WATCH_KEYS = `globalThis.keysToPaint = [];
addEventListener('keydown', (event) => {
  const began = event.timeStamp;
  requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => globalThis.keysToPaint.push(performance.now() - began);
    after.port2.postMessage(0);
  });
}, { capture: true });`;

/** Milliseconds since the navigation began, once the last paragraph is painted. */
const openedAt = (selector: string): string => `new Promise((resolve) => {
  const look = () => {
    const text = document.querySelector(${JSON.stringify(selector)});
    if (text?.isContentEditable && text.lastElementChild?.textContent.includes(${JSON.stringify(LAST_WORDS)}))
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0));
    else requestAnimationFrame(look);
  };
  look();
})`;

export interface Measured {
  readonly openMs: number;
  /** From each key to the paint of what it changed. */
  readonly keys: readonly number[];
}

/** @param selector of the editable text */
export async function measureIn(page: Page, url: string, selector: string): Promise<Measured> {
  await page.addInitScript(WATCH_KEYS);
  await page.goto(url, { waitUntil: 'commit' });
  const openMs = z.number().parse(await page.evaluate(openedAt(selector)));
  await putCaret(page, selector);
  for (let number = 0; number < KEYS; number += 1) {
    await page.keyboard.press(number % 7 === 6 ? 'Space' : 'e');
    await page.waitForTimeout(APART_MS);
  }
  const keys = z.array(z.number()).parse(await page.evaluate('globalThis.keysToPaint'));
  return { openMs, keys: keys.slice(WARM) };
}

/** In the middle of the text, at the end of a paragraph. */
async function putCaret(page: Page, selector: string): Promise<void> {
  await page.evaluate(`(() => {
    const text = document.querySelector(${JSON.stringify(selector)});
    const middle = text.children[Math.floor(text.children.length / 2)];
    middle.scrollIntoView({ block: 'center' });
    text.focus({ preventScroll: true });
    getSelection().collapse(middle, middle.childNodes.length);
  })()`);
  // The browser tells the editor of it behind this.
  await page.waitForTimeout(500);
}
