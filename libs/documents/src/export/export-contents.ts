import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { decodeSnapshot } from '@maroquin/coediting';
import type { ExportFormat } from '@maroquin/contracts';
import { CommentExports } from '@maroquin/messaging';
import { Admission, type Requester } from '@maroquin/platform/admission';
import { type Config, CONFIG } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import type { ExportedFile, ExportPicture, ExportThread, ProseNode } from '@maroquin/prose';
import { DocumentContents } from '../checkpoints/document-contents.js';
import { DocumentImagesService } from '../images/document-images.service.js';
import type { ExportedAbout, ReadDocument } from './export-worker.js';
import { Exporter } from './exporter.js';

interface Place {
  readonly orgId: string;
  readonly id: string;
}

export interface ExportOptions {
  readonly format: ExportFormat;
  readonly about: ExportedAbout;
  readonly names: ReadonlyMap<string, string>;
  readonly threads: ReadonlyMap<string, ExportThread>;
  /** Names of resources that it links to, as far as they may be known. */
  readonly titles: ReadonlyMap<string, string>;
  /** Others will be given it: a picture that waits for the antivirus is not even its author's. */
  readonly isShared?: boolean;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Formats that hold pictures. */
const WITH_PICTURES: ReadonlySet<ExportFormat> = new Set(['odt', 'docx', 'pdf', 'pdfa', 'html', 'json']);
/** Formats that hold comments with their replies. */
const WITH_COMMENTS: ReadonlySet<ExportFormat> = new Set(['odt', 'docx', 'json']);
/** All pictures of one file: a quarter of the memory that requests may hold, less what the text takes. */
const MAX_PICTURE_BYTES = 56 * 1024 * 1024;

/** A document as it is committed, and its file. Access rule: the caller has checked document.read. */
@Injectable()
export class ExportContents {
  constructor(
    private readonly contents: DocumentContents,
    private readonly images: DocumentImagesService,
    private readonly exporter: Exporter,
    private readonly admission: Admission,
    private readonly comments: CommentExports,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws {DomainError} request.not-found, server.unavailable */
  async read(orgId: string, id: string): Promise<ReadDocument & { readonly seq: number }> {
    const { kind, seq, base, updates } = await this.contents.read(orgId, id);
    const written = updates.map(({ update }) => update);
    const read = await this.exporter.run({
      task: 'read',
      kind,
      updates: base === null ? written : [decodeSnapshot(base).update, ...written],
    });
    return { ...read, seq };
  }

  /** @param content JSON of a version that is kept as such @throws {DomainError} server.unavailable */
  readVersion(content: string, after: readonly ProseNode[]): Promise<ReadDocument> {
    return this.exporter.run({ task: 'read-version', content, after });
  }

  /** What was said in the document's comments, for the formats that take it along. */
  async threads(orgId: string, id: string, format: ExportFormat): Promise<ReadonlyMap<string, ExportThread>> {
    if (!WITH_COMMENTS.has(format)) return new Map();
    const found = await this.comments.of(orgId, id);
    return new Map(found.map(({ id: thread, resolved, said }) => [thread, { resolved, said }]));
  }

  /** @throws {DomainError} export.too-large, file.scanning, request.too-many, server.busy, server.unavailable */
  async write(
    requester: Requester,
    place: Place,
    { doc, sources }: ReadDocument,
    { titles, isShared = false, ...wish }: ExportOptions,
  ): Promise<ExportedFile> {
    const wanted = WITH_PICTURES.has(wish.format) ? sources.pictures : [];
    const found = await this.images.find(place, isShared ? NOBODY : requester.person, wanted.filter(isUuid));
    const size = found.reduce((sum, image) => sum + image.size, 0);
    if (size > MAX_PICTURE_BYTES) throw new DomainError('export.too-large');
    const release = this.admission.hold(requester, size);
    try {
      const pictures = new Map<string, ExportPicture>();
      // In the order of the document, so that its pictures are numbered as they are seen.
      for (const id of wanted) {
        const image = found.find((candidate) => candidate.id === id);
        if (image === undefined) continue;
        pictures.set(id, { mediaType: image.mediaType, bytes: await buffer(await image.open()) });
      }
      const internal = { origin: new URL(this.config.publicUrl).origin, titles };
      return await this.exporter.run({ task: 'write', doc, pictures, internal, ...wish });
    } finally {
      release();
    }
  }
}

/** An imported or hostile document may name anything. */
const isUuid = (id: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
