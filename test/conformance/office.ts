import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { expectedFactsSchema, type ExpectedFacts } from './facts/expected-facts.js';
import { type FactsResult, FactsRun } from './facts/facts-run.js';
import { importedId, OfficeServer } from './office-server.js';

/** What a bad file may cost, milliseconds. */
const BAD_LIMIT_MS = 10_000;
/** A good file waits its turn; this only ends a run against a server that hangs. */
export const GOOD_LIMIT_MS = 60_000;

export interface OfficeRun {
  /** The folder that holds `office/expected.json`, `office/docx/` and `bad/expected.json`, `bad/`. */
  readonly corpus: string;
  readonly baseUrl: string;
  /** Bearer token with the scope `documents` or `all`. */
  readonly token: string;
  readonly only: RegExp | null;
}

export interface OfficeResult {
  readonly suite: 'office';
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  readonly failures: readonly { file: string; reason: string }[];
  readonly good: Tally;
  readonly bad: Tally;
  readonly facts: FactsResult;
}

interface Tally {
  readonly passed: number;
  readonly total: number;
  /** Of `total`, with one decimal. */
  readonly percent: number;
  readonly slowestMs: number;
}

interface Outcome {
  readonly file: string;
  /** Null when the file did what was expected. */
  readonly reason: string | null;
  readonly ms: number;
}

export const goodSchema = z.record(z.string(), z.unknown()).transform((entries) =>
  Object.entries(entries).flatMap(([file, value]) => {
    const isGood = z.object({ text_sha256: z.string() }).safeParse(value).success;
    return /^(?:docx|odt)\//.test(file) && isGood ? [{ file, facts: expectedFactsSchema.parse(value) }] : [];
  }),
);
const expectationSchema = z.enum([
  'refuse',
  'refuse-password',
  'no-expansion',
  'open-or-refuse',
  'open-no-network',
]);
type Expectation = z.infer<typeof expectationSchema>;
export const badSchema = z.record(z.string(), z.unknown()).transform((entries) =>
  Object.entries(entries).flatMap(([file, value]) => {
    const facts = z.object({ expect: expectationSchema }).safeParse(value);
    return facts.success ? [{ file, expect: facts.data.expect }] : [];
  }),
);
const problemSchema = z.object({ code: z.string(), title: z.string().min(1) });

