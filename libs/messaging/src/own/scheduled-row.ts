import type { DataKey, SealContext } from '@maroquin/platform/keys';

export interface ScheduledRow {
  readonly id: string;
  readonly org_id: string;
  readonly conversation_id: string;
  readonly account_id: string;
  readonly home_org: string;
  readonly send_at: Date;
  readonly body: Buffer;
  /** null: none. */
  readonly files: readonly string[] | null;
  readonly refused: string | null;
}

interface Facts {
  readonly id: string;
  readonly conversationId: string;
  readonly accountId: string;
  readonly sendAt: Date;
  readonly files: readonly string[] | null;
}

/** A row that was given to another author, conversation, moment or other files does not open. */
const contextOf = ({ id, conversationId, accountId, sendAt, files }: Facts): SealContext => ({
  ...{ table: 'scheduled_message', column: 'body', row: id },
  bound: [conversationId, accountId, sendAt.getTime(), ...(files ?? [])],
});

export const sealScheduled = (key: DataKey, facts: Facts, text: string): Buffer =>
  key.seal(contextOf(facts), Buffer.from(text, 'utf8'));

/** @throws {DomainError} sealed.damaged */
export const openScheduled = (key: DataKey, row: ScheduledRow): string => {
  const facts = { id: row.id, conversationId: row.conversation_id, accountId: row.account_id };
  return Buffer.from(
    key.open(contextOf({ ...facts, sendAt: row.send_at, files: row.files }), row.body),
  ).toString('utf8');
};
