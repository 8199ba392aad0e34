import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type OrganisationKeys, type SealContext, type SearchKey } from '@maroquin/platform/keys';
import { stemOf } from '../words/stem.js';
import {
  errorsBetween,
  isSpelt,
  KEYS_OF_A_WORD,
  mostErrors,
  shortened,
  shortenedTyped,
  SPELT_BYTES,
} from './near-words.js';

/** Words that a node remembers having written today, of all organisations: others are asked for first. */
const MAX_KNOWN = 100_000;
/** Words of one organisation: what comes behind them is found, and not proposed. */
const MAX_WORDS = 300_000;
/** Written by one statement. */
const AT_ONCE = 2_000;
/** Words that are looked for in the texts by one transaction. */
const FORGOTTEN_AT_ONCE = 500;
/** Words that are opened for one that was typed. */
const MAX_OPENED = 200;
/** Days after which a word is looked for in the texts once more. */
const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;

/** Of these terms, those that are there, and from now on seen today. In one order, so that two nodes do not wait for each other. */
const SEEN = `with old as (select term from search_word where org_id = $1 and term = any($2) and seen_on < $3 order by term for update),
  touched as (update search_word w set seen_on = $3 from old where w.org_id = $1 and w.term = old.term returning w.term)
  select term from touched union select term from search_word where org_id = $1 and term = any($2) and seen_on >= $3`;
const INSERT = `insert into search_word (org_id, term, generation, near, word, seen_on)
  select $1, w.term, $2, w.near::bigint[], w.word, $3
  from unnest($4::text[], $5::text[], $6::bytea[]) w (term, near, word) order by w.term
  on conflict (org_id, term) do update set seen_on = excluded.seen_on`;

const OLD = `select term, word from search_word where org_id = $1 and seen_on < $2 order by seen_on, term limit $3`;
const STILL_HELD =
  'update search_word set seen_on = $4 where org_id = $1 and term = any($2) and seen_on < $3';
const FORGET = 'delete from search_word where org_id = $1 and term = any($2) and seen_on < $3';

const contextOf = (term: string): SealContext => ({ table: 'search_word', column: 'word', row: term });

interface WordRow {
  readonly term: string;
  readonly word: Buffer;
}

