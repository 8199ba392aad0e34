import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type ReadStatement, type Tx } from '@maroquin/platform/database';
import type { DataKey, SealContext } from '@maroquin/platform/keys';
import type { MessagePlace } from './content/index.js';

/** What a message said until the edit that led to `version`, and since when. */
export interface FormerText {
  readonly version: number;
  readonly text: string;
  readonly at: string;
}
const bodySchema = z.object({ text: z.string(), at: z.string() });

const EDITS: ReadStatement = {
  name: 'edits of a message',
  text: `select version, body from message_edit where org_id = $1 and conversation_id = $2 and seq = $3
    and version > $4 order by version limit $5`,
};
const contextOf = ({ conversationId, seq }: MessagePlace, version: number): SealContext => ({
  ...{ table: 'message_edit', column: 'body', row: conversationId, seq },
  bound: [version],
});

/** The rows of message_edit, sealed with the key of the conversation. */
@Injectable()
export class MessageEditRows {
  constructor(private readonly database: Database) {}

  /** The oldest first, those after the edit `after`. */
  async list(
    place: MessagePlace,
    key: DataKey,
    { after, limit }: { readonly after: number; readonly limit: number },
  ): Promise<FormerText[]> {
    const { orgId, conversationId, seq } = place;
    const params = [orgId, conversationId, seq, after, limit];
    const rows = await this.database.readIn<{ version: number; body: Buffer }>([orgId], EDITS, params);
    return rows.map(({ version, body }) => {
      const plain = Buffer.from(key.open(contextOf(place, version), body)).toString('utf8');
      return { version, ...bodySchema.parse(JSON.parse(plain)) };
    });
  }

  async add(tx: Tx, key: DataKey, place: MessagePlace, former: readonly FormerText[]): Promise<void> {
    const { orgId, conversationId, seq } = place;
    for (const { version, text, at } of former)
      await tx.query(
        'insert into message_edit (org_id, conversation_id, seq, version, body) values ($1, $2, $3, $4, $5)',
        [
          ...[orgId, conversationId, seq, version],
          key.seal(contextOf(place, version), Buffer.from(JSON.stringify({ text, at }), 'utf8')),
        ],
      );
  }

  /** With the message itself: nothing of it stays. */
  async erase(tx: Tx, { orgId, conversationId, seq }: MessagePlace): Promise<void> {
    await tx.query('delete from message_edit where org_id = $1 and conversation_id = $2 and seq = $3', [
      ...[orgId, conversationId, seq],
    ]);
  }
}
