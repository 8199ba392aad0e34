import { Injectable } from '@nestjs/common';
import { DocumentsService, RestoreDocuments } from '@maroquin/documents';
import { WriteFile } from '@maroquin/files';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { ExportSource } from '../format/export-source.js';
import type { Arriving } from './arriving.js';
import { ImportConversations } from './import-conversations.js';
import { commentSchema, type ResourceLine } from './lines.js';
import { readLines, readWhole } from './read-lines.js';

interface Place {
  readonly source: ExportSource;
  readonly arriving: Arriving;
  readonly parentId: string;
  readonly ownerId: string | null;
}

/** Documents, files and discussions as whoever imports makes them. */
@Injectable()
export class ImportContents {
  constructor(
    private readonly documents: DocumentsService,
    private readonly restored: RestoreDocuments,
    private readonly files: WriteFile,
    private readonly conversations: ImportConversations,
  ) {}

  /** @throws {DomainError} import.*, quota.*, resource.name-taken */
  async document(actor: Actor, line: ResourceLine, { source, arriving, parentId }: Place): Promise<string> {
    const { json, comments } = line.files ?? {};
    if (json === undefined) throw new DomainError('import.corrupt');
    const words = new Map<string, string>();
    if (comments !== undefined)
      for await (const comment of readLines(source, comments, commentSchema))
        words.set(comment.id, comment.words);
    const kind = line.documentKind ?? 'prose';
    const id = await this.restored.restore(actor, {
      ...{ title: line.name, parentId, kind, words, people: arriving.subjects },
      ...{ isTemplate: line.template === true, json: await readWhole(source, json) },
    });
    const { language = null } = line;
    if (language !== null) await this.documents.setLanguage(actor, id, language);
    if (line.numberedTitles === true) await this.documents.setNumberedTitles(actor, id, true);
    if (line.suggestionsOnly === true) await this.documents.setSuggestionsOnly(actor, id, true);
    return id;
  }

  /** All its versions, the oldest first. @throws {DomainError} import.corrupt, quota.*, resource.name-taken */
  async file(actor: Actor, line: ResourceLine, { source, arriving, parentId }: Place): Promise<string> {
    let fileId: string | null = null;
    const { versions = [] } = line;
    // What is not sent yet takes no second version.
    const brought = arriving.standsInConversation(line) ? versions.slice(-1) : versions;
    if (brought.length < versions.length) arriving.leave('version', line.id);
    for (const { path, size } of brought) {
      const bytes = await source.open(path);
      if (bytes === null) {
        arriving.leave('version', line.id);
        continue;
      }
      fileId = await this.files.write(actor, { parentId, name: line.name, fileId, length: size }, bytes);
    }
    if (fileId === null) throw new DomainError('import.corrupt');
    return fileId;
  }

  conversation(actor: Actor, line: ResourceLine, place: Place): Promise<string> {
    return this.conversations.begin(actor, line, place);
  }
}
