import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@maroquin/platform/config';
import { parseQuery } from '@maroquin/search';
import { z } from 'zod';
import { SearchIndex } from '../../support/search-index.js';

const querySchema = z.object({
  kind: z.string(),
  query: z.string(),
  expect_any: z.array(z.string()),
});
const documentSchema = z.object({ id: z.string(), title: z.string(), text: z.string() });
/** Spelling mistakes are counted apart. */
const MISTAKES = 'faute';
const FIRST_FIVE_PERCENT = 95;
const FIRST_PERCENT = 85;
const REPAIRED_PERCENT = 90;

interface Answer {
  readonly kind: string;
  readonly query: string;
  /** Where the first of the expected documents stands, from 1; null: not among the first 200. */
  readonly rank: number | null;
}

export interface SearchConformance {
  readonly suite: 'search';
  readonly documents: number;
  readonly firstPercent: number;
  readonly firstFivePercent: number;
  readonly repairedPercent: number;
  readonly failed: readonly Answer[];
}

/**
 * French queries over a corpus of administrative sheets: is the document that they are about found, and how far up?
 * @param folder holds `queries.json`, and `corpus.jsonl` or the script that makes it
 */
export async function runSearch(
  folder: string,
  say: (line: string) => void,
): Promise<{ result: SearchConformance; holds: boolean }> {
  const { queries } = z
    .object({ queries: z.array(querySchema) })
    .parse(JSON.parse(readFileSync(join(folder, 'queries.json'), 'utf8')));
  const documents = readCorpus(folder);
  const index = await SearchIndex.open();
  try {
    const reader = newId();
    const space = await index.addSpace([reader]);
    const called = new Map<string, string>();
    for (const { id, title, text } of documents) {
      const made = await index.addResource('document', space, title);
      called.set(made.id, id);
      await index.rows.putText(index.dueOf(made.id), text, made.key, 1);
      if (called.size % 500 === 0) say(`${String(called.size)} documents indexed`);
    }
    await index.settle();
    const answers: Answer[] = [];
    for (const { kind, query, expect_any: expected } of queries) {
      const { resources } = await index.search.find(
        { orgs: [index.orgId] },
        {
          subjects: [reader],
          sought: parseQuery(query),
          filters: { kinds: ['document'], places: null, author: null, since: null, until: null },
        },
      );
      const at = resources.findIndex(({ resource_id: id }) => expected.includes(called.get(id) ?? ''));
      answers.push({ kind, query, rank: at < 0 ? null : at + 1 });
      say(`${String(at + 1)}\t${kind}\t${query}`);
    }
    return judge(documents.length, answers);
  } finally {
    await index.close();
  }
}

function readCorpus(folder: string): z.infer<typeof documentSchema>[] {
  const parse = (path: string) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => documentSchema.parse(JSON.parse(line)));
  if (existsSync(join(folder, 'corpus.jsonl'))) return parse(join(folder, 'corpus.jsonl'));
  const made = mkdtempSync(join(tmpdir(), 'maroquin-corpus-'));
  try {
    const script = join(folder, 'make-search-corpus.mjs');
    const { status } = spawnSync(process.execPath, [script, made], { stdio: 'inherit' });
    if (status !== 0) throw new Error('the corpus could not be made');
    return parse(join(made, 'corpus.jsonl'));
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function judge(documents: number, answers: readonly Answer[]): { result: SearchConformance; holds: boolean } {
  const percent = (of: readonly Answer[], most: number): number =>
    Math.round((1_000 * of.filter(({ rank }) => rank !== null && rank <= most).length) / of.length) / 10;
  const right = answers.filter(({ kind }) => kind !== MISTAKES);
  const mistaken = answers.filter(({ kind }) => kind === MISTAKES);
  const result: SearchConformance = {
    ...{ suite: 'search', documents },
    ...{ firstPercent: percent(right, 1), firstFivePercent: percent(right, 5) },
    repairedPercent: percent(mistaken, 10),
    failed: answers.filter(({ rank }) => rank === null || rank > 5),
  };
  const holds =
    result.firstPercent >= FIRST_PERCENT &&
    result.firstFivePercent >= FIRST_FIVE_PERCENT &&
    result.repairedPercent >= REPAIRED_PERCENT;
  return { result, holds };
}
