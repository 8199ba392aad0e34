export { type ChosenFiles, looseFiles } from './dropped-files.js';
export { DropZone } from './drop-zone.js';
export { contentHref, FileGlyph, isPicture } from './file-kinds.js';
export { FilePage } from './file-page.js';
export { FileDialog, FilesView, loadMessageUploads, loadOfficePage, UploadTray } from './lazy-views.js';
export { trayIsOn } from './tray-switch.js';
export type { UploadItem } from './upload-queue.js';
export { sentenceOf } from './upload-words.js';
export type { Uploads } from './uploads.js';
