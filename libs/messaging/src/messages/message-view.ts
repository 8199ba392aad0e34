import type { MessageView, PersonView } from '@maroquin/contracts';
import type { FeedEntry } from '@maroquin/platform/feeds';
import { decodeMessage } from './message-payload.js';

/** An erased message keeps its number and loses its text. */
export function toMessageView(entry: FeedEntry, authors: ReadonlyMap<string, PersonView>): MessageView {
  const { id, text } = entry.erased ? { id: entry.clientId ?? '', text: '' } : decodeMessage(entry.payload);
  return {
    id,
    seq: entry.last,
    clientId: entry.clientId ?? id,
    author: entry.actorId === null ? null : (authors.get(entry.actorId) ?? null),
    text,
    at: entry.at.toISOString(),
  };
}
