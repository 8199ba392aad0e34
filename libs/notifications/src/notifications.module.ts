import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { MailState } from './mail-state/mail-state.js';
import { MailStateController } from './mail-state/mail-state.controller.js';
import { MarkNotifications } from './mark-notifications.js';
import { NotificationLists } from './notification-lists.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsGateway } from './notifications.gateway.js';
import { Notifications } from './notifications.service.js';
import { NotifiedActs } from './notified-acts.js';
import { JudgeNotifications } from './outlets/judge-notifications.js';
import { OutletContents } from './outlets/outlet-contents.js';
import { NotificationOutlets } from './outlets/notification-outlets.js';
import { Recipients } from './outlets/recipients.js';
import { NotificationMails } from './notification-mails.js';
import { NotificationSettings } from './outlets/settings.service.js';
import { NotificationPushes } from './push/notification-pushes.js';
import { PushDevices } from './push/push-devices.js';
import { PushService } from './push/push-service.js';
import { Unsubscribe } from './unsubscribe.js';
import { ConversationLevels } from './conversation-levels.js';
import { ExpireNotifications } from './expire-notifications.js';
import { PersonFeeds } from './outlets/person-feeds.js';

@Module({
  imports: [AccessModule],
  controllers: [MailStateController, NotificationsController],
  providers: [
    ConversationLevels,
    MailState,
    MarkNotifications,
    NotificationLists,
    Notifications,
    NotificationsGateway,
    NotifiedActs,
    JudgeNotifications,
    OutletContents,
    NotificationOutlets,
    Recipients,
    NotificationMails,
    NotificationPushes,
    PushDevices,
    PushService,
    NotificationSettings,
    Unsubscribe,
    ExpireNotifications,
    PersonFeeds,
  ],
  exports: [ExpireNotifications, MailState, NotificationMails, NotificationPushes, Notifications],
})
export class NotificationsModule {}
