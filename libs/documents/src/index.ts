import { DocumentEntity } from './journal/document.entity.js';
import { DocumentVersionEntity } from './history/document-version.entity.js';
import { DocumentImageEntity } from './images/document-image.entity.js';

export { CircuitActs } from './circuits/circuit-acts.js';
export { remindCircuitsTask } from './circuits/remind-circuits.task.js';
export { CommentRepair } from './comments/comment-repair.js';
export { CheckpointQueue } from './maintenance/checkpoint-queue.js';
export { CollectPictures } from './images/collect-pictures.js';
export { CollabGateway } from './collab/collab.gateway.js';
export { DocumentsModule } from './documents.module.js';
export { IndexFiles } from './file-text/index-files.js';
export { type DocumentFile, DocumentExports } from './export/document-exports.service.js';
export { RestoreDocuments } from './restore-documents.js';
export { WholeDocuments } from './whole/whole-documents.js';
export { typesetProse } from './export/pdf/typeset-prose.js';
export { DocumentsService } from './documents.service.js';
export { UPDATES } from './journal/journal-row.js';
export const documentsEntities = [DocumentEntity, DocumentImageEntity, DocumentVersionEntity];
