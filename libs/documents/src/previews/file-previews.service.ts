import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { type ErrorCode, IMPORT_MAX_BYTES, pagePreviewEndings } from '@maroquin/contracts';
import { FilesService } from '@maroquin/files';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import { RecentResults } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { FileConverter } from '../import/file-converter.js';

export interface FilePreview {
  /** Changes with the content only. */
  readonly etag: string;
  /** A page in HTML that runs and fetches nothing. */
  readonly open: () => Promise<Uint8Array>;
}

/** Pages that are kept for the next reader, bytes. */
const KEPT_BYTES = 16 * 1024 * 1024;
const SHOWN = new RegExp(`\\.(?:${pagePreviewEndings.join('|')})$`, 'iu');
const TOLD: Readonly<Partial<Record<ErrorCode, ErrorCode>>> = {
  'import.corrupt': 'preview.unreadable',
  'import.unsupported': 'preview.unreadable',
  'import.encrypted': 'preview.locked',
  'import.bomb': 'preview.unsafe',
  'import.unsafe': 'preview.unsafe',
  'import.too-large': 'preview.too-large',
  'import.timeout': 'preview.too-large',
};

/** Texts of office programs as pages to be looked at, made as an import makes documents. Nothing of it is stored. */
@Injectable()
export class FilePreviews {
  private readonly pages = new RecentResults<Uint8Array>(KEPT_BYTES);

  constructor(
    private readonly access: AccessService,
    private readonly files: FilesService,
    private readonly converter: FileConverter,
    private readonly admission: Admission,
  ) {}

  /** @throws {DomainError} request.not-found, file.scanning, file.infected, preview.*, import.busy, request.too-many, server.busy */
  async get(actor: Actor, id: string): Promise<FilePreview> {
    await this.access.require(actor, 'file.read', id);
    const content = await this.files.content(actor, id);
    if (!SHOWN.test(content.name)) throw new DomainError('preview.unreadable');
    if (content.size > IMPORT_MAX_BYTES) throw new DomainError('preview.too-large');
    const { etag, name: title } = content;
    const key = `${title} ${etag}`;
    return {
      etag,
      open: async () => {
        const kept = this.pages.get(key);
        if (kept !== undefined) return kept;
        const page = await this.make(actor, content);
        this.pages.set(key, page, page.length);
        return page;
      },
    };
  }

  private async make(
    actor: Actor,
    content: Awaited<ReturnType<FilesService['content']>>,
  ): Promise<Uint8Array> {
    const requester = requesterOf(actor);
    const { name, size, writtenAt } = content;
    try {
      return await this.admission.run('conversion', requester, async () => {
        const release = this.admission.hold(requester, size);
        try {
          return await this.converter.toPage(await buffer(await content.open()), name, {
            title: name,
            writtenAt,
          });
        } finally {
          release();
        }
      });
    } catch (error) {
      const told = error instanceof DomainError ? TOLD[error.code] : undefined;
      throw told === undefined ? error : new DomainError(told, { cause: error });
    }
  }
}
