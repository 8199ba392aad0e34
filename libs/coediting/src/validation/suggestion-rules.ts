/** Who suggested a change and when, as its marks and attributes say. */
export interface ChangeSignature {
  readonly id: string;
  readonly author: string;
  readonly date: string;
}

/** Null for what says none. */
export function signatureOf(value: unknown): ChangeSignature | null {
  if (typeof value !== 'object' || value === null) return null;
  const { id, author, date }: Record<string, unknown> = { ...value };
  if (typeof id !== 'string' || typeof author !== 'string' || typeof date !== 'string') return null;
  return { id, author, date };
}

/** Every change that a document has ever held, so that copying its marks, as dividing a paragraph does, stays possible. */
export class KnownChanges {
  private readonly signatures = new Set<string>();
  private readonly ids = new Set<string>();

  add(change: ChangeSignature): void {
    this.signatures.add(nameOf(change));
    this.ids.add(change.id);
  }

  has(change: ChangeSignature): boolean {
    return this.signatures.has(nameOf(change));
  }

  hasId(id: string): boolean {
    return this.ids.has(id);
  }
}

const nameOf = ({ id, author, date }: ChangeSignature): string => `${id}\n${author}\n${date}`;

const MAX_ID = 64;
/** Clocks of computers differ. */
const MAX_AHEAD_MS = 5 * 60_000;
/** Work that was written without a connection is kept in the browser and sent later. */
const MAX_LATE_MS = 31 * 24 * 3_600_000;
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;

/**
 * The rule that a suggestion breaks which an update brings; null: none. What is new is signed by whoever sends it, with a
 * time at which it can have been made; everything else stands in the document already, letter for letter.
 * @param at milliseconds since 1970; null: dates are not compared with the time
 */
export function forgedRule(
  changes: readonly ChangeSignature[],
  known: KnownChanges,
  { personId, at }: { readonly personId: string; readonly at: number | null },
): string | null {
  const fresh = new Map<string, string>();
  for (const change of changes) {
    if (known.has(change)) continue;
    const { id, author, date } = change;
    if (author !== personId) return 'change-author';
    if (known.hasId(id) || (fresh.get(id) ?? date) !== date) return 'change-id-reused';
    if (id === '' || id.length > MAX_ID) return 'change-id';
    if (!isPlausible(date, at)) return 'change-date';
    fresh.set(id, date);
  }
  return null;
}

function isPlausible(date: string, at: number | null): boolean {
  const time = DATE.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(time)) return false;
  return at === null || (time <= at + MAX_AHEAD_MS && time >= at - MAX_LATE_MS);
}
