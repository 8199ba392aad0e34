import type { DocumentRef } from '@maroquin/coediting';

/** At most one mark a document in this time. */
const EVERY_MS = 10_000;
const MAX_WAITING = 50_000;

interface Edited {
  readonly document: DocumentRef;
  personId: string;
  readonly timer: NodeJS.Timeout;
}

/** Notes who edited a document last, for lists, without writing a row for every keystroke. */
export class EditMarks {
  private readonly waiting = new Map<string, Edited>();

  constructor(
    private readonly mark: (document: DocumentRef, personId: string) => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  edited(document: DocumentRef, personId: string): void {
    const known = this.waiting.get(document.id);
    if (known !== undefined) {
      known.personId = personId;
      return;
    }
    if (this.waiting.size >= MAX_WAITING) return;
    const timer = setTimeout(() => void this.write(document.id), EVERY_MS);
    timer.unref();
    this.waiting.set(document.id, { document, personId, timer });
  }

  /** Writes what still waits. */
  async close(): Promise<void> {
    await Promise.all([...this.waiting.keys()].map((id) => this.write(id)));
  }

  private async write(documentId: string): Promise<void> {
    const edited = this.waiting.get(documentId);
    if (edited === undefined) return;
    clearTimeout(edited.timer);
    this.waiting.delete(documentId);
    await this.mark(edited.document, edited.personId).catch(this.onError);
  }
}
