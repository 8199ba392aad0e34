import { ChannelEntity } from './conversations/channel.entity.js';

export { ChannelsService } from './channels.service.js';
export { MessageFiles } from './messages/message-files.js';
export { putFilesAwayTask } from './messages/put-files-away.task.js';
export { MessagesService } from './messages/messages.service.js';
export { MessagingModule } from './messaging.module.js';
export const messagingEntities = [ChannelEntity];
