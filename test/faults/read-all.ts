import { messagesSchema, type MessageView } from '@maroquin/contracts';
import type { HttpClient } from '../support/http-client.js';

/** All messages of a conversation, as a fresh reader finds them. */
export async function readAll(http: HttpClient, channelId: string): Promise<MessageView[]> {
  const all: MessageView[] = [];
  for (;;) {
    const after = all.at(-1)?.seq ?? 0;
    const path = `/channels/${channelId}/messages?after=${String(after)}&limit=200`;
    const page = await http.get(messagesSchema, path);
    all.push(...page.items);
    if (page.next === null || page.items.length === 0) return all;
  }
}
