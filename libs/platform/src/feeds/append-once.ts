import {
  type Answers,
  type AskForText,
  columnsOf,
  type FeedBatch,
  type Missed,
  type OldEntry,
} from './feed-batch.js';

/** Planned once a connection. */
const statement = {
  name: 'append_once',
  text: `select missed, head, client, old_first, old_last, old_at
    from append_once($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
};

/**
 * The same as `appendRuns` for entries with client ids: a feed that holds one of them takes nothing, and answers with the
 * entries that it holds.
 */
export async function appendOnce(
  ask: AskForText,
  batches: readonly FeedBatch[],
  now: Date,
): Promise<Answers> {
  const columns = columnsOf(batches, now);
  const answers = new Map<string, Missed | 'no such feed'>();
  for (const [missed, head, client, first, last, at] of await ask(statement, [
    ...columns.parameters(),
    columns.clients,
  ])) {
    if (typeof missed !== 'string') continue;
    if (typeof head !== 'string') {
      answers.set(missed, 'no such feed');
      continue;
    }
    const known = answers.get(missed);
    const old: OldEntry[] = known === undefined || known === 'no such feed' ? [] : [...known.old];
    if (typeof client === 'string')
      old.push({
        ...{ clientId: client, first: Number(first), last: Number(last), at: new Date(Number(at)) },
      });
    answers.set(missed, { head: Number(head), old });
  }
  return answers;
}
