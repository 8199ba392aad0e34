import { lazy } from 'react';

export const FilesView = lazy(async () => ({ default: (await import('./files-view.js')).FilesView }));

/** Uploads go on while one looks at other pages; the tray comes with the first of them. */
export const UploadTray = lazy(async () => ({ default: (await import('./upload-tray.js')).UploadTray }));
