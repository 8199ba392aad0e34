import { DocumentEntity } from './document.entity.js';
import { DocumentVersionEntity } from './history/document-version.entity.js';
import { DocumentImageEntity } from './images/document-image.entity.js';

export { CheckpointQueue } from './checkpoints/checkpoint-queue.js';
export { CollabGateway } from './collab/collab.gateway.js';
export { DocumentsModule } from './documents.module.js';
export { DocumentsService, UPDATES } from './documents.service.js';
export const documentsEntities = [DocumentEntity, DocumentImageEntity, DocumentVersionEntity];
