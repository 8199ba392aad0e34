import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import {
  markedNotificationsSchema,
  markNotificationsSchema,
  notificationQuerySchema,
  type Notifications,
  notificationsSchema,
  type UnreadNotifications,
  unreadNotificationsSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import { MarkNotifications } from './mark-notifications.js';
import { NotificationLists } from './notification-lists.js';

@Controller('notifications')
export class NotificationsController {
  constructor(
    private readonly lists: NotificationLists,
    private readonly marking: MarkNotifications,
  ) {}

  @Get()
  @Access('authenticated')
  @Answers(notificationsSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: notificationQuerySchema })
    { show, ...paging }: z.infer<typeof notificationQuerySchema>,
  ): Promise<Notifications> {
    return this.lists.list(actor, show, paging);
  }

  @Get('unread')
  @Access('authenticated')
  @Answers(unreadNotificationsSchema)
  async unread(@CurrentActor() actor: Actor): Promise<UnreadNotifications> {
    return { count: await this.lists.countUnread(actor) };
  }

  @Put('read')
  @Access('authenticated')
  @Answers(markedNotificationsSchema)
  async mark(
    @CurrentActor() actor: Actor,
    @Body({ schema: markNotificationsSchema }) { ids, read }: z.infer<typeof markNotificationsSchema>,
  ): Promise<{ ids: string[] }> {
    return { ids: await this.marking.mark(actor, ids ?? null, read) };
  }
}
