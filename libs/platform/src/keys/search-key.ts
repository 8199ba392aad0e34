import { createHmac } from 'node:crypto';

/** Terms that are kept: making one takes some 3 µs, and the words of an organisation come again and again. */
const MAX_KEPT = 50_000;
/** 48 bits: among a million terms, one in three hundred million is taken for another. */
const TERM_BYTES = 6;

/**
 * Turns a word into what the search index holds in its place: 8 characters of a keyed hash. Whoever reads the database
 * sees which texts have a term in common, and not which (docs/adr/0025-search.md).
 */
export class SearchKey {
  private readonly kept = new Map<string, string>();

  constructor(
    readonly generation: number,
    private readonly key: Buffer,
  ) {}

  /** `word`: a stem. `beginning`: the first letters of a word. Equal letters of the kinds differ. base64url. */
  term(kind: 'word' | 'beginning' | 'spelling', letters: string): string {
    const name = `${kind} ${letters}`;
    const known = this.kept.get(name);
    if (known !== undefined) return known;
    const term = this.hash(name).subarray(0, TERM_BYTES).toString('base64url');
    if (this.kept.size >= MAX_KEPT) this.kept.clear();
    this.kept.set(name, term);
    return term;
  }

  /** What two spellings of a word are compared by: 64 bits, as PostgreSQL writes a bigint. */
  near(letters: string): string {
    return this.hash(`near ${letters}`).readBigInt64BE().toString();
  }

  private hash(name: string): Buffer {
    return createHmac('sha256', this.key).update(name).digest();
  }
}
