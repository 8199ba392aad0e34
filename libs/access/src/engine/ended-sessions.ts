/** Ids kept: far more than end while one socket is let in. */
const MAX_KEPT = 10_000;

/**
 * Sessions and tokens that ended lately. A socket is let in on what was true when it asked; whoever lists it asks here
 * afterwards, so that a session which ended in between lets nobody stay. A token may end with its organisation's keys and
 * serve again when they are open: so only what ended since the socket asked counts.
 */
export class EndedSessions {
  /** When each ended, in milliseconds of the clock that never steps. */
  private readonly endedAt = new Map<string, number>();

  add(sessionIds: Iterable<string>): void {
    for (const id of sessionIds) {
      this.endedAt.delete(id);
      this.endedAt.set(id, performance.now());
    }
    for (const oldest of this.endedAt.keys()) {
      if (this.endedAt.size <= MAX_KEPT) return;
      this.endedAt.delete(oldest);
    }
  }

  /** `askedAt`: `performance.now()` just before whoever holds it was authenticated. */
  hasSince(askedAt: number, sessionId: string | null): boolean {
    return sessionId !== null && (this.endedAt.get(sessionId) ?? -1) >= askedAt;
  }
}
