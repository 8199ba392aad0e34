import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { BlobsService } from './blobs/blobs.service.js';
import { SweepBlobs } from './blobs/sweep-blobs.js';
import { FilesController } from './files/files.controller.js';
import { FilesService } from './files/files.service.js';
import { UploadRows } from './uploads/upload-rows.js';
import { UploadWriters } from './uploads/upload-writers.js';
import { UploadsMount } from './uploads/uploads.mount.js';
import { UploadsService } from './uploads/uploads.service.js';

@Module({
  imports: [AccessModule],
  controllers: [FilesController],
  providers: [
    BlobsService,
    SweepBlobs,
    FilesService,
    UploadRows,
    UploadWriters,
    UploadsService,
    UploadsMount,
  ],
  exports: [BlobsService, SweepBlobs, FilesService, UploadsService, UploadsMount],
})
export class FilesModule {}
