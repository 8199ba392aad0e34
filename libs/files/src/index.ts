import { FileEntity } from './files/file.entity.js';
import { FileVersionEntity } from './files/file-version.entity.js';

export { FolderNames } from './archives/safe-names.js';
export { type ZipEntry, zipStream } from './archives/zip-stream.js';
export { type BlobDraft, BlobsService, type StoredBlob } from './blobs/blobs.service.js';
export { discardBlobTask } from './blobs/discard-blob.task.js';
export { SweepBlobs } from './blobs/sweep-blobs.js';
export { contentHeaders, isKept } from './files/content-headers.js';
export { ExpireVersions } from './files/expire-versions.js';
export { FilesModule } from './files.module.js';
export { FilesService } from './files/files.service.js';
export { mediaTypeOf } from './files/media-type.js';
export { UploadsMount } from './uploads/uploads.mount.js';
export { UploadsService } from './uploads/uploads.service.js';
export const filesEntities = [FileEntity, FileVersionEntity];
