import type { DocumentRef } from '@maroquin/coediting';

/** At most one mark a document in this time. */
const EVERY_MS = 10_000;
const MAX_WAITING = 50_000;
/** Documents marked in one transaction. */
const AT_ONCE = 500;

/** A document, and who edited it last. */
interface Edited {
  readonly id: string;
  readonly orgId: string;
  personId: string;
}

/** Answers which documents could not be marked, because somebody is changing their names or places right now. */
type Mark = (orgId: string, documents: readonly Edited[]) => Promise<readonly string[]>;

/**
 * Records who edited a document last, for lists, without writing a row for every keystroke. Documents edited in the same
 * seconds are written together: two hundred transactions at once would slow down everybody who types.
 */
export class EditMarks {
  private waiting = new Map<string, Edited>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly mark: Mark,
    private readonly onError: (error: unknown) => void,
  ) {}

  edited({ id, orgId }: Pick<DocumentRef, 'id' | 'orgId'>, personId: string): void {
    const known = this.waiting.get(id);
    if (known !== undefined) known.personId = personId;
    else if (this.waiting.size < MAX_WAITING) this.wait({ id, orgId, personId });
  }

  /** Writes what still waits. */
  async close(): Promise<void> {
    await this.write();
    this.stopTimer();
  }

  private wait(document: Edited): void {
    this.waiting.set(document.id, document);
    this.timer ??= setTimeout(() => void this.write(), EVERY_MS).unref();
  }

  private async write(): Promise<void> {
    this.stopTimer();
    const all = [...this.waiting.values()];
    this.waiting = new Map();
    for (const orgId of new Set(all.map((one) => one.orgId))) {
      const own = all.filter((one) => one.orgId === orgId);
      for (let at = 0; at < own.length; at += AT_ONCE)
        await this.writeTogether(orgId, own.slice(at, at + AT_ONCE));
    }
  }

  private async writeTogether(orgId: string, documents: readonly Edited[]): Promise<void> {
    try {
      const held = new Set(await this.mark(orgId, documents));
      // Whoever edited one of them meanwhile is the one to be recorded.
      for (const one of documents) if (held.has(one.id) && !this.waiting.has(one.id)) this.wait(one);
    } catch (error) {
      this.onError(error);
    }
  }

  private stopTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
