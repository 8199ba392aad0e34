export { ExpireNotifications } from './expire-notifications.js';
export { MailState } from './mail-state/mail-state.js';
export { NotificationPushes } from './push/notification-pushes.js';
export { NotificationMails } from './notification-mails.js';
export { type Notice, Notifications } from './notifications.service.js';
export { NotificationsModule } from './notifications.module.js';
export { NotifiedActs } from './notified-acts.js';
export { NotificationOutlets } from './outlets/notification-outlets.js';
export { PersonFeeds } from './outlets/person-feeds.js';
