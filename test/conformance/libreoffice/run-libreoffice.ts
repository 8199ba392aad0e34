import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentFacts } from '../facts/document-facts.js';
import { bodyOf, GOOD_LIMIT_MS, goodSchema, readExpected } from '../office.js';
import { importedId, OfficeServer, refusalOf } from '../office-server.js';
import { type FlatDocument, lettersOf, readFlat, readOdt } from './flat-document.js';
import { asLibreOfficeReads, libreOfficeIsThere } from './libreoffice.js';

export interface LibreOfficeRun {
  /** The folder that holds `office/expected.json` and the files that it names. */
  readonly corpus: string;
  readonly baseUrl: string;
  /** Bearer token with the scope `documents` or `all`. */
  readonly token: string;
  readonly only: RegExp | null;
  readonly say: (line: string) => void;
}

export interface LibreOfficeResult {
  readonly suite: 'libreoffice';
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  /** How much the exports hold that was compared, over both formats. */
  readonly compared: Readonly<Record<Fact, number>>;
  readonly failures: readonly Failure[];
}

interface Failure {
  readonly file: string;
  readonly reason: string;
}

const FORMATS = ['odt', 'docx'] as const;
const FACTS = ['letters', 'comments', 'changes', 'notes', 'tables'] as const;
type Fact = (typeof FACTS)[number];

interface Made {
  readonly file: string;
  readonly format: (typeof FORMATS)[number];
  readonly path: string;
  /** What our .odt holds. */
  readonly ours: FlatDocument;
}

/**
 * Imports every good text of the corpus, exports it as .odt and as .docx, and has LibreOffice read both: the letters are
 * those of the document, and letters, comments and their authors, tracked changes with author, time and words, notes and
 * tables are those that we wrote. @throws {MissingProgram}
 */
export async function runLibreOffice(run: LibreOfficeRun): Promise<LibreOfficeResult> {
  const { corpus, only, say } = run;
  await libreOfficeIsThere();
  const server = new OfficeServer(run);
  const folder = await mkdtemp(join(tmpdir(), 'maroquin-exports-'));
  try {
    const good = await readExpected(goodSchema, join(corpus, 'office', 'expected.json'));
    const wanted = good.filter(({ file }) => only === null || only.test(file));
    const made: Made[] = [];
    const failures: Failure[] = [];
    for (const [number, { file }] of wanted.entries())
      try {
        const to = join(folder, String(number));
        made.push(...(await exported(server, join(corpus, 'office', file), file, to, failures)));
      } catch (error) {
        failures.push({ file, reason: error instanceof Error ? error.message : 'failed' });
      }
    say(`${String(made.length)} exports are written`);
    const paths = made.map(({ path }) => path);
    const read = await asLibreOfficeReads(paths, say);
    for (const { file, format, path, ours } of made)
      failures.push(
        ...differences(ours, read.get(path)).map((reason) => ({ file, reason: `${format}: ${reason}` })),
      );
    const failed = new Set(failures.map(({ file }) => file)).size;
    const total = wanted.length;
    return { suite: 'libreoffice', passed: total - failed, failed, total, compared: sums(made), failures };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether every file passed, and there was something to compare. */
export const libreOfficeHolds = ({ failed, total, compared }: LibreOfficeResult): boolean =>
  failed === 0 && total > 0 && compared.letters > 0;

/** @throws {Error} it could not be imported or exported */
async function exported(
  server: OfficeServer,
  path: string,
  file: string,
  to: string,
  failures: Failure[],
): Promise<Made[]> {
  const response = await server.import(path, GOOD_LIMIT_MS);
  const body: unknown = await response.json();
  if (response.status !== 201) throw new Error(`its import ${refusalOf(response.status, body)}`);
  const id = importedId(body);
  const odt = await server.export(id, 'odt');
  const ours = readOdt(odt);
  const text = lettersOf(bodyOf(await server.textOf(id)));
  const { formulas } = documentFacts(JSON.parse(new TextDecoder().decode(await server.export(id, 'json'))));
  const written = lettersOf(withoutFormulas(ours.letters, formulas));
  if (text !== written) failures.push({ file, reason: `our .odt has other letters${where(text, written)}` });
  return Promise.all(
    FORMATS.map(async (format) => {
      // LibreOffice names what it makes by the name without its ending.
      const target = `${to}-${format}.${format}`;
      await writeFile(target, format === 'odt' ? odt : await server.export(id, format));
      return { file, format, path: target, ours };
    }),
  );
}

/** Letters in which formulas are written, taken out in their order. */
export function withoutFormulas(letters: string, formulas: readonly string[]): string {
  let [rest, kept] = [letters, ''];
  for (const tex of formulas.map(lettersOf).filter((one) => one !== '')) {
    const at = rest.indexOf(tex);
    if (at < 0) continue;
    kept += rest.slice(0, at);
    rest = rest.slice(at + tex.length);
  }
  return kept + rest;
}

function sums(made: readonly Made[]): Record<Fact, number> {
  const all = { letters: 0, comments: 0, changes: 0, notes: 0, tables: 0 };
  for (const { ours } of made)
    for (const fact of FACTS) {
      const value = ours[fact];
      all[fact] += typeof value === 'number' ? value : value.length;
    }
  return all;
}

/** Why what LibreOffice read is not what we wrote. */
export function differences(ours: FlatDocument, xml: string | undefined): string[] {
  if (xml === undefined) return ['LibreOffice cannot open it'];
  const theirs = readFlat(xml);
  return FACTS.flatMap((name) => {
    const [our, their] = [JSON.stringify(ours[name]), JSON.stringify(theirs[name])];
    return our === their ? [] : [`${name} differ${where(our, their)}`];
  });
}

const AROUND = 40;
function where(our: string, their: string): string {
  let at = 0;
  while (at < our.length && our[at] === their[at]) at += 1;
  const from = Math.max(0, at - AROUND);
  return `: ${our.slice(from, at + AROUND)} ≠ ${their.slice(from, at + AROUND)}`;
}
