export { Awaiting, LevelDialog } from './lazy-dialogs.js';
export {
  loadActivityPage,
  loadNotificationSettingsPage,
  loadOpenNotificationPage,
  loadUnsubscribePage,
} from './lazy-pages.js';
