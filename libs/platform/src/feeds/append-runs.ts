import { type Answers, type AskForText, columnsOf, type FeedBatch, type Missed } from './feed-batch.js';

/** Planned once a connection. */
const statement = {
  name: 'append_runs',
  text: 'select missed, head from append_runs($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)',
};

/**
 * Many feeds, one trip, one commit, for entries without client ids. The function sets app.orgs itself, so row level
 * security stays on.
 */
export async function appendRuns(
  ask: AskForText,
  batches: readonly FeedBatch[],
  now: Date,
): Promise<Answers> {
  const answers = new Map<string, Missed | 'no such feed'>();
  // A row for each feed that took nothing, because its number is `head` by now; null: there is no such feed.
  for (const [missed, head] of await ask(statement, columnsOf(batches, now).parameters())) {
    if (typeof missed !== 'string') continue;
    answers.set(missed, typeof head === 'string' ? { head: Number(head), old: [] } : 'no such feed');
  }
  return answers;
}
