import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { until } from '../until.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Every rule of axe-core, best practices included. @returns what it found, in a form that a person can act on */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const [found, passed] = await page.evaluate<[Violation[], number]>(
    'axe.run(document).then((result) => [result.violations, result.passes.length])',
  );
  if (passed < 5) throw new Error(`axe looked at nothing: ${String(passed)} rules passed`);
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

/** The page is drawn, its data too, and what slides in stands: half way, axe would measure a blank page or a fading colour. */
export const settled = (page: Page): Promise<unknown> =>
  until(() => page.evaluate<boolean>(DRAWN), 'the page is drawn and nothing moves');
const DRAWN = `document.querySelector('main') !== null && document.querySelector('h1') !== null
  && document.getAnimations().every(
    (one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity)`;
