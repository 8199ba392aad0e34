export { loadCircuitVersionPage, loadEditorPage, loadTemplatesPage } from './lazy-pages.js';
export { DocumentsView } from './list/documents-view.js';
export { useNewDocumentAnywhere } from './list/use-new-document.js';
