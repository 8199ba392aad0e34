import { Injectable } from '@nestjs/common';
import type { ExportFormat, ResourceView } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';

export interface WrittenDocument {
  readonly bytes: Uint8Array;
  /** What this format does not hold of it, a sentence each, in the reader's language. */
  readonly losses: readonly string[];
}
/** The same bytes for whoever may read the document. */
export interface SharedDocument {
  readonly bytes: Uint8Array;
  /** What its name, dates and settings were taken from. */
  readonly view: ResourceView;
  /** The last committed change that it holds. */
  readonly seq: number;
}
interface Ways {
  readonly write: (actor: Actor, id: string, format: ExportFormat) => Promise<WrittenDocument>;
  readonly writeShared: (actor: Actor, id: string, format: ExportFormat) => Promise<SharedDocument>;
  readonly recordTaken: (actor: Actor, id: string, format: ExportFormat) => Promise<void>;
}

/**
 * Documents as files, in a folder that is taken along and in the mounted tree: the lib that makes them stands above this
 * one, and says so here.
 */
@Injectable()
export class DocumentWriter {
  private ways: Ways | null = null;

  use(ways: Ways): void {
    this.ways = ways;
  }

  /** @throws {DomainError} request.not-found, marking.forbids-export, export.too-large, request.too-many, server.busy, server.unavailable */
  write(...asked: Parameters<Ways['write']>): Promise<WrittenDocument> {
    return this.known().write(...asked);
  }

  /** Nothing leaves by this alone: whoever hands the bytes out says so by `recordTaken`. @throws {DomainError} as `write`, file.scanning */
  writeShared(...asked: Parameters<Ways['writeShared']>): Promise<SharedDocument> {
    return this.known().writeShared(...asked);
  }

  /** In the audit. @throws {DomainError} request.not-found */
  recordTaken(...asked: Parameters<Ways['recordTaken']>): Promise<void> {
    return this.known().recordTaken(...asked);
  }

  private known(): Ways {
    if (this.ways === null) throw new Error('nobody said how documents become files');
    return this.ways;
  }
}
