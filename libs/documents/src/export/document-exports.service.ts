import { Injectable } from '@nestjs/common';
import { AccessService, PeopleNames, ResourceViews } from '@maroquin/access';
import type { ExportFormat, ResourceView } from '@maroquin/contracts';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { ExportedFile, ProseNode } from '@maroquin/prose';
import { ExportActs, type ExportedVia } from './export-acts.js';
import { ExportContents } from './export-contents.js';
import { authorNames } from './export-names.js';
import type { ReadDocument } from './export-worker.js';
import { withMarking } from './with-marking.js';

export interface DocumentFile extends ExportedFile {
  /** The document's name, without an ending. */
  readonly name: string;
}

/** The same bytes for each reader. */
interface SharedFile extends DocumentFile {
  readonly view: ResourceView;
  readonly seq: number;
}

interface KeptVersion {
  readonly title: string;
  /** JSON. */
  readonly content: string;
  /** Blocks that stand below it. */
  readonly after: readonly ProseNode[];
}

/** Where the text and what is said beside it come from. */
interface ExportSource {
  /** Absent: as the document is called now. */
  readonly title?: string;
  /** Every reader gets the same bytes. */
  readonly isShared?: boolean;
  readonly read: () => Promise<ReadDocument & { readonly seq?: number }>;
  readonly threads: () => ReturnType<ExportContents['threads']>;
}

/** Links of one document that are written by title. */
const MOST_TITLES = 1_000;
/** Until somebody says otherwise, an administration of ours writes French. */
const LANGUAGE = 'fr';

/** Documents as files, for whoever may read them. Nothing of it is kept. */
@Injectable()
export class DocumentExports {
  constructor(
    private readonly access: AccessService,
    private readonly views: ResourceViews,
    private readonly people: PeopleNames,
    private readonly contents: ExportContents,
    private readonly admission: Admission,
    private readonly acts: ExportActs,
  ) {}

  /** @throws {DomainError} request.not-found, marking.forbids-export, export.too-large, request.too-many, server.busy, server.unavailable */
  async export(actor: Actor, id: string, format: ExportFormat, via?: ExportedVia): Promise<DocumentFile> {
    const { orgId } = await this.access.require(actor, 'document.read', id);
    const file = await this.make(actor, { orgId, id }, format, {
      read: () => this.contents.read(orgId, id),
      threads: () => this.contents.threads(orgId, id, format),
    });
    await this.acts.exported(actor, { orgId, id }, { format, via });
    return file;
  }

  /**
   * A file of which nothing depends on who asks: without what is said beside it, nor the titles of what it links to. Nothing
   * leaves by this alone. @throws {DomainError} as `export`, file.scanning
   */
  async exportShared(actor: Actor, id: string, format: ExportFormat): Promise<SharedFile> {
    const { orgId } = await this.access.require(actor, 'document.read', id);
    return this.make(actor, { orgId, id }, format, {
      isShared: true,
      read: () => this.contents.read(orgId, id),
      threads: () => Promise.resolve(new Map()),
    });
  }

  /** A program of the person's was given such a file. @throws {DomainError} request.not-found */
  async recordTaken(actor: Actor, id: string, format: ExportFormat): Promise<void> {
    const { orgId } = await this.access.require(actor, 'document.read', id);
    await this.acts.exported(actor, { orgId, id }, { format, via: 'mount' });
  }

  /** The same of a version that is kept as it was, without what is said beside it. @throws {DomainError} as `export` */
  async exportVersion(
    actor: Actor,
    id: string,
    { title, content, after }: KeptVersion,
    format: ExportFormat,
  ): Promise<DocumentFile> {
    const { orgId } = await this.access.require(actor, 'document.read', id);
    const file = await this.make(actor, { orgId, id }, format, {
      title,
      read: () => this.contents.readVersion(content, after),
      threads: () => Promise.resolve(new Map()),
    });
    await this.acts.exported(actor, { orgId, id }, { format, via: undefined });
    return file;
  }

  private async make(
    actor: Actor,
    { orgId, id }: { readonly orgId: string; readonly id: string },
    format: ExportFormat,
    source: ExportSource,
  ): Promise<SharedFile> {
    const requester = requesterOf(actor);
    const isShared = source.isShared === true;
    return this.admission.run('worker', requester, async () => {
      const [resource, written, threads] = await Promise.all([
        this.views.viewOf(actor, id),
        source.read(),
        source.threads(),
      ]);
      requireMayLeave(resource);
      const read = withMarking(written, resource.marking, format);
      const language = resource.documentLanguage ?? LANGUAGE;
      const names = await authorNames(this.people, orgId, read.sources.authors, language);
      const title = source.title ?? resource.name;
      const about = aboutOf({ ...resource, name: title });
      const titles = isShared ? new Map<string, string>() : await this.titlesOf(actor, read.sources.links);
      const file = await this.contents.write(requester, { orgId, id }, read, {
        ...{ format, about, names, threads, titles, isShared },
      });
      // It may have taken a while: whoever lost the right meanwhile gets nothing, nor does anybody of what was marked.
      await this.access.require(actor, 'document.read', id);
      requireMayLeave(await this.views.viewOf(actor, id));
      return { ...file, name: title, view: resource, seq: written.seq ?? 0 };
    });
  }

  /** What this reader may not see, or lies in the bin, keeps its address. */
  private async titlesOf(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const asked = ids.slice(0, MOST_TITLES);
    const readable = await this.access.which(actor, 'resource.read', asked);
    const views = await this.views.viewsOf(actor, [...readable]);
    const shown = [...views.values()].filter(({ trashedAt }) => trashedAt === null);
    return new Map(shown.map(({ id, name }) => [id, name]));
  }
}

/** @throws {DomainError} marking.forbids-export */
function requireMayLeave({ marking }: Pick<ResourceView, 'marking'>): void {
  if (marking === 'restricted') throw new DomainError('marking.forbids-export');
}

const aboutOf = (resource: ResourceView) => ({
  title: resource.name,
  author: resource.createdBy?.name ?? '',
  language: resource.documentLanguage ?? LANGUAGE,
  createdAt: new Date(resource.createdAt),
  modifiedAt: new Date(resource.updatedAt),
  numberedTitles: resource.numberedTitles === true,
});
