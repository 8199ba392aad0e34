import { type Answers, type FeedBatch, type Missed, runsOf } from './append-statement.js';
import { entryContext } from './feed-entry.js';

/** A feed that took nothing, because its number is `head` by now; null: there is no such feed. */
interface MissedRow {
  readonly missed: string;
  readonly head: string | null;
}

interface SealedRun {
  readonly batch: FeedBatch;
  readonly kind: string;
  readonly actorId: string | null;
  readonly first: number;
  readonly last: number;
  readonly sealed: Buffer;
}

/** Planned once a connection. */
const statement = {
  name: 'append_runs',
  text: 'select missed, head from append_runs($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
};

type Ask = (of: typeof statement, params: readonly unknown[]) => Promise<MissedRow[]>;

/**
 * Many feeds, one trip, one commit, for entries without client ids. The function sets app.orgs itself, so row level
 * security stays on.
 */
export async function appendRuns(ask: Ask, batches: readonly FeedBatch[], now: Date): Promise<Answers> {
  const answers = new Map<string, 'appended' | Missed>(batches.map(({ feed }) => [feed, 'appended']));
  for (const { missed, head } of await ask(statement, parametersOf(batches, now))) {
    if (head === null) answers.delete(missed);
    else answers.set(missed, { head: Number(head), old: [] });
  }
  return answers;
}

/** Feeds rise by id, so that two nodes lock them in one order. */
function parametersOf(batches: readonly FeedBatch[], now: Date): readonly unknown[] {
  const sorted = [...batches].sort((a, b) => (a.feed < b.feed ? -1 : 1));
  const runs = sorted.flatMap(sealRuns);
  const column = (value: (run: SealedRun) => string | number | null): string => arrayLiteral(runs.map(value));
  let next = 1;
  const offset = ({ sealed }: SealedRun): number => {
    const at = next;
    next += sealed.length;
    return at;
  };
  return [
    arrayLiteral([...new Set(sorted.map(({ orgId }) => orgId))]),
    column(({ batch }) => batch.feed),
    column(({ batch }) => batch.orgId),
    column(({ first }) => first),
    column(({ last }) => last),
    column(({ batch }) => headAfter(batch)),
    column(({ kind }) => kind),
    column(({ actorId }) => actorId),
    column(offset),
    column(({ sealed }) => sealed.length),
    Buffer.concat(runs.map(({ sealed }) => sealed)),
    now.toISOString(),
  ];
}

function sealRuns(batch: FeedBatch): SealedRun[] {
  const { feed, key, items } = batch;
  return runsOf(batch).flatMap(({ first, last }, index) => {
    const item = items[index];
    if (item === undefined) return [];
    const sealed = key.seal(entryContext(feed, first, last), item.payload);
    return [{ batch, kind: item.kind, actorId: item.actorId, first, last, sealed }];
  });
}

const headAfter = ({ expected, items }: FeedBatch): number =>
  items.reduce((head, { count = 1 }) => head + count, expected);

const PLAIN = /^[\w-]+$/;

/** Text form of an array. Written here, because the driver would look at and escape every element. */
function arrayLiteral(values: readonly (string | number | null)[]): string {
  return `{${values.map(elementOf).join(',')}}`;
}

function elementOf(value: string | number | null): string {
  if (value === null) return 'null';
  const text = String(value);
  return PLAIN.test(text) && text !== 'null' ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
