import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DocumentWriter } from '@maroquin/files';
import { lossSentence } from '@maroquin/prose';
import { DocumentExports } from './document-exports.service.js';

/** Says how documents become files of an archive, and of the mounted tree. */
@Injectable()
export class ArchivedDocuments implements OnModuleInit {
  constructor(
    private readonly writer: DocumentWriter,
    private readonly exports: DocumentExports,
  ) {}

  onModuleInit(): void {
    this.writer.use({
      write: async (actor, id, format) => {
        const { bytes, losses } = await this.exports.export(actor, id, format);
        return { bytes, losses: losses.map((loss) => lossSentence(loss, actor.locale)) };
      },
      writeShared: (actor, id, format) => this.exports.exportShared(actor, id, format),
      recordTaken: (actor, id, format) => this.exports.recordTaken(actor, id, format),
    });
  }
}
