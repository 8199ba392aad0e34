import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { ArchivesController } from './archives/archives.controller.js';
import { ArchivesService } from './archives/archives.service.js';
import { BlobReferences } from './blobs/blob-references.js';
import { BlobsService } from './blobs/blobs.service.js';
import { SweepBlobs } from './blobs/sweep-blobs.js';
import { CollectDrafts } from './blobs/collect-drafts.js';
import { BinController } from './deletion/bin.controller.js';
import { DeleteResources } from './deletion/delete-resources.js';
import { PurgeBin } from './deletion/purge-bin.js';
import { ExpireVersions } from './files/expire-versions.js';
import { FilesController } from './files/files.controller.js';
import { FilesService } from './files/files.service.js';
import { RecountStorage } from './integrity/recount.js';
import { VerifyStorage } from './integrity/verify-storage.js';
import { ReceivedUploads } from './uploads/received-uploads.js';
import { UploadRows } from './uploads/upload-rows.js';
import { UploadWriters } from './uploads/upload-writers.js';
import { UploadsMount } from './uploads/uploads.mount.js';
import { UploadsService } from './uploads/uploads.service.js';
import { FileVersionsController } from './files/file-versions.controller.js';
import { FileVersionsService } from './files/file-versions.service.js';
import { FileTexts } from './text/file-texts.js';
import { VersionRows } from './files/version-rows.js';

@Module({
  imports: [AccessModule],
  controllers: [FilesController, FileVersionsController, ArchivesController, BinController],
  providers: [
    BlobsService,
    SweepBlobs,
    CollectDrafts,
    BlobReferences,
    DeleteResources,
    PurgeBin,
    RecountStorage,
    VerifyStorage,
    VersionRows,
    ExpireVersions,
    FilesService,
    FileVersionsService,
    ArchivesService,
    ReceivedUploads,
    UploadRows,
    UploadWriters,
    UploadsService,
    UploadsMount,
    FileTexts,
  ],
  exports: [
    BlobsService,
    CollectDrafts,
    ExpireVersions,
    FileTexts,
    PurgeBin,
    RecountStorage,
    SweepBlobs,
    VerifyStorage,
    FilesService,
    UploadsService,
    UploadsMount,
  ],
})
export class FilesModule {}
