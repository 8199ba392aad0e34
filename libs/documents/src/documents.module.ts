import { Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { DocumentCopier, FilesModule, FileTexts } from '@maroquin/files';
import { IdentityModule } from '@maroquin/identity';
import { MessagingModule } from '@maroquin/messaging';
import { NotificationsModule } from '@maroquin/notifications';
import { SearchModule, SearchSources } from '@maroquin/search';
import { Citations } from './citations/citations.js';
import { CitationsController } from './citations/citations.controller.js';
import { CircuitActs } from './circuits/circuit-acts.js';
import { CircuitFiles } from './circuits/circuit-files.js';
import { CircuitParts } from './circuits/circuit-parts.js';
import { CircuitRows } from './circuits/circuit-rows.js';
import { CircuitViews } from './circuits/circuit-views.js';
import { CircuitsController } from './circuits/circuits.controller.js';
import { CircuitsService } from './circuits/circuits.service.js';
import { NewCircuits } from './circuits/new-circuits.js';
import { CollabGateway } from './collab/collab.gateway.js';
import { CommentsController } from './comments/comments.controller.js';
import { CommentRepair } from './comments/comment-repair.js';
import { CommentsService } from './comments/comments.service.js';
import { MarkMaker } from './comments/mark-maker.js';
import { MarkWriter } from './comments/mark-writer.js';
import { collabProviders } from './collab/collab.providers.js';
import { CheckpointQueue } from './maintenance/checkpoint-queue.js';
import { maintenanceProviders } from './maintenance/maintenance.providers.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsService } from './documents.service.js';
import { HistoryReader } from './history/history-reader.js';
import { JournalPrefix } from './history/journal-prefix.js';
import { RestoreActs } from './history/restore-acts.js';
import { RestoreVersion } from './history/restore-version.js';
import { VersionContentsService } from './history/version-contents.service.js';
import { VersionMarks } from './history/version-marks.js';
import { VersionReplays } from './history/version-replays.js';
import { VersionsController } from './history/versions.controller.js';
import { VersionsService } from './history/versions.service.js';
import { CollectPictures } from './images/collect-pictures.js';
import { DocumentImagesService } from './images/document-images.service.js';
import { DocumentEpochs } from './epochs/document-epochs.js';
import { DocumentJournal } from './journal/document-journal.js';
import { DocumentExports } from './export/document-exports.service.js';
import { ArchivedDocuments } from './export/archived-documents.js';
import { ExportActs } from './export/export-acts.js';
import { ExportContents } from './export/export-contents.js';
import { Exporter } from './export/exporter.js';
import { FilePreviews } from './previews/file-previews.service.js';
import { FilePreviewsController } from './previews/file-previews.controller.js';
import { RestoreDocuments } from './restore-documents.js';
import { WholeDocuments } from './whole/whole-documents.js';
import { ExportsController } from './export/exports.controller.js';
import { FileTextReader } from './file-text/file-text-reader.js';
import { PictureTextReader } from './file-text/picture-text-reader.js';
import { IndexFiles } from './file-text/index-files.js';
import { FileConverter } from './import/file-converter.js';
import { ImportsService } from './imports.service.js';
import { SuggestionsController } from './suggestions/suggestions.controller.js';
import { CopiedPictures } from './templates/copied-pictures.js';
import { CopyDocument } from './copy-document.js';
import { NewDocuments } from './new-documents.js';
import { TemplateContents } from './templates/template-contents.js';
import { TemplatesController } from './templates/templates.controller.js';
import { TemplatesService } from './templates/templates.service.js';
import { DocumentTextService } from './text/document-text.service.js';
import { IndexDocuments } from './text/index-documents.js';
import { NamedInDocuments } from './text/named-in-documents.js';
import { TextReader } from './text/text-reader.js';

@Module({
  imports: [AccessModule, IdentityModule, NotificationsModule, SearchModule, FilesModule, MessagingModule],
  controllers: [
    // Before what reads a document by its id.
    TemplatesController,
    DocumentsController,
    VersionsController,
    CommentsController,
    SuggestionsController,
    ExportsController,
    FilePreviewsController,
    CitationsController,
    CircuitsController,
  ],
  providers: [
    DocumentsService,
    DocumentJournal,
    DocumentEpochs,
    ...maintenanceProviders,
    DocumentTextService,
    TextReader,
    NamedInDocuments,
    Citations,
    IndexDocuments,
    FileTextReader,
    PictureTextReader,
    IndexFiles,
    DocumentImagesService,
    CollectPictures,
    FileConverter,
    ImportsService,
    FilePreviews,
    TemplateContents,
    CopiedPictures,
    CopyDocument,
    NewDocuments,
    TemplatesService,
    Exporter,
    ExportContents,
    ExportActs,
    DocumentExports,
    WholeDocuments,
    RestoreDocuments,
    ArchivedDocuments,
    JournalPrefix,
    HistoryReader,
    VersionReplays,
    VersionMarks,
    VersionsService,
    VersionContentsService,
    RestoreActs,
    RestoreVersion,
    MarkMaker,
    CommentRepair,
    MarkWriter,
    CommentsService,
    CircuitRows,
    NewCircuits,
    CircuitActs,
    CircuitsService,
    CircuitViews,
    CircuitParts,
    CircuitFiles,
    ...collabProviders,
  ],
  exports: [
    CircuitActs,
    CommentRepair,
    DocumentExports,
    IndexFiles,
    DocumentsService,
    DocumentTextService,
    WholeDocuments,
    RestoreDocuments,
    CollabGateway,
    CheckpointQueue,
  ],
})
export class DocumentsModule implements OnModuleInit {
  constructor(
    private readonly search: SearchSources,
    private readonly index: IndexDocuments,
    private readonly fileTexts: FileTexts,
    private readonly copier: DocumentCopier,
    private readonly copies: CopyDocument,
  ) {}

  onModuleInit(): void {
    this.search.addFeeds('document', this.index);
    this.copier.use((actor, document) => this.copies.copy(actor, document));
    this.search.onRebuild((orgIds) => this.fileTexts.forget(orgIds));
  }
}
