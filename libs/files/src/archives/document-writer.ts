import { Injectable } from '@nestjs/common';
import type { ExportFormat } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';

export interface WrittenDocument {
  readonly bytes: Uint8Array;
  /** What this format does not hold of it, a sentence each, in the reader's language. */
  readonly losses: readonly string[];
}
type WriteOne = (actor: Actor, id: string, format: ExportFormat) => Promise<WrittenDocument>;

/** Documents in a folder that is taken along: the lib that makes files of them stands above this one, and says so here. */
@Injectable()
export class DocumentWriter {
  private writeOne: WriteOne | null = null;

  use(writeOne: WriteOne): void {
    this.writeOne = writeOne;
  }

  /** @throws {DomainError} request.not-found, marking.forbids-export, export.too-large, request.too-many, server.busy, server.unavailable */
  write(actor: Actor, id: string, format: ExportFormat): Promise<WrittenDocument> {
    if (this.writeOne === null) throw new Error('nobody said how documents become files');
    return this.writeOne(actor, id, format);
  }
}
