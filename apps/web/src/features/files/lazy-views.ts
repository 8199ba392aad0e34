import { lazyView } from '../../frame/index.js';
import type { Uploads } from './uploads/uploads.js';

export const FilesView = lazyView(async () => (await import('./files-view.js')).FilesView);

/** Uploads go on while one looks at other pages; the tray comes with the first of them. */
export const UploadTray = lazyView(async () => (await import('./upload-tray.js')).UploadTray);

export const FileDialog = lazyView(async () => (await import('./file-dialog.js')).FileDialog);

/** The library that sends files comes with the first of them. */
export const loadMessageUploads = async (personId: string): Promise<Uploads> => {
  const { messageUploadsOf } = await import('./uploads/uploads.js');
  return messageUploadsOf(personId);
};

/** A page of its own, for services that have an office editor. */
export const loadOfficePage = async () => {
  const { OfficePage } = await import('./office/office-page.js');
  return { Component: OfficePage };
};
