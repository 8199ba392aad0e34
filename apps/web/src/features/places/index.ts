export { CreateSpaceDialog } from './create-space-dialog.js';
export { type ResourceActions, useResourceActions } from './resource-actions.js';
export { ResourceDate, ResourceTable } from './resource-table.js';
export { ScanMark, scanSentence } from './scan-mark.js';
export { SharedPage } from './shared-page.js';
export { SpacesPage } from './spaces-page.js';
export { TrashPage } from './trash-page.js';
export { type SeveralActions, useSeveralActions } from './several-actions.js';
