import type { AppendResult, DocumentRef, Journal, JournalAppend, JournalRow } from '../src/index.js';

/** A journal in memory that can be made to fail, to wait, or to let somebody else write first. */
export class MemoryJournal implements Journal {
  private readonly rows = new Map<string, JournalRow[]>();
  private readonly listeners = new Map<string, Set<(rows: readonly JournalRow[]) => void>>();
  private gate: Promise<void> | null = null;
  private openGate: () => void = () => undefined;
  failing = false;
  /** Hints to other nodes are lost, as a bus may lose them. */
  mute = false;
  appends = 0;
  /** Sequences behind which rows were asked for. */
  readonly readsBehind: number[] = [];

  hold(): void {
    this.gate = new Promise((resolve) => (this.openGate = resolve));
  }

  release(): void {
    this.gate = null;
    this.openGate();
  }

  async append(document: DocumentRef, item: JournalAppend): Promise<AppendResult> {
    this.appends += 1;
    await (this.gate ?? Promise.resolve());
    if (this.failing) throw new Error('disk full');
    const last = this.seqOf(document.id);
    if (item.expectedSeq !== last) return { status: 'moved' };
    const row = { first: last + 1, last: last + item.count, kind: 'updates' as const, run: item.run };
    this.commit(document.id, row);
    return { status: 'committed', first: row.first, last: row.last };
  }

  /** Somebody restores the document: an epoch begins with this content. */
  begin(documentId: string, snapshot: Uint8Array): void {
    const seq = this.seqOf(documentId) + 1;
    this.commit(documentId, { first: seq, last: seq, kind: 'base', run: snapshot });
  }

  private commit(documentId: string, row: JournalRow): void {
    this.rowsOf(documentId).push(row);
    if (!this.mute) for (const listener of this.listeners.get(documentId) ?? []) listener([row]);
  }

  async read(document: DocumentRef, afterSeq: number, limit: number): Promise<readonly JournalRow[]> {
    await Promise.resolve();
    this.readsBehind.push(afterSeq);
    return this.rowsOf(document.id)
      .filter((row) => row.first > afterSeq)
      .slice(0, limit);
  }

  subscribe(
    document: DocumentRef,
    _afterSeq: number,
    listener: (rows: readonly JournalRow[]) => void,
  ): () => void {
    const listeners = this.listeners.get(document.id) ?? new Set();
    this.listeners.set(document.id, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  rowsOf(documentId: string): JournalRow[] {
    const rows = this.rows.get(documentId) ?? [];
    this.rows.set(documentId, rows);
    return rows;
  }

  seqOf(documentId: string): number {
    return this.rowsOf(documentId).at(-1)?.last ?? 0;
  }
}
