import type { DocumentRef, SuggestionCheck } from './ports.js';

/** Others who write while a suggestion is being checked make it be checked again. */
const MAX_TURNS = 20;
/** Bytes that the check has not been given yet; beyond this it is given everything. */
const MAX_BACKLOG_BYTES = 1024 * 1024;

/** How it ended. `busy`: others wrote the whole time, or it could not be checked now; it may be sent again. */
export type SuggestionOutcome = 'accepted' | 'refused' | 'busy';

/**
 * Lets into a document what somebody sends who may only suggest, after it was checked that nothing of the text changes but
 * by their suggestions. The check costs time and is done elsewhere; what it says holds for the document as it was, so it
 * counts only when nobody has written since.
 */
export class SuggestionGate {
  /** Rises with everything that is accepted or comes from other nodes. */
  private version = 0;
  /** Updates that the check has not been given; null: it knows nothing of the document. */
  private backlog: Uint8Array[] | null = null;
  private backlogBytes = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly document: DocumentRef,
    private readonly check: SuggestionCheck | undefined,
    /** Everything that the document holds, also what is not committed. */
    private readonly content: () => readonly Uint8Array[],
  ) {}

  /** Plain text holds no suggestions. */
  get isPossible(): boolean {
    return this.check !== undefined && this.document.kind === 'prose';
  }

  /** The document holds this as well. */
  added(update: Uint8Array): void {
    this.version += 1;
    if (this.backlog === null) return;
    this.backlog.push(update);
    this.backlogBytes += update.length;
    if (this.backlogBytes > MAX_BACKLOG_BYTES) this.forget();
  }

  /** What was accepted may not come about: the check begins with the whole document again. */
  forget(): void {
    this.version += 1;
    this.backlog = null;
    this.backlogBytes = 0;
  }

  /**
   * Checks one update after the other. `accept` runs in the same turn in which the check holds, and says whether the
   * document has taken it. `spent`: milliseconds that the check took.
   */
  admit(
    update: Uint8Array,
    personId: string,
    { accept, spent }: { accept: () => boolean; spent: (milliseconds: number) => void },
  ): Promise<SuggestionOutcome> {
    const outcome = this.last.then(async (): Promise<SuggestionOutcome> => {
      for (let turn = 0; turn < MAX_TURNS; turn += 1) {
        const version = this.version;
        const { keepsText, milliseconds } = await this.ask(update, personId);
        spent(milliseconds);
        if (version !== this.version) continue;
        if (!keepsText) return 'refused';
        if (accept()) return 'accepted';
        this.forget();
        return 'busy';
      }
      // The check goes on as if it had been accepted.
      this.forget();
      return 'busy';
    });
    this.last = outcome.catch(() => this.forget());
    return outcome;
  }

  private async ask(
    update: Uint8Array,
    personId: string,
  ): Promise<{ keepsText: boolean; milliseconds: number }> {
    const { check, document } = this;
    if (check === undefined) throw new Error('nobody checks suggestions');
    const request = { document, update, personId };
    if (this.backlog !== null) {
      const since = this.backlog;
      this.backlog = [];
      this.backlogBytes = 0;
      const answer = await check.check({ ...request, since });
      if (answer !== 'unknown') return answer;
    }
    this.backlog = [];
    this.backlogBytes = 0;
    const answer = await check.check({ ...request, content: this.content() });
    if (answer === 'unknown') throw new Error('the check does not begin');
    return answer;
  }
}
