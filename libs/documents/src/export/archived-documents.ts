import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DocumentWriter } from '@maroquin/files';
import { lossSentence } from '@maroquin/prose';
import { DocumentExports } from './document-exports.service.js';

/** Says how the documents of a folder become files of its archive. */
@Injectable()
export class ArchivedDocuments implements OnModuleInit {
  constructor(
    private readonly writer: DocumentWriter,
    private readonly exports: DocumentExports,
  ) {}

  onModuleInit(): void {
    this.writer.use(async (actor, id, format) => {
      const { bytes, losses } = await this.exports.export(actor, id, format);
      return { bytes, losses: losses.map((loss) => lossSentence(loss, actor.locale)) };
    });
  }
}