/** White space as the corpus counts it (Python's `\s`): a byte order mark is none, U+001C to U+001F are. */
// eslint-disable-next-line no-control-regex -- those characters are the definition
const WHITE_SPACE = /[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** The hash by which the corpus compares texts: runs of white space are one space, none at the ends. */
export function textHash(text: string): string {
  return createHash('sha256').update(text.replace(WHITE_SPACE, ' ').replace(/^ | $/g, '')).digest('hex');
}

/** The body of what `GET /documents/:id/text` answers: notes follow it after a form feed. */
export function bodyOf(text: string): string {
  return text.split('\f', 1)[0] ?? '';
}

/** Signs of symbol fonts, as we show them and as the corpus has them. */
const SIGNS = /[\p{So}\p{Co}•]/gu;

/**
 * Whether a document says what the corpus says. The corpus has signs of symbol fonts by their private numbers, and leaves
 * out those that Word keeps apart (`w:sym`): they are shown here, and may be as many more as the report of the import
 * counts. Nothing else may differ, and no sign be less.
 */
export function isText(text: string, expected: string, symbols: number): boolean {
  if (textHash(text) === textHash(expected)) return true;
  const signs = (said: string): number => said.match(SIGNS)?.length ?? 0;
  const rest = (said: string): string => textHash(said.replace(SIGNS, ''));
  return signs(text) === signs(expected) + symbols && rest(text) === rest(expected);
}

const reportSchema = z.object({
  report: z.object({ losses: z.array(z.object({ key: z.string(), count: z.number() })) }),
});
const symbolsOf = (body: unknown): number =>
  reportSchema.parse(body).report.losses.find(({ key }) => key === 'symbol')?.count ?? 0;

/** Why an answer to a bad file is not what was expected, or null. `code` is the problem's, when there is one. */
export function judgeBad(
  expect: Expectation,
  answer: { status: number; code: string | null; ms: number },
): string | null {
  const { status, code, ms } = answer;
  if (ms > BAD_LIMIT_MS) return `took ${String(Math.round(ms))} ms`;
  if (status === 201) return expect.startsWith('refuse') ? 'was opened' : null;
  if (status < 400 || status > 499) return `answered ${String(status)}`;
  if (code === null) return 'was refused without a problem that a person can read';
  return expect === 'refuse-password' && code !== 'import.encrypted' && code !== 'import.unsupported'
    ? `was refused as ${code}, not as protected`
    : null;
}

async function timed(file: string, work: () => Promise<string | null>): Promise<Outcome> {
  const start = performance.now();
  try {
    const reason = await work();
    return { file, reason, ms: performance.now() - start };
  } catch (error) {
    return { file, reason: error instanceof Error ? error.message : 'failed', ms: performance.now() - start };
  }
}

interface GoodFile {
  readonly file: string;
  readonly facts: ExpectedFacts;
  readonly path: string;
  readonly text: string;
}

async function runGood(server: OfficeServer, facts: FactsRun, good: GoodFile): Promise<Outcome> {
  const made: string[] = [];
  const outcome = await timed(good.file, async () => {
    const response = await server.import(good.path, GOOD_LIMIT_MS);
    const body: unknown = await response.json();
    if (response.status !== 201)
      return `was refused: ${problemSchema.safeParse(body).data?.code ?? String(response.status)}`;
    made.push(importedId(body));
    const text = bodyOf(await server.textOf(importedId(body)));
    return isText(text, good.text, symbolsOf(body)) ? null : 'text differs';
  });
  await facts.ask(good.file, made[0] ?? null, good.facts);
  return outcome;
}

function runBad(server: OfficeServer, path: string, file: string, expect: Expectation): Promise<Outcome> {
  return timed(file, async () => {
    const start = performance.now();
    const response = await server.import(path, BAD_LIMIT_MS + 5_000);
    const ms = performance.now() - start;
    const body: unknown = await response.json().catch(() => null);
    const code = problemSchema.safeParse(body).data?.code ?? null;
    const reason = judgeBad(expect, { status: response.status, code, ms });
    return reason ?? ((await server.isAlive()) ? null : 'the server is not alive after it');
  });
}

function tally(outcomes: readonly Outcome[]): Tally {
  const passed = outcomes.filter(({ reason }) => reason === null).length;
  const total = outcomes.length;
  return {
    passed,
    total,
    percent: total === 0 ? 0 : Math.round((1000 * passed) / total) / 10,
    slowestMs: Math.round(Math.max(0, ...outcomes.map(({ ms }) => ms))),
  };
}

export async function readExpected<T>(schema: z.ZodType<T>, path: string): Promise<T> {
  return schema.parse(JSON.parse(await readFile(path, 'utf8')));
}

/**
 * Imports every good .docx and .odt of the corpus, compares its text, and asks for its facts then and after its way out as
 * .odt and as .docx and back; then posts every bad file of any format: each must be
 * refused or opened as the corpus says, within 10 s, and leave the server alive. One file at a time, as the server does.
 */
export async function runOffice(run: OfficeRun): Promise<OfficeResult> {
  const server = new OfficeServer(run);
  const facts = new FactsRun(server, GOOD_LIMIT_MS);
  const isWanted = ({ file }: { file: string }): boolean => run.only === null || run.only.test(file);
  const good: Outcome[] = [];
  const goodFiles = await readExpected(goodSchema, join(run.corpus, 'office', 'expected.json'));
  for (const found of goodFiles.filter(isWanted)) {
    const text = await readFile(join(run.corpus, 'office', 'text', `${basename(found.file)}.txt`), 'utf8');
    good.push(await runGood(server, facts, { ...found, text, path: join(run.corpus, 'office', found.file) }));
  }
  const bad: Outcome[] = [];
  const badFiles = await readExpected(badSchema, join(run.corpus, 'bad', 'expected.json'));
  for (const { file, expect } of badFiles.filter(isWanted))
    bad.push(await runBad(server, join(run.corpus, 'bad', file), file, expect));
  const failures = [...good, ...bad].flatMap(({ file, reason }) =>
    reason === null ? [] : [{ file, reason }],
  );
  const total = good.length + bad.length;
  return {
    suite: 'office',
    passed: total - failures.length,
    failed: failures.length,
    total,
    failures,
    good: tally(good),
    bad: tally(bad),
    facts: facts.result(),
  };
}
