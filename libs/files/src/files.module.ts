import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { NotificationsModule } from '@maroquin/notifications';
import { AntivirusController } from './antivirus/antivirus.controller.js';
import { AntivirusState } from './antivirus/antivirus-state.js';
import { BlobScans } from './antivirus/blob-scans.js';
import { ScanBlobs } from './antivirus/scan-blobs.js';
import { SettleScans } from './antivirus/settle-scans.js';
import { ArchivesController } from './archives/archives.controller.js';
import { DocumentWriter } from './archives/document-writer.js';
import { ArchivesService } from './archives/archives.service.js';
import { BlobReferences } from './blobs/blob-references.js';
import { BlobsService } from './blobs/blobs.service.js';
import { SweepBlobs } from './blobs/sweep-blobs.js';
import { CollectDrafts } from './blobs/collect-drafts.js';
import { DavConditions } from './dav/dav-conditions.js';
import { DavDocuments } from './dav/dav-documents.js';
import { DavLocking } from './dav/dav-locking.js';
import { DavLocks } from './dav/dav-locks.js';
import { DavMount } from './dav/dav.mount.js';
import { DavProppatch } from './dav/dav-proppatch.js';
import { DavReads } from './dav/dav-reads.js';
import { DavCopies } from './dav/dav-copies.js';
import { DavTransfers } from './dav/dav-transfers.js';
import { DavTree } from './dav/dav-tree.js';
import { DavResources } from './dav/dav-resources.js';
import { DavWrites } from './dav/dav-writes.js';
import { DeadProperties } from './dav/dead-properties.js';
import { BinController } from './deletion/bin.controller.js';
import { DeleteEverything } from './deletion/delete-everything.js';
import { DeleteResources } from './deletion/delete-resources.js';
import { PurgeBin } from './deletion/purge-bin.js';
import { ExpireVersions } from './deletion/expire-versions.js';
import { DocumentCopier } from './files/document-copier.js';
import { CopiedContent } from './files/copied-content.js';
import { CopiesController } from './files/copies.controller.js';
import { CopyResources } from './files/copy-resources.js';
import { FilesController } from './files/files.controller.js';
import { FilesService } from './files/files.service.js';
import { Quotas } from './quotas/quotas.service.js';
import { StoredLists } from './quotas/stored-lists.service.js';
import { QuotasController } from './quotas/quotas.controller.js';
import { RecountStorage } from './integrity/recount.js';
import { VerifyStorage } from './integrity/verify-storage.js';
import { ReceivedUploads } from './uploads/received-uploads.js';
import { UploadRows } from './uploads/upload-rows.js';
import { UploadWriters } from './uploads/upload-writers.js';
import { UploadsMount } from './uploads/uploads.mount.js';
import { UploadsService } from './uploads/uploads.service.js';
import { OfficeAccess } from './office/office-access.js';
import { OfficeController } from './office/office.controller.js';
import { OfficeDiscovery } from './office/office-discovery.js';
import { OfficeEditing } from './office/office-editing.js';
import { OfficeFiles } from './office/office-files.js';
import { OfficeSessions } from './office/office-sessions.js';
import { WopiLocks } from './office/wopi-locks.js';
import { WopiLocking } from './office/wopi-locking.js';
import { WopiOperations } from './office/wopi-operations.js';
import { WopiReads } from './office/wopi-reads.js';
import { WopiRename } from './office/wopi-rename.js';
import { SaveAsPlaces } from './office/save-as-places.js';
import { WopiSaveAs } from './office/wopi-save-as.js';
import { WopiTokens } from './office/wopi-tokens.js';
import { WopiWrites } from './office/wopi-writes.js';
import { WopiMount } from './office/wopi.mount.js';
import { FileVersionsController } from './files/file-versions.controller.js';
import { FileVersionsService } from './files/file-versions.service.js';
import { FileTexts } from './text/file-texts.js';
import { WriteFile } from './files/write-file.js';
import { VersionRows } from './files/version-rows.js';

@Module({
  imports: [AccessModule, NotificationsModule],
  controllers: [
    FilesController,
    FileVersionsController,
    ArchivesController,
    BinController,
    CopiesController,
    OfficeController,
    QuotasController,
    AntivirusController,
  ],
  providers: [
    AntivirusState,
    BlobScans,
    ScanBlobs,
    SettleScans,
    BlobsService,
    SweepBlobs,
    CollectDrafts,
    BlobReferences,
    DeleteResources,
    DeleteEverything,
    PurgeBin,
    Quotas,
    StoredLists,
    RecountStorage,
    VerifyStorage,
    VersionRows,
    ExpireVersions,
    FilesService,
    FileVersionsService,
    ArchivesService,
    DocumentWriter,
    ReceivedUploads,
    UploadRows,
    UploadWriters,
    UploadsService,
    UploadsMount,
    FileTexts,
    DocumentCopier,
    CopiedContent,
    CopyResources,
    WriteFile,
    DavTree,
    DavLocks,
    DeadProperties,
    DavConditions,
    DavDocuments,
    DavReads,
    DavResources,
    DavWrites,
    DavCopies,
    DavTransfers,
    DavProppatch,
    DavLocking,
    DavMount,
    OfficeAccess,
    OfficeDiscovery,
    OfficeEditing,
    OfficeFiles,
    OfficeSessions,
    SaveAsPlaces,
    WopiLocking,
    WopiLocks,
    WopiMount,
    WopiOperations,
    WopiReads,
    WopiRename,
    WopiSaveAs,
    WopiTokens,
    WopiWrites,
  ],
  exports: [
    BlobReferences,
    BlobScans,
    BlobsService,
    CollectDrafts,
    DocumentCopier,
    DocumentWriter,
    DavMount,
    DeleteEverything,
    ExpireVersions,
    FileTexts,
    OfficeEditing,
    PurgeBin,
    RecountStorage,
    ScanBlobs,
    SweepBlobs,
    VerifyStorage,
    FilesService,
    UploadsService,
    UploadsMount,
    WopiMount,
    WopiTokens,
    WriteFile,
  ],
})
export class FilesModule {}
