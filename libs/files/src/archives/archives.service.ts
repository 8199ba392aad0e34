import type { Readable } from 'node:stream';
import { Readable as Stream } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AccessService, ListResources, ResourceViews } from '@maroquin/access';
import { ARCHIVE_MAX_FILES, exportEnding, type ExportFormat, type ResourceView } from '@maroquin/contracts';
import { Admission, LOOP_MS, requesterOf } from '@maroquin/platform/admission';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { FilesService } from '../files/files.service.js';
import { DocumentWriter, type WrittenDocument } from './document-writer.js';
import { type LeftOut, leftOutText } from './left-out.js';
import { FolderNames, safeName } from './safe-names.js';
import { type ZipEntry, zipStream } from './zip-stream.js';

/** Rows of a folder that are read at once. */
const PAGE = 200;

export interface Archive {
  /** "Rapports.zip": of the one that was chosen, or of the place. */
  readonly name: string;
  open(): Readable;
}

interface Folder {
  readonly path: string;
  readonly names: FolderNames;
}

/** What one archive is made with, and how far it has come. */
interface Making {
  readonly actor: Actor;
  /** What documents become; null: they are left out. */
  readonly format: ExportFormat | null;
  readonly left: LeftOut;
  /** Items that may still follow. */
  room: number;
}

/** Files and folders as one ZIP archive, of what a person may read at the moment its turn comes. */
@Injectable()
export class ArchivesService {
  constructor(
    private readonly access: AccessService,
    private readonly lists: ListResources,
    private readonly views: ResourceViews,
    private readonly files: FilesService,
    private readonly documents: DocumentWriter,
    private readonly admission: Admission,
  ) {}

  /**
   * @param format what documents become; null: they are left out
   * @throws {DomainError} marking.forbids-export, request.not-found when one of them is not to be seen, or has no place in an archive
   */
  async of(actor: Actor, ids: readonly string[], format: ExportFormat | null): Promise<Archive> {
    for (const id of ids) await this.access.require(actor, 'resource.read', id);
    const views = await this.views.viewsOf(actor, ids);
    const chosen = ids.flatMap((id) => views.get(id) ?? []);
    const isOurs = chosen.every(({ kind, trashedAt }) => trashedAt === null && isArchived(kind, format));
    const [first] = chosen;
    if (first === undefined || chosen.length !== ids.length || !isOurs)
      throw new DomainError('request.not-found');
    if (chosen.every(staysInside)) throw new DomainError('marking.forbids-export');
    return {
      name: `${safeName(chosen.length === 1 ? first.name : 'Maroquin')}.zip`,
      open: () => zipStream(this.entriesOf(actor, chosen, format)),
    };
  }

  private async *entriesOf(
    actor: Actor,
    chosen: readonly ResourceView[],
    format: ExportFormat | null,
  ): AsyncGenerator<ZipEntry> {
    const left: LeftOut = {
      documents: [],
      failed: [],
      losses: [],
      inside: 0,
      blocked: [],
      isTooMuch: false,
    };
    const making: Making = { actor, format, left, room: ARCHIVE_MAX_FILES };
    const top: Folder = { path: '', names: new FolderNames() };
    // The note about what is missing keeps its name.
    const note = top.names.add(
      actor.locale === 'fr' ? 'À lire - éléments absents.txt' : 'Read me - left out.txt',
    );
    for (const view of chosen) yield* this.entry(making, view, top);
    const text = leftOutText(left, actor.locale);
    if (text !== null)
      yield {
        path: note,
        modifiedAt: new Date(chosen[0]?.updatedAt ?? 0),
        content: inMemory(Buffer.from(text)),
      };
  }

  private async *entry(making: Making, listed: ResourceView, into: Folder): AsyncGenerator<ZipEntry> {
    const { actor, format, left } = making;
    // The answer has begun: nothing else holds back somebody who reads sixteen archives at once.
    await this.admission.pace.pause(requesterOf(actor), LOOP_MS.entry);
    // What comes before it may have taken an hour: it may have been marked, or thrown away, since it was listed.
    const view = await orNothing(this.views.viewOf(actor, listed.id));
    if (view === null || view.trashedAt !== null) return;
    if (staysInside(view)) {
      left.inside += 1;
      return;
    }
    if (view.kind === 'document' && format === null) left.documents.push(into.path + safeName(view.name));
    if (!isArchived(view.kind, format)) return;
    if (making.room <= 0) {
      left.isTooMuch = true;
      return;
    }
    making.room -= 1;
    const modifiedAt = new Date(view.updatedAt);
    if (view.kind === 'document' && format !== null) {
      yield* this.document(making, view, into, format);
      return;
    }
    const path = into.path + into.names.add(view.name);
    if (view.kind === 'file') {
      const content = await orNothing(this.files.content(actor, view.id), () => left.blocked.push(path));
      if (content !== null) yield { path, modifiedAt, content };
      return;
    }
    yield { path: `${path}/`, modifiedAt };
    const folder: Folder = { path: `${path}/`, names: new FolderNames() };
    for await (const child of this.childrenOf(actor, view.id)) yield* this.entry(making, child, folder);
  }

  /** One that cannot be made is named in the note: the others are not lost for it. */
  private async *document(
    { actor, left }: Making,
    { id, name, updatedAt }: ResourceView,
    into: Folder,
    format: ExportFormat,
  ): AsyncGenerator<ZipEntry> {
    const path = into.path + into.names.add(`${name}.${exportEnding(format)}`);
    let written: WrittenDocument | null = null;
    try {
      written = await orNothing(this.documents.write(actor, id, format));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'marking.forbids-export') left.inside += 1;
      else left.failed.push(path);
    }
    if (written === null) return;
    if (written.losses.length > 0) left.losses.push({ path, sentences: written.losses });
    const { buffer, byteOffset, byteLength } = written.bytes;
    yield {
      path,
      modifiedAt: new Date(updatedAt),
      content: inMemory(Buffer.from(buffer, byteOffset, byteLength)),
    };
  }

  private async *childrenOf(actor: Actor, parentId: string): AsyncGenerator<ResourceView> {
    let cursor: string | undefined;
    do {
      const asked = { kinds: null, sort: 'name', limit: PAGE, cursor } as const;
      const page = await orNothing(this.lists.children(actor, parentId, asked));
      yield* page?.items ?? [];
      cursor = page?.next ?? undefined;
    } while (cursor !== undefined);
  }
}

/** What is of restricted circulation does not leave the service. */
const staysInside = ({ marking }: ResourceView): boolean => marking === 'restricted';

const isArchived = (kind: ResourceView['kind'], format: ExportFormat | null): boolean =>
  kind === 'file' || kind === 'folder' || kind === 'space' || (kind === 'document' && format !== null);

const inMemory = (bytes: Buffer): NonNullable<ZipEntry['content']> => ({
  size: bytes.length,
  open: () => Promise.resolve(Stream.from([bytes])),
});

/** What may no longer be read, or was thrown away meanwhile, is left out. */
async function orNothing<T>(
  asked: Promise<T>,
  onBlocked: () => unknown = () => undefined,
): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'file.scanning' || error.code === 'file.infected') onBlocked();
    else if (error.code !== 'request.not-found') throw error;
    return null;
  }
}
