import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { FilesModule } from '@maroquin/files';
import { IdentityModule } from '@maroquin/identity';
import { CollabGateway } from './collab/collab.gateway.js';
import { collabProviders } from './collab/collab.providers.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsService } from './documents.service.js';
import { DocumentImagesService } from './images/document-images.service.js';
import { DocumentEpochs } from './epochs/document-epochs.js';
import { DocumentJournal } from './epochs/document-journal.js';
import { DocxConverter } from './import/docx-converter.js';
import { ImportsService } from './imports.service.js';
import { DocumentTextService } from './text/document-text.service.js';
import { TextReader } from './text/text-reader.js';

@Module({
  imports: [AccessModule, IdentityModule, FilesModule],
  controllers: [DocumentsController],
  providers: [
    DocumentsService,
    DocumentJournal,
    DocumentEpochs,
    DocumentTextService,
    TextReader,
    DocumentImagesService,
    DocxConverter,
    ImportsService,
    ...collabProviders,
  ],
  exports: [DocumentsService, DocumentTextService, CollabGateway],
})
export class DocumentsModule {}
