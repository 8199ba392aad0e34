import type { Clock } from '@maroquin/platform/config';

/** That somebody is typing is sent on this often at most. */
const AGAIN_MS = 2_500;
/** People of one conversation of whom it is sent on in that time: beyond a few, "several people" is all there is to say. */
const MOST_TYPISTS = 4;
const MAX_CONVERSATIONS = 10_000;

/** Who is typing where, as far as this node has just said so. */
export class Typists {
  /** Least recently used first. */
  private readonly byConversation = new Map<string, Map<string, number>>();

  constructor(private readonly clock: Clock) {}

  /** @returns whether it is to be sent on */
  add(conversationId: string, personId: string): boolean {
    const now = this.clock.now().getTime();
    const typists = this.byConversation.get(conversationId) ?? new Map<string, number>();
    for (const [id, at] of typists) if (now - at >= AGAIN_MS) typists.delete(id);
    if (typists.has(personId) || typists.size >= MOST_TYPISTS) return false;
    typists.set(personId, now);
    this.byConversation.delete(conversationId);
    this.byConversation.set(conversationId, typists);
    if (this.byConversation.size > MAX_CONVERSATIONS) {
      const [oldest] = this.byConversation.keys();
      if (oldest !== undefined) this.byConversation.delete(oldest);
    }
    return true;
  }
}
