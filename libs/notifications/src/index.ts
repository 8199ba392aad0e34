export { type Notice, Notifications } from './notifications.service.js';
export { NotificationsModule } from './notifications.module.js';
export { NotifiedActs } from './notified-acts.js';
export { PersonFeeds } from './person-feeds.js';