/** The words that an organisation's texts are made of, each sealed (docs/adr/0044-spelling.md). */
@Injectable()
export class Vocabulary {
  private day = '';
  private readonly known = new Map<string, Set<string>>();
  private readonly full = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes in folded words, before the text that holds them is in the index: a word that no text has is never proposed. */
  async learn(orgId: string, words: ReadonlySet<string>): Promise<void> {
    const { generation } = await this.keys.forOrg(orgId);
    const fresh = this.unknown(orgId, generation, words);
    for (let at = 0; at < fresh.length; at += AT_ONCE)
      await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
        this.write(tx, orgId, fresh.slice(at, at + AT_ONCE)),
      );
    this.remember(orgId, generation, fresh);
  }

  /** The same in a transaction of the caller's. */
  async learnAlong(tx: Tx, orgId: string, words: ReadonlySet<string>): Promise<void> {
    const { generation } = await this.keys.forOrg(orgId, tx);
    const fresh = this.unknown(orgId, generation, words);
    if (fresh.length > 0) await this.write(tx, orgId, fresh);
    tx.afterCommit(() => this.remember(orgId, generation, fresh));
  }

  /** Words that are written nearly as `typed` is, the nearest first. Whether a person may know of them is not asked. */
  async near(orgId: string, typed: string): Promise<{ readonly word: string; readonly errors: number }[]> {
    const keys = await this.keys.forOrg(orgId);
    const asked = keys.searchKeys.flatMap((key) => [...shortenedTyped(typed)].map((word) => key.near(word)));
    const rows = await this.database.readOnce<WordRow>(
      { orgs: [orgId] },
      'select term, word from search_near($1, $2::bigint[], $3)',
      [orgId, asked, MAX_OPENED],
    );
    const words = new Set(rows.flatMap((row) => opened(keys, row) ?? []));
    return [...words]
      .map((word) => ({ word, errors: errorsBetween(typed, word) }))
      .filter(({ errors }) => errors > 0 && errors <= mostErrors(typed))
      .sort((a, b) => a.errors - b.errors || (a.word < b.word ? -1 : 1));
  }

  /** For the nightly job: deletes words that no text holds any more. */
  async forget(orgId: string): Promise<void> {
    const now = this.clock.now();
    const [today, before] = [dayOf(now), dayOf(new Date(now.getTime() - KEPT_DAYS * DAY_MS))];
    const keys = await this.keys.forOrg(orgId);
    const generations = keys.searchKeys.map(({ generation }) => generation);
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query('delete from search_word where org_id = $1 and generation <> all($2::smallint[])', [
        ...[orgId, generations],
      ]),
    );
    for (;;) {
      const candidates = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
        const rows = await tx.query<WordRow>(OLD, [orgId, before, FORGOTTEN_AT_ONCE]);
        const held = await this.held(tx, orgId, keys, rows);
        const terms = rows.map(({ term }) => term);
        // Who writes one of them again meanwhile has it seen today.
        await tx.query(STILL_HELD, [orgId, terms.filter((term) => held.has(term)), before, today]);
        await tx.query(FORGET, [orgId, terms.filter((term) => !held.has(term)), before]);
        return rows.length;
      });
      if (candidates < FORGOTTEN_AT_ONCE) return;
    }
  }

  private async held(
    tx: Tx,
    orgId: string,
    keys: OrganisationKeys,
    rows: readonly WordRow[],
  ): Promise<ReadonlySet<string>> {
    const asked = rows.map((row) => {
      const word = opened(keys, row);
      // Of a row that is damaged no text holds anything: it goes, and the word is learnt again where it stands.
      if (word === null) return '';
      const stem = stemOf(word);
      return keys.searchKeys.map((key) => `'${key.term('word', stem)}'`).join(' | ');
    });
    const found = await tx.query<{ number: number }>('select search_held($1, $2) as number', [orgId, asked]);
    return new Set(found.flatMap(({ number }) => rows[number - 1]?.term ?? []));
  }

  private unknown(orgId: string, generation: number, words: ReadonlySet<string>): string[] {
    const today = dayOf(this.clock.now());
    if (today !== this.day) {
      this.day = today;
      this.known.clear();
      this.full.clear();
    }
    if (this.full.has(orgId)) return [];
    const known = this.known.get(nameOf(orgId, generation));
    return [...words].filter((word) => isSpelt(word) && known?.has(word) !== true);
  }

  private remember(orgId: string, generation: number, words: readonly string[]): void {
    const name = nameOf(orgId, generation);
    const known = this.known.get(name) ?? new Set();
    this.known.set(name, known);
    for (const word of words) known.add(word);
    const count = [...this.known.values()].reduce((sum, { size }) => sum + size, 0);
    if (count > MAX_KNOWN) this.known.clear();
  }

  private async write(tx: Tx, orgId: string, words: readonly string[]): Promise<void> {
    const keys = await this.keys.forOrg(orgId, tx);
    const terms = new Map(words.map((word) => [keys.searchKey.term('spelling', word), word]));
    const seen = await tx.query<{ term: string }>(SEEN, [orgId, [...terms.keys()], this.day]);
    for (const { term } of seen) terms.delete(term);
    if (terms.size === 0) return;
    const [row] = await tx.query<{ count: string }>('select count(*) from search_word where org_id = $1', [
      orgId,
    ]);
    if (Number(row?.count ?? 0) >= MAX_WORDS) this.full.add(orgId);
    else await this.insert(tx, orgId, keys, terms);
  }

  private async insert(
    tx: Tx,
    orgId: string,
    keys: OrganisationKeys,
    terms: ReadonlyMap<string, string>,
  ): Promise<void> {
    const key = keys.searchKey;
    const all = [...terms];
    await tx.query(INSERT, [
      ...[orgId, key.generation, this.day, all.map(([term]) => term)],
      all.map(([, word]) => `{${nearKeys(key, word).join(',')}}`),
      all.map(([term, word]) => keys.seal(contextOf(term), filledUp(word))),
    ]);
  }
}

/** A word is learnt once for each key that it may be asked by. */
const nameOf = (orgId: string, generation: number): string => `${orgId} ${String(generation)}`;

/** As many for each word, so that their number says nothing of it. */
function nearKeys(key: SearchKey, word: string): string[] {
  const keys = [...shortened(word)].map((letters) => key.near(letters));
  while (keys.length < KEYS_OF_A_WORD) keys.push(randomBytes(8).readBigInt64BE().toString());
  return keys.sort();
}

/** What is sealed is as long as what comes out: all are made equally long. */
const filledUp = (word: string): Buffer =>
  Buffer.alloc(SPELT_BYTES, ' ').fill(word, 0, Buffer.byteLength(word));
/** null: the row is damaged. @throws {DomainError} key.missing */
function opened(keys: OrganisationKeys, { term, word }: WordRow): string | null {
  try {
    return keys.openText(contextOf(term), word).trimEnd();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'sealed.damaged') return null;
    throw error;
  }
}

/** UTC. */
const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
