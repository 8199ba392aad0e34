import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { BlobsService } from './blobs/blobs.service.js';
import { FilesController } from './files.controller.js';
import { FilesService } from './files.service.js';
import { UploadsMount } from './uploads/uploads.mount.js';
import { UploadsService } from './uploads/uploads.service.js';

@Module({
  imports: [AccessModule],
  controllers: [FilesController],
  providers: [BlobsService, FilesService, UploadsService, UploadsMount],
  exports: [BlobsService, FilesService, UploadsService, UploadsMount],
})
export class FilesModule {}
