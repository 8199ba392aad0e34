import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@maroquin/platform/config';
import { extractOf, parseQuery, RepairQuery } from '@maroquin/search';
import { z } from 'zod';
import { Random } from '../../faults/random.js';
import { SearchIndex } from '../../support/search-index.js';
import { type GuessReport, guessTerms } from './guess-terms.js';
import { mistype, TYPING_ERRORS, type TypingError } from './typing-errors.js';

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
/** A shorter word is not repaired. */
const MISTYPED_FROM = 4;
const SEED = 19;
const EVERYTHING = { places: null, author: null, since: null, until: null };

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
  /** Of queries with a spelling mistake: by whom the first proposal is taken, the document is found. */
  readonly repairedPercent: number;
  /** Each word of the other queries with one error made by seed: how many are found all the same, or proposed first as they were. */
  readonly typed: {
    readonly errors: number;
    readonly repairedPercent: number;
    readonly byKind: Readonly<Record<string, string>>;
    readonly missed: readonly string[];
  };
  /** What the index tells whoever reads the database: no goal, but a figure to know (docs/sealing.md). */
  readonly guessed: GuessReport;
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
      await index.rows.indexText(index.dueOf(made.id), text, made.key, 1);
      if (called.size % 500 === 0) say(`${String(called.size)} documents indexed`);
    }
    await index.settle();
    const people = new Searcher(index, reader, called, new Map(documents.map((one) => [one.id, one])));
    const answers: Answer[] = [];
    for (const { kind, query, expect_any: expected } of queries) {
      const [meant = query] = kind === MISTAKES ? await people.proposed(query) : [];
      const found = await people.find(meant);
      const at = found.findIndex((id) => expected.includes(id));
      answers.push({ kind, query, rank: at < 0 ? null : at + 1 });
      say(`${String(at + 1)}\t${kind}\t${query}${meant === query ? '' : ` → ${meant}`}`);
    }
    const typed = await typeWrong(
      people,
      queries.filter(({ kind }) => kind !== MISTAKES).map(({ query }) => query),
    );
    say(`typing errors: ${JSON.stringify(typed)}`);
    say('guessing terms');
    const guessed = guessTerms(documents.map(({ text }) => text));
    return judge(documents.length, answers, { typed, guessed });
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

/** Each word with each error it can have. */
async function typeWrong(people: Searcher, queries: readonly string[]): Promise<SearchConformance['typed']> {
  const random = new Random(SEED);
  const missed: string[] = [];
  const counts = new Map<TypingError, { made: number; repaired: number }>();
  for (const query of queries)
    for (const { tokens } of parseQuery(`${query} `))
      for (const { start, end, stem, isWhole } of tokens)
        for (const error of isWhole || end - start < MISTYPED_FROM ? [] : TYPING_ERRORS) {
          const wrong = mistype(query.slice(start, end), error, random);
          if (wrong === null) continue;
          const count = counts.get(error) ?? { made: 0, repaired: 0 };
          counts.set(error, count);
          count.made += 1;
          const typed = query.slice(0, start) + wrong + query.slice(end);
          const [first] = hasStem(typed, stem) ? [typed] : await people.proposed(typed);
          if (first !== undefined && hasStem(first, stem)) count.repaired += 1;
          else missed.push(`${typed} → ${first ?? '(nothing)'}`);
        }
  const [made, repaired] = [...counts.values()].reduce(
    ([all, right], count) => [all + count.made, right + count.repaired],
    [0, 0],
  );
  return {
    ...{ errors: made, repairedPercent: Math.round((1_000 * repaired) / Math.max(1, made)) / 10 },
    byKind: Object.fromEntries(
      [...counts].map(([kind, one]) => [kind, `${String(one.repaired)} of ${String(one.made)}`]),
    ),
    missed,
  };
}

const hasStem = (query: string, stem: string): boolean =>
  parseQuery(`${query} `).some(({ tokens }) => tokens.some((token) => token.stem === stem));

type Asked = Readonly<ReturnType<typeof parseQuery>>;

/** Somebody who may read all of it. */
class Searcher {
  private readonly repair: RepairQuery;

  constructor(
    private readonly index: SearchIndex,
    private readonly reader: string,
    /** What a resource is called in the corpus. */
    private readonly called: ReadonlyMap<string, string>,
    private readonly texts: ReadonlyMap<string, { readonly title: string; readonly text: string }>,
  ) {
    this.repair = new RepairQuery(index.search, index.vocabulary, {
      warn: (failure: unknown) => {
        throw new Error('a word could not be proposed', { cause: failure });
      },
    });
  }

  /** Documents, the best first. */
  async find(query: string): Promise<string[]> {
    return this.look(parseQuery(query));
  }

  proposed(typed: string): Promise<string[]> {
    const terms = parseQuery(typed);
    const ask = async (wanted: Asked, _: boolean, limit: number) => {
      const marks = { stems: new Set(wanted.flatMap(({ tokens }) => tokens.map(({ stem }) => stem))) };
      return (await this.look(wanted)).slice(0, limit).map((id) => ({
        title: extractOf(this.texts.get(id)?.title ?? '', marks),
        extract: extractOf(this.texts.get(id)?.text ?? '', marks),
      }));
    };
    return ask(terms, false, 10).then((shown) =>
      this.repair.repair({ orgs: [this.index.orgId] }, { typed, terms, subjects: [this.reader], shown, ask }),
    );
  }

  private async look(terms: Asked): Promise<string[]> {
    const { resources } = await this.index.search.find(
      { orgs: [this.index.orgId] },
      { subjects: [this.reader], terms, filters: { kinds: ['document'], ...EVERYTHING } },
    );
    return resources.map(({ resource_id: id }) => this.called.get(id) ?? '');
  }
}

function judge(
  documents: number,
  answers: readonly Answer[],
  { typed, guessed }: Pick<SearchConformance, 'typed' | 'guessed'>,
): { result: SearchConformance; holds: boolean } {
  const percent = (of: readonly Answer[], most: number): number =>
    Math.round((1_000 * of.filter(({ rank }) => rank !== null && rank <= most).length) / of.length) / 10;
  const right = answers.filter(({ kind }) => kind !== MISTAKES);
  const mistaken = answers.filter(({ kind }) => kind === MISTAKES);
  const result: SearchConformance = {
    ...{ suite: 'search', documents },
    ...{ firstPercent: percent(right, 1), firstFivePercent: percent(right, 5) },
    repairedPercent: percent(mistaken, 10),
    ...{ typed, guessed },
    failed: answers.filter(({ rank }) => rank === null || rank > 5),
  };
  const holds =
    result.firstPercent >= FIRST_PERCENT &&
    result.firstFivePercent >= FIRST_FIVE_PERCENT &&
    result.repairedPercent >= REPAIRED_PERCENT &&
    typed.repairedPercent >= REPAIRED_PERCENT;
  return { result, holds };
}
