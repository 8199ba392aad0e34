import { Inject, Injectable } from '@nestjs/common';
import type { SearchHit, SearchPiece } from '@maroquin/contracts';
import { LOGGER } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import type { Logger } from '@maroquin/platform/logging';
import { errorsBetween, isSpelt } from '../spelling/near-words.js';
import { Vocabulary } from '../spelling/vocabulary.js';
import { type Token, tokensOf } from '../words/tokens.js';
import { parseQuery, type QueryTerm } from './parse-query.js';
import { SearchRows } from './search-rows.js';

/** A word that is found no more often than this may be a typing error, that others made as well. */
const RARE = 2;
/** What is proposed instead is found that much more often. */
const TIMES_MORE = 3;
/** Words of a query that are looked at, words that are tried for one and looked for in texts, queries that are proposed. */
const MOST_WORDS = 3;
const MOST_TRIED = 24;
const MOST_OPENED = 6;
const MOST_PROPOSED = 3;
/** Hits in which the right spelling is looked for. */
const READ = 3;

type Asker = Pick<Actor, 'orgs'>;
/** What was found, as it is shown. */
type Shown = Pick<SearchHit, 'title' | 'extract'>;

export interface Repaired {
  readonly typed: string;
  readonly terms: readonly QueryTerm[];
  readonly subjects: readonly string[];
  /** The first page of what was found: words that it holds are spelt right. */
  readonly shown: readonly Shown[];
  /** Asks with the rights of the person; `isNarrowed`: within what narrows the search. */
  readonly ask: (
    terms: readonly QueryTerm[],
    isNarrowed: boolean,
    limit: number,
  ) => Promise<readonly Shown[]>;
}

interface Candidate {
  readonly word: string;
  readonly errors: number;
  /** Of how many texts that the person may read it is a word, and one beside the other words of the query. */
  readonly alone: number;
  readonly beside: number;
}

/**
 * Proposes words for those that find next to nothing. The vocabulary is that of the whole organisation, so a word of it
 * is only shown once a text that the person may read was opened and holds it, as it is spelt there.
 */
