import { openDB, type DBSchema } from 'idb';
import { z } from 'zod';
import { idSchema, instantSchema, messageFileSchema } from '@maroquin/contracts';
import type { OutboxStore } from './outbox.js';

const keptSchema = z.object({
  clientId: idSchema,
  channelId: idSchema,
  text: z.string(),
  quote: z.number().optional(),
  toMany: z.boolean().optional(),
  files: z.array(messageFileSchema).optional(),
  at: instantSchema,
  state: z.enum(['waiting', 'refused']),
  code: z.string().optional(),
});

interface Schema extends DBSchema {
  outbox: { key: string; value: unknown };
}

/**
 * The outbox of one person in IndexedDB. Each person has a database of their own: whoever signs in next
 * on the same computer must not send somebody else's messages.
 */
export const idbOutboxStore = (personId: string): OutboxStore => {
  const opened = openDB<Schema>(`maroquin-messages-${personId}`, 1, {
    upgrade: (db) => void db.createObjectStore('outbox'),
  });
  opened.catch(() => undefined); // private browsing: each call below fails, and the outbox goes on in memory
  return {
    load: async () => {
      const rows = await (await opened).getAll('outbox');
      return rows.flatMap((row) => {
        const kept = keptSchema.safeParse(row);
        if (!kept.success) return [];
        const { code, quote, toMany, files, ...message } = kept.data;
        return [
          {
            ...message,
            ...(code !== undefined && { code }),
            ...(quote !== undefined && { quote }),
            ...(toMany !== undefined && { toMany }),
            ...(files !== undefined && { files }),
          },
        ];
      });
    },
    put: async (message) => void (await (await opened).put('outbox', { ...message }, message.clientId)),
    remove: async (clientId) => (await opened).delete('outbox', clientId),
  };
};
