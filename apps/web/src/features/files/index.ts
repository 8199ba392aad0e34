export { FilePage } from './file-page.js';
export { FilesView, UploadTray } from './lazy-views.js';
export { trayIsOn } from './tray-switch.js';
