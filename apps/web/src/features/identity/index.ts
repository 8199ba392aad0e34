export { AccountNotices } from './account-notices.js';
export { AccountDialog } from './account-dialog.js';
export { type HandedLink, LinkDialog } from './link-dialog.js';
export { MergesList } from './merges-section.js';
export { PeoplePage } from './people-page.js';
