export { ExpireNotifications } from './expire-notifications.js';
export { NotificationMails } from './notification-mails.js';
export { type Notice, Notifications } from './notifications.service.js';
export { NotificationsModule } from './notifications.module.js';
export { NotifiedActs } from './notified-acts.js';
export { MailOutlets } from './mail-outlets.js';
export { PersonFeeds } from './person-feeds.js';
