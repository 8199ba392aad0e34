import { Module } from '@nestjs/common';
import { AccessModule } from '@maroquin/access';
import { IdentityModule } from '@maroquin/identity';
import { ChannelsController } from './channels.controller.js';
import { ChannelsService } from './channels.service.js';
import { FeedDelivery } from './feed-delivery.js';
import { MessagesService } from './messages.service.js';
import { MessagingGateway } from './messaging.gateway.js';

@Module({
  imports: [AccessModule, IdentityModule],
  controllers: [ChannelsController],
  providers: [ChannelsService, MessagesService, FeedDelivery, MessagingGateway],
  exports: [ChannelsService, MessagesService],
})
export class MessagingModule {}
