export { LevelDialog } from './lazy-dialogs.js';
export { loadActivityPage, loadNotificationSettingsPage, loadUnsubscribePage } from './lazy-pages.js';
