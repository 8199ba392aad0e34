export { loadActivityPage, loadNotificationSettingsPage, loadUnsubscribePage } from './lazy-pages.js';
