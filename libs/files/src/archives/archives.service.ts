import type { Readable } from 'node:stream';
import { Readable as Stream } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AccessService, ListResources, ResourceViews } from '@maroquin/access';
import { ARCHIVE_MAX_FILES, type ResourceView } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { FilesService } from '../files/files.service.js';
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

/** What was left out: said in the archive itself, so that nobody takes it for all there is. */
interface LeftOut {
  readonly documents: string[];
  readonly inside: string[];
  isTooMuch: boolean;
}

/** Files and folders as one ZIP archive, of what a person may read at the moment its turn comes. */
@Injectable()
export class ArchivesService {
  constructor(
    private readonly access: AccessService,
    private readonly lists: ListResources,
    private readonly views: ResourceViews,
    private readonly files: FilesService,
  ) {}

  /** @throws {DomainError} marking.forbids-export, request.not-found when one of them is not to be seen, or is no file and no folder */
  async of(actor: Actor, ids: readonly string[]): Promise<Archive> {
    for (const id of ids) await this.access.require(actor, 'resource.read', id);
    const views = await this.views.viewsOf(actor, ids);
    const chosen = ids.flatMap((id) => views.get(id) ?? []);
    const isOurs = chosen.every(({ kind, trashedAt }) => trashedAt === null && isArchived(kind));
    const [first] = chosen;
    if (first === undefined || chosen.length !== ids.length || !isOurs)
      throw new DomainError('request.not-found');
    if (chosen.every(staysInside)) throw new DomainError('marking.forbids-export');
    return {
      name: `${safeName(chosen.length === 1 ? first.name : 'Maroquin')}.zip`,
      open: () => zipStream(this.entriesOf(actor, chosen)),
    };
  }

  private async *entriesOf(actor: Actor, chosen: readonly ResourceView[]): AsyncGenerator<ZipEntry> {
    const left: LeftOut = { documents: [], inside: [], isTooMuch: false };
    const budget = { files: ARCHIVE_MAX_FILES };
    const top: Folder = { path: '', names: new FolderNames() };
    // The note about what is missing keeps its name.
    const note = top.names.add(
      actor.locale === 'fr' ? 'À lire - éléments absents.txt' : 'Read me - left out.txt',
    );
    for (const view of chosen) yield* this.entry(actor, view, top, left, budget);
    const text = noteOf(left, actor.locale);
    if (text !== null) {
      const bytes = Buffer.from(text);
      const content = { size: bytes.length, open: () => Promise.resolve(Stream.from([bytes])) };
      yield { path: note, modifiedAt: new Date(chosen[0]?.updatedAt ?? 0), content };
    }
  }

  private async *entry(
    actor: Actor,
    view: ResourceView,
    into: Folder,
    left: LeftOut,
    budget: { files: number },
  ): AsyncGenerator<ZipEntry> {
    if (staysInside(view)) {
      left.inside.push(into.path + safeName(view.name));
      return;
    }
    if (view.kind === 'document') left.documents.push(into.path + safeName(view.name));
    if (!isArchived(view.kind)) return;
    if (budget.files <= 0) {
      left.isTooMuch = true;
      return;
    }
    budget.files -= 1;
    const path = into.path + into.names.add(view.name);
    const modifiedAt = new Date(view.updatedAt);
    if (view.kind === 'file') {
      const content = await orNothing(this.files.content(actor, view.id));
      if (content !== null) yield { path, modifiedAt, content };
      return;
    }
    yield { path: `${path}/`, modifiedAt };
    const folder: Folder = { path: `${path}/`, names: new FolderNames() };
    for await (const child of this.childrenOf(actor, view.id))
      yield* this.entry(actor, child, folder, left, budget);
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

const isArchived = (kind: ResourceView['kind']): boolean =>
  kind === 'file' || kind === 'folder' || kind === 'space';

/** What may no longer be read, or was thrown away meanwhile, is left out. */
async function orNothing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'request.not-found') return null;
    throw error;
  }
}

function noteOf({ documents, inside, isTooMuch }: LeftOut, locale: 'fr' | 'en'): string | null {
  const isFrench = locale === 'fr';
  const parts: string[] = [];
  if (documents.length > 0)
    parts.push(
      isFrench
        ? 'Ces documents s’écrivent dans le navigateur et ne sont pas dans l’archive :'
        : 'These documents are written in the browser and are not in the archive:',
      ...documents.map((path) => `- ${path}`),
    );
  if (inside.length > 0)
    parts.push(
      isFrench
        ? 'Ces éléments sont en diffusion restreinte et ne sortent pas du service :'
        : 'These items are of restricted circulation and do not leave the service:',
      ...inside.map((path) => `- ${path}`),
    );
  if (isTooMuch)
    parts.push(
      isFrench
        ? `L’archive s’arrête à ${String(ARCHIVE_MAX_FILES)} éléments : téléchargez les dossiers un par un.`
        : `The archive ends at ${String(ARCHIVE_MAX_FILES)} items: download the folders one by one.`,
    );
  return parts.length === 0 ? null : `${parts.join('\r\n')}\r\n`;
}
