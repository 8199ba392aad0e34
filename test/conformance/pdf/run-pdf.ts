import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPdf } from '@maroquin/testing';
import { GOOD_LIMIT_MS, goodSchema, readExpected } from '../office.js';
import { importedId, OfficeServer } from '../office-server.js';
import { judgedByVeraPdf, PROFILES, veraPdf } from './verapdf.js';

export interface PdfRun {
  /** The folder that holds `office/expected.json` and the files that it names. */
  readonly corpus: string;
  readonly baseUrl: string;
  /** Bearer token with the scope `documents` or `all`. */
  readonly token: string;
  readonly only: RegExp | null;
  readonly say: (line: string) => void;
}

export interface PdfResult {
  readonly suite: 'pdf';
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  readonly failures: readonly { readonly file: string; readonly reason: string }[];
}

const FORMATS = ['pdf', 'pdfa'] as const;

/**
 * Exports every good document of the corpus as both PDFs: each says its language and all of the document's text in its
 * tags, and passes its profile of veraPDF. @throws {MissingProgram}
 */
export async function runPdf({ corpus, only, say, ...access }: PdfRun): Promise<PdfResult> {
  const jar = await veraPdf(say);
  const server = new OfficeServer(access);
  const folder = await mkdtemp(join(tmpdir(), 'maroquin-pdf-'));
  const failures: { file: string; reason: string }[] = [];
  try {
    const good = await readExpected(goodSchema, join(corpus, 'office', 'expected.json'));
    const wanted = good.filter(({ file }) => only === null || only.test(file));
    const made: string[] = [];
    for (const { file } of wanted) {
      const reasons = await exported(server, join(corpus, 'office', file), (format, bytes) =>
        writeFile(join(folder, nameOf(file, format)), bytes),
      );
      if (reasons.length === 0) made.push(file);
      failures.push(...reasons.map((reason) => ({ file, reason })));
    }
    for (const format of FORMATS) {
      say(`veraPDF reads ${String(made.length)} files by the profile ${PROFILES[format]}`);
      const names = new Map(made.map((file) => [nameOf(file, format), file]));
      const refused = await judgedByVeraPdf(jar, PROFILES[format], folder, [...names.keys()]);
      failures.push(
        ...refused.map((name) => ({
          file: names.get(name) ?? name,
          reason: `veraPDF refuses it as ${PROFILES[format]}`,
        })),
      );
    }
    const failed = new Set(failures.map(({ file }) => file)).size;
    const total = wanted.length;
    return { suite: 'pdf', passed: total - failed, failed, total, failures };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const nameOf = (file: string, format: string): string => `${file.replaceAll(/[^\w.-]/g, '-')}.${format}.pdf`;

/** Imports a file and exports both PDFs. @returns what is wrong with them */
async function exported(
  server: OfficeServer,
  path: string,
  keep: (format: (typeof FORMATS)[number], bytes: Uint8Array) => Promise<void>,
): Promise<string[]> {
  try {
    const response = await server.import(path, GOOD_LIMIT_MS);
    const body: unknown = await response.json();
    if (response.status !== 201) return ['was refused'];
    const id = importedId(body);
    const reasons: string[] = [];
    const text = await server.textOf(id);
    for (const format of FORMATS) {
      const bytes = await server.export(id, format);
      await keep(format, bytes);
      const found = await readPdf(bytes);
      if (found.language === '') reasons.push(`its ${format} says no language`);
      const lost = missingLetters(text, found.text + found.notes);
      if (lost !== '') reasons.push(`its ${format} lacks ${JSON.stringify(lost.slice(0, 40))}`);
    }
    return reasons;
  } catch (error) {
    return [error instanceof Error ? error.message : 'failed'];
  }
}

/** What stands for characters that fonts lack, and pictures that cannot be shown, are more than the text and not less. */
const IGNORED =
  /[\s\p{Default_Ignorable_Code_Point}\p{Co}\p{Cc}]|[^\p{Script=Latin}\p{Script=Common}\p{Script=Greek}\p{Script=Cyrillic}]/gu;

/** Letters of `text` that `found` does not have as often. Rows go on overleaf, so that their order is not compared. */
function missingLetters(text: string, found: string): string {
  const counts = new Map<string, number>();
  for (const letter of found.normalize('NFC')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let missing = '';
  for (const letter of text.normalize('NFC').replaceAll(IGNORED, '')) {
    const left = counts.get(letter) ?? 0;
    if (left === 0) missing += letter;
    else counts.set(letter, left - 1);
  }
  return missing;
}