@Injectable()
export class RepairQuery {
  constructor(
    private readonly rows: SearchRows,
    private readonly vocabulary: Vocabulary,
    @Inject(LOGGER) private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  /** What was found is there: where no proposal can be made, there is none, and the search is answered. */
  async repair(actor: Asker, repaired: Repaired): Promise<string[]> {
    try {
      return await this.proposals(actor, repaired);
    } catch (err) {
      this.logger.warn({ err }, 'no word could be proposed for a search');
      return [];
    }
  }

  private async proposals(actor: Asker, repaired: Repaired): Promise<string[]> {
    const wrong = await this.wrongWords(actor, repaired);
    if (wrong.length === 0) return [];
    const right = repaired.terms.filter((one) => !one.tokens.some((token) => wrong.includes(token)));
    const choices: { readonly token: Token; readonly spellings: readonly string[] }[] = [];
    for (const token of wrong) {
      const spellings = await this.spellings(actor, repaired, token, right);
      if (spellings.length > 0) choices.push({ token, spellings });
    }
    const [only] = choices;
    if (only === undefined) return [];
    const queries =
      choices.length > 1
        ? [choices.map(({ token, spellings: [best = ''] }) => ({ token, spelling: best }))]
        : only.spellings.map((spelling) => [{ token: only.token, spelling }]);
    const proposed: string[] = [];
    for (const changes of queries) {
      const query = respelt(repaired.typed, changes);
      const hits = await repaired.ask(parseQuery(query), true, 1);
      if (hits.length > 0) proposed.push(query);
    }
    return proposed;
  }

  /** Words that nothing on the page holds, and next to nothing else that the person may read. */
  private async wrongWords(actor: Asker, { terms, shown, subjects }: Repaired): Promise<Token[]> {
    const held = wordsHeld(shown);
    const unseen = terms
      .flatMap(({ tokens, isUnfinished }) => tokens.map((token) => ({ token, isUnfinished })))
      .filter(({ token }) => !token.isWhole && isSpelt(token.word) && !held.has(token.stem));
    const counts = await this.rows.count(
      actor,
      subjects,
      unseen.map(({ token, isUnfinished }) => [{ tokens: [token], isPhrase: false, isUnfinished }]),
    );
    const found = unseen.map(({ token }, at) => ({ token, count: counts[at] ?? 0 }));
    const missing = found.filter(({ count }) => count === 0);
    // A rare word beside one that nothing holds is most likely meant.
    return (missing.length > 0 ? missing : found.filter(({ count }) => count <= RARE))
      .slice(0, MOST_WORDS)
      .map(({ token }) => token);
  }

  /** As they are spelt in what the person may read, the likeliest first. */
  private async spellings(
    actor: Asker,
    { subjects, ask }: Repaired,
    token: Token,
    right: readonly QueryTerm[],
  ): Promise<string[]> {
    const spellings = new Set<string>();
    for (const { word } of await this.candidates(actor, subjects, token, right)) {
      const spelling = spellingOf(token, await ask(parseQuery(`${word} `), false, READ), stemOfWord(word));
      if (spelling !== null) spellings.add(spelling);
      if (spellings.size === MOST_PROPOSED) break;
    }
    return [...spellings];
  }

  private async candidates(
    actor: Asker,
    subjects: readonly string[],
    token: Token,
    right: readonly QueryTerm[],
  ): Promise<Candidate[]> {
    const near = new Map<string, number>();
    for (const orgId of actor.orgs)
      for (const { word, errors } of await this.vocabulary.near(orgId, token.word))
        if (stemOfWord(word) !== token.stem) near.set(word, errors);
    const tried = [...near].sort(([, one], [, other]) => one - other).slice(0, MOST_TRIED);
    const asked = tried.map(([word]) => parseQuery(`${word} `));
    const counts = await this.rows.count(actor, subjects, [
      ...[[{ tokens: [token], isPhrase: false, isUnfinished: false }], ...asked],
      ...asked.map((one) => [...one, ...right]),
    ]);
    const [found = 0] = counts;
    return tried
      .map(([word, errors], at) => ({
        ...{ word, errors, alone: counts[1 + at] ?? 0 },
        beside: counts[1 + tried.length + at] ?? 0,
      }))
      .filter(({ alone }) => alone > TIMES_MORE * found)
      .sort(byLikelihood)
      .slice(0, MOST_OPENED);
  }
}

/** One that stands beside the other words, then the nearest, then the one that is found most. */
const byLikelihood = (one: Candidate, other: Candidate): number =>
  Number(other.beside > 0) - Number(one.beside > 0) ||
  one.errors - other.errors ||
  other.beside - one.beside ||
  other.alone - one.alone;

const stemOfWord = (word: string): string => [...tokensOf(word)][0]?.stem ?? '';

const marked = ({ title, extract }: Shown): string[] =>
  [...title, ...extract].filter(({ hit }: SearchPiece) => hit === true).map(({ text }) => text);

const wordsHeld = (hits: readonly Shown[]): ReadonlySet<string> =>
  new Set(hits.flatMap((hit) => marked(hit).flatMap((text) => [...tokensOf(text)].map(({ stem }) => stem))));

/** How a word is spelt in texts that were opened: the form that is nearest to what was typed. */
function spellingOf(typed: Token, hits: readonly Shown[], stem: string): string | null {
  let [best, least] = [null as string | null, Infinity];
  for (const text of hits.flatMap(marked))
    for (const { word, start, end, isWhole, ...token } of tokensOf(text)) {
      const errors = errorsBetween(typed.word, word);
      if (isWhole || token.stem !== stem || errors >= least) continue;
      [best, least] = [small(text.slice(start, end)), errors];
    }
  return best;
}

/** « Passeport » stands at the head of a sentence; « CNIL » does not. */
const small = (word: string): string => (word === word.toUpperCase() ? word : word.toLowerCase());

/** The places of words are those in what was typed. */
const respelt = (
  typed: string,
  changes: readonly { readonly token: Token; readonly spelling: string }[],
): string =>
  [...changes]
    .sort((one, other) => other.token.start - one.token.start)
    .reduce(
      (text, { token: { start, end }, spelling }) => text.slice(0, start) + spelling + text.slice(end),
      typed,
    );
