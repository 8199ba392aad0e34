import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { ArchivesController } from './archives/archives.controller.js';
import { ArchivesService } from './archives/archives.service.js';
import { BlobReferences } from './blobs/blob-references.js';
import { BlobsService } from './blobs/blobs.service.js';
import { SweepBlobs } from './blobs/sweep-blobs.js';
import { ExpireVersions } from './files/expire-versions.js';
import { FilesController } from './files/files.controller.js';
import { FilesService } from './files/files.service.js';
import { ReceivedUploads } from './uploads/received-uploads.js';
import { UploadRows } from './uploads/upload-rows.js';
import { UploadWriters } from './uploads/upload-writers.js';
import { UploadsMount } from './uploads/uploads.mount.js';
import { UploadsService } from './uploads/uploads.service.js';
import { FileVersionsController } from './files/file-versions.controller.js';
import { FileVersionsService } from './files/file-versions.service.js';
import { VersionRows } from './files/version-rows.js';

@Module({
  imports: [AccessModule],
  controllers: [FilesController, FileVersionsController, ArchivesController],
  providers: [
    BlobsService,
    SweepBlobs,
    BlobReferences,
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
  ],
  exports: [BlobsService, ExpireVersions, SweepBlobs, FilesService, UploadsService, UploadsMount],
})
export class FilesModule {}
