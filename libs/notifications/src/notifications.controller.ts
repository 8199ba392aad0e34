import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import {
  addPushDeviceSchema,
  idSchema,
  markedNotificationsSchema,
  markNotificationsSchema,
  type NotificationLevel,
  notificationLevelSchema,
  notificationQuerySchema,
  type NotificationSettings as SettingsView,
  notificationSettingsSchema,
  type Notifications,
  notificationsSchema,
  type PushDevices as PushDevicesView,
  pushDevicesSchema,
  type UnreadNotifications,
  unreadNotificationsSchema,
  unsubscribeQuerySchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import { ConversationLevels } from './conversation-levels.js';
import { MarkNotifications } from './mark-notifications.js';
import { NotificationLists } from './notification-lists.js';
import { NotificationSettings } from './outlets/settings.service.js';
import { PushDevices } from './push/push-devices.js';
import { Unsubscribe } from './unsubscribe.js';

@Controller('notifications')
export class NotificationsController {
  constructor(
    private readonly lists: NotificationLists,
    private readonly marking: MarkNotifications,
    private readonly settings: NotificationSettings,
    private readonly unsubscribing: Unsubscribe,
    private readonly levels: ConversationLevels,
    private readonly devices: PushDevices,
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

  @Get('settings')
  @Access('authenticated')
  @Answers(notificationSettingsSchema)
  getSettings(@CurrentActor() actor: Actor): Promise<SettingsView> {
    return this.settings.get(actor);
  }

  @Put('settings')
  @HttpCode(204)
  @Access('authenticated')
  async setSettings(
    @CurrentActor() actor: Actor,
    @Body({ schema: notificationSettingsSchema }) settings: SettingsView,
  ): Promise<void> {
    await this.settings.set(actor, settings);
  }

  @Get('push')
  @Access('authenticated')
  @Answers(pushDevicesSchema)
  listDevices(@CurrentActor() actor: Actor): Promise<PushDevicesView> {
    return this.devices.list(actor);
  }

  @Put('push')
  @HttpCode(204)
  @Access('authenticated')
  async addDevice(
    @CurrentActor() actor: Actor,
    @Body({ schema: addPushDeviceSchema }) { endpoint }: z.infer<typeof addPushDeviceSchema>,
  ): Promise<void> {
    await this.devices.add(actor, endpoint);
  }

  @Delete('push/:id')
  @HttpCode(204)
  @Access('authenticated')
  async removeDevice(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    await this.devices.remove(actor, id);
  }

  @Get('levels/:id')
  @Access('authenticated')
  @Answers(notificationLevelSchema)
  async getLevel(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<{ level: NotificationLevel }> {
    return { level: await this.levels.get(actor, id) };
  }

  @Put('levels/:id')
  @HttpCode(204)
  @Access('authenticated')
  async setLevel(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: notificationLevelSchema }) { level }: z.infer<typeof notificationLevelSchema>,
  ): Promise<void> {
    await this.levels.set(actor, id, level);
  }

  /** From a mail: a mail program sends a form here, which is not read (RFC 8058 §3.1). */
  @Post('unsubscribe')
  @HttpCode(204)
  @Access('public')
  async unsubscribe(
    @Query({ schema: unsubscribeQuerySchema }) { ticket }: z.infer<typeof unsubscribeQuerySchema>,
  ): Promise<void> {
    await this.unsubscribing.run(ticket);
  }
}
