import { Injectable } from '@nestjs/common';
import type { DocumentRef, JournalRow } from '@maroquin/coediting';
import { outside } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds, type HeadMark } from '@maroquin/platform/feeds';
import { CheckpointStore, type IntactCheckpoint } from '../checkpoints/checkpoint-store.js';
import { type StoredDocument, StoredDocuments } from '../checkpoints/stored-documents.js';
import { toJournalRow } from '../journal/journal-row.js';

/** Rows of the journal that are read along; what is behind them, who opens the document asks for. */
const ROWS = 256;

interface Opening extends StoredDocument {
  /** Of the journal's number, since before it was read. */
  readonly mark: HeadMark;
}

/**
 * What opening a document takes, read in one round trip and handed over part by part as the engine asks. What cannot be read
 * this way, because something is damaged, the engine's own questions find as if this were not here.
 */
@Injectable()
export class DocumentOpenings {
  private readonly openings = new WeakMap<DocumentRef, Opening>();
  /** Reads under way, shared by all who come meanwhile: one of them opens the document, and the others join. */
  private readonly reading = new Map<string, Promise<DocumentRef | null>>();

  constructor(
    private readonly stored: StoredDocuments,
    private readonly feeds: Feeds,
    private readonly store: CheckpointStore,
  ) {}

  /**
   * The document, with all that is needed to open it at hand until it is asked for. Null: damaged.
   * @throws {DomainError} request.not-found
   */
  begin(orgId: string, id: string): Promise<DocumentRef | null> {
    const key = `${orgId} ${id}`;
    const reading =
      this.reading.get(key) ?? outside(() => this.read(orgId, id)).finally(() => this.reading.delete(key));
    this.reading.set(key, reading);
    return reading;
  }

  private async read(orgId: string, id: string): Promise<DocumentRef | null> {
    const mark = this.feeds.followers.trackHead(id);
    try {
      const stored = await this.stored.read(orgId, id, ROWS);
      this.openings.set(stored.document, { ...stored, mark });
      return stored.document;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'sealed.damaged') return null;
      throw error;
    }
  }

  /** As CheckpointStore.newest. */
  async newest(document: DocumentRef): Promise<IntactCheckpoint> {
    if (!this.openings.has(document)) await this.take(document);
    const opening = this.openings.get(document);
    return opening === undefined
      ? this.store.newest(document)
      : { checkpoint: opening.checkpoint, damaged: [] };
  }

  private async take(document: DocumentRef): Promise<void> {
    const now = await this.begin(document.orgId, document.id);
    const opening = now === null ? undefined : this.openings.get(now);
    if (now?.epoch === document.epoch && opening !== undefined) this.openings.set(document, opening);
  }

  /** Rows behind `afterSeq` that were read along: all there were, or as many as asked for. Null: not at hand. */
  rowsBehind(document: DocumentRef, afterSeq: number, limit: number): readonly JournalRow[] | null {
    const opening = this.openings.get(document);
    return opening?.after === afterSeq && limit <= ROWS
      ? opening.entries.slice(0, limit).map(toJournalRow)
      : null;
  }

  /** The number of the document's journal, tracked since before its rows were read. Forgets the opening. */
  markOf(document: DocumentRef): HeadMark | undefined {
    const opening = this.openings.get(document);
    this.openings.delete(document);
    return opening?.mark;
  }
}
