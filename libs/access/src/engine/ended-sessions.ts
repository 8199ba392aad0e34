/** Ids kept: far more than end while one socket is let in. */
const MAX_KEPT = 10_000;

/**
 * Sessions and tokens that ended lately. A socket is let in on what was true when it knocked; whoever lists it asks here
 * afterwards, so that a session which ended in between lets nobody stay.
 */
export class EndedSessions {
  private readonly ids = new Set<string>();

  note(sessionIds: Iterable<string>): void {
    for (const id of sessionIds) this.ids.add(id);
    for (const oldest of this.ids) {
      if (this.ids.size <= MAX_KEPT) return;
      this.ids.delete(oldest);
    }
  }

  has(sessionId: string | null): boolean {
    return sessionId !== null && this.ids.has(sessionId);
  }
}
