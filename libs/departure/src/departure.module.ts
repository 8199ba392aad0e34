import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { DocumentsModule } from '@maroquin/documents';
import { FilesModule } from '@maroquin/files';
import { IdentityModule } from '@maroquin/identity';
import { MessagingModule } from '@maroquin/messaging';
import { OrganisationContents } from './organisation-contents.js';
import { ExecuteEnding } from './execute-ending.js';
import { ExportRequests } from './export-requests.js';
import { OrganisationExportsController } from './organisation-exports.controller.js';
import { OrganisationExports } from './organisation-exports.service.js';
import { OrganisationImports } from './organisation-imports.service.js';
import { ImportContents } from './reading/import-contents.js';
import { ImportConversations } from './reading/import-conversations.js';
import { ImportPeople } from './reading/import-people.js';
import { ImportRecord } from './reading/import-record.js';
import { ImportRights } from './reading/import-rights.js';
import { ImportTree } from './reading/import-tree.js';
import { TryExport } from './try-export.js';
import { ConversationsSection } from './sections/conversations.js';
import { FileVersions } from './sections/file-versions.js';
import { PeopleSection } from './sections/people.js';
import { TreeSection } from './sections/tree.js';

@Module({
  imports: [AccessModule, IdentityModule, FilesModule, MessagingModule, DocumentsModule],
  controllers: [OrganisationExportsController],
  providers: [
    ExecuteEnding,
    ExportRequests,
    FileVersions,
    TreeSection,
    ConversationsSection,
    PeopleSection,
    OrganisationContents,
    OrganisationExports,
    TryExport,
    ImportPeople,
    ImportConversations,
    ImportContents,
    ImportTree,
    ImportRights,
    ImportRecord,
    OrganisationImports,
  ],
  exports: [ExecuteEnding, OrganisationExports, OrganisationImports, TryExport],
})
export class DepartureModule {}
