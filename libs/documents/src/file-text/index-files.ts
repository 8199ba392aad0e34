import { Injectable } from '@nestjs/common';
import { FileTexts, type UnreadFile } from '@maroquin/files';
import { IndexRows } from '@maroquin/search';
import { FileTextReader } from './file-text-reader.js';
import { fileTextFormatOf, isPicture } from './formats.js';
import { FILE_TEXT_LIMITS } from './limits.js';
import { PictureTextReader } from './picture-text-reader.js';

/** Reads the text of files into the search index. What cannot be read is found by its name. */
@Injectable()
export class IndexFiles {
  constructor(
    private readonly files: FileTexts,
    private readonly reader: FileTextReader,
    private readonly pictures: PictureTextReader,
    private readonly rows: IndexRows,
  ) {}

  /** @throws {DomainError} server.unavailable, sealed.damaged: the job is tried again */
  async index(orgId: string, fileId: string): Promise<void> {
    const file = await this.files.open(orgId, fileId);
    if (file === null) return;
    const put = await this.rows.prepareFileText(orgId, fileId, await this.textOf(file));
    await file.finish((tx) => put(tx, file.key));
  }

  private async textOf(file: UnreadFile): Promise<string> {
    const { name, mediaType, size } = file;
    if (size === 0 || size > FILE_TEXT_LIMITS.fileBytes) return '';
    if (isPicture(name, mediaType)) return (await this.pictures.read(() => file.bytes())) ?? '';
    const format = fileTextFormatOf(name, mediaType);
    return format === null ? '' : ((await this.reader.read(format, await file.bytes())) ?? '');
  }
}
