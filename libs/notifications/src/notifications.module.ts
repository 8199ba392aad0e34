import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { MarkNotifications } from './mark-notifications.js';
import { NotificationLists } from './notification-lists.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsGateway } from './notifications.gateway.js';
import { Notifications } from './notifications.service.js';
import { NotifiedActs } from './notified-acts.js';
import { PersonFeeds } from './person-feeds.js';

@Module({
  imports: [AccessModule],
  controllers: [NotificationsController],
  providers: [
    MarkNotifications,
    NotificationLists,
    Notifications,
    NotificationsGateway,
    NotifiedActs,
    PersonFeeds,
  ],
  exports: [Notifications],
})
export class NotificationsModule {}
