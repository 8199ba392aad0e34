import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { MarkNotifications } from './mark-notifications.js';
import { NotificationLists } from './notification-lists.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsGateway } from './notifications.gateway.js';
import { Notifications } from './notifications.service.js';
import { NotifiedActs } from './notified-acts.js';
import { JudgeNotifications } from './judge-notifications.js';
import { MailContents } from './mail-contents.js';
import { MailOutlets } from './mail-outlets.js';
import { MailRecipients } from './mail-recipients.js';
import { NotificationMails } from './notification-mails.js';
import { NotificationSettings } from './settings.service.js';
import { Unsubscribe } from './unsubscribe.js';
import { ConversationLevels } from './conversation-levels.js';
import { ExpireNotifications } from './expire-notifications.js';
import { PersonFeeds } from './person-feeds.js';

@Module({
  imports: [AccessModule],
  controllers: [NotificationsController],
  providers: [
    ConversationLevels,
    MarkNotifications,
    NotificationLists,
    Notifications,
    NotificationsGateway,
    NotifiedActs,
    JudgeNotifications,
    MailContents,
    MailOutlets,
    MailRecipients,
    NotificationMails,
    NotificationSettings,
    Unsubscribe,
    ExpireNotifications,
    PersonFeeds,
  ],
  exports: [ExpireNotifications, NotificationMails, Notifications],
})
export class NotificationsModule {}
