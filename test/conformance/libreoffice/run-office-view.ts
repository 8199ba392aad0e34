import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { exportProse, type ProseNode } from '@maroquin/prose';
import { CARRIERS } from '../../security/markup/hostile-prose.js';
import { PAYLOADS } from '../../security/markup/payloads.js';
import { FOUND, NOTHING, WATCH } from '../../security/markup/ran.js';
import { launchBrowser } from '../../support/browser.js';
import { asLibreOfficeWrites, libreOfficeIsThere } from './libreoffice.js';

export interface OfficeViewResult {
  readonly suite: 'office-view';
  /** Pages: what holds words, by format, by LibreOffice's way to write one. */
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  readonly payloads: number;
  /** Words of payloads that the pages show, over all: where there are none, nothing was tried. */
  readonly shown: number;
  readonly failures: readonly { readonly page: string; readonly reason: string }[];
}

const FORMATS = ['odt', 'docx'] as const;
const KINDS = ['html', 'xhtml'] as const;
const THREAD = '0198b8a0-0000-7000-8000-000000000002';

/**
 * Every payload in everything that holds words of a person leaves as .odt and .docx, LibreOffice makes web pages of both,
 * and a browser opens these: no payload runs, is an element or an attribute of a page, or is an address that would run.
 * @throws {MissingProgram}
 */
export async function runOfficeView(
  only: RegExp | null,
  say: (line: string) => void,
): Promise<OfficeViewResult> {
  await libreOfficeIsThere();
  const folder = await mkdtemp(join(tmpdir(), 'maroquin-office-view-'));
  const browser = await launchBrowser();
  try {
    const names = [...Object.keys(CARRIERS), 'thread'].filter((name) => only === null || only.test(name));
    const files = names.flatMap((name) =>
      FORMATS.map((format) => ({ name, format, path: join(folder, `${name}-${format}.${format}`) })),
    );
    for (const { name, format, path } of files) await writeFile(path, exported(name, format));
    const failures: OfficeViewResult['failures'][number][] = [];
    let shown = 0;
    for (const kind of KINDS) {
      const paths = files.map(({ path }) => path);
      const pages = await asLibreOfficeWrites(kind, paths, say);
      for (const { name, format, path } of files) {
        const seen = await look(browser, join(folder, `${name}-${format}.${kind}`), pages.get(path));
        shown += seen.shown;
        if (seen.reason !== null) failures.push({ page: `${name}: ${format}: ${kind}`, reason: seen.reason });
      }
    }
    const [total, failed] = [files.length * KINDS.length, failures.length];
    const counts = { passed: total - failed, failed, total, payloads: PAYLOADS.length, shown };
    return { suite: 'office-view', ...counts, failures };
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether nothing ran, and there was something to run. */
export const officeViewHolds = ({ failed, total, shown }: OfficeViewResult): boolean =>
  failed === 0 && total > 0 && shown > 0;

function exported(name: string, format: (typeof FORMATS)[number]): Uint8Array {
  const carrier = CARRIERS[name];
  const last = PAYLOADS.at(-1) ?? '';
  // LibreOffice takes a comment that begins so for markup.
  const remarks = [...PAYLOADS, ...PAYLOADS.map((one) => `HTML:${one}`)];
  const said = remarks.map((text) => ({ author: text, date: '2026-01-05T09:00:00Z', text }));
  return exportProse(
    { type: 'doc', content: carrier === undefined ? COMMENTED : PAYLOADS.map(carrier) },
    format,
    {
      ...{ title: last, author: last, language: 'fr', pictures: new Map() },
      ...{ createdAt: new Date(0), modifiedAt: new Date(0), nameOf: (author) => author },
      threads: new Map([[THREAD, { resolved: false, said }]]),
    },
  ).bytes;
}

const COMMENTED: ProseNode[] = [
  {
    type: 'paragraph',
    content: [{ type: 'text', text: 'x', marks: [{ type: 'comment', attrs: { id: THREAD } }] }],
  },
];

const foundSchema = z.object({ shown: z.number(), found: z.unknown() });

async function look(
  browser: Browser,
  path: string,
  written: string | undefined,
): Promise<{ shown: number; reason: string | null }> {
  if (written === undefined) return { shown: 0, reason: 'LibreOffice made no page' };
  await writeFile(path, written);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    await page.goto(pathToFileURL(path).href, { waitUntil: 'load' });
    const count = `(document.documentElement.textContent.match(/mqx\\(/g) ?? []).length`;
    const { shown, found } = foundSchema.parse(await page.evaluate(`({ shown: ${count}, found: ${FOUND} })`));
    const said = JSON.stringify(found);
    return { shown, reason: said === JSON.stringify(NOTHING) ? null : said };
  } finally {
    await context.close();
  }
}
