import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FILE_TEXT_LIMITS } from './limits.js';

/** Pages are parted by it, and no page holds one. */
export const PAGE_END = '\f';

/**
 * The text of a PDF, page after page. Nothing of it is drawn or run; a picture of text has none.
 * @throws {Error} damaged, or locked by a password
 */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  // It asks for these as it loads, to draw with; nothing here draws.
  Object.assign(globalThis, { DOMMatrix: class {}, ImageData: class {}, Path2D: class {} });
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const { promise } = getDocument({
    data: new Uint8Array(bytes),
    ...{
      cMapUrl: join(home, 'cmaps/'),
      cMapPacked: true,
      standardFontDataUrl: join(home, 'standard_fonts/'),
    },
    ...{
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      enableXfa: false,
      useWasm: false,
    },
    verbosity: VerbosityLevel.ERRORS,
  });
  const pdf = await promise;
  const pages: string[] = [];
  let left: number = FILE_TEXT_LIMITS.characters;
  for (let number = 1; number <= Math.min(pdf.numPages, FILE_TEXT_LIMITS.pages) && left > 0; number += 1) {
    const text = await pageText(pdf, number);
    pages.push(text);
    left -= text.length + 1;
  }
  return pages.join(PAGE_END);
}

interface TextPage {
  getTextContent(): Promise<{ readonly items: readonly object[] }>;
  cleanup(): unknown;
}

/** A page that is damaged leaves the others to be found. */
async function pageText(
  pdf: { getPage(number: number): Promise<TextPage> },
  number: number,
): Promise<string> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    const lines = items.map((item) =>
      'str' in item && typeof item.str === 'string'
        ? `${item.str}${'hasEOL' in item && item.hasEOL === true ? '\n' : ''}`
        : '',
    );
    // A word that its line had no room for is one word.
    return lines
      .join('')
      .replaceAll(PAGE_END, ' ')
      .replaceAll(/(\p{Ll})-\n(?=\p{Ll})/gu, '$1');
  } catch {
    return '';
  }
}
