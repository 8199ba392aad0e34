import { ChannelEntity } from './conversations/channel.entity.js';

export { CommentChanges } from './comments/comment-changes.js';
export { CommentExports, type ExportedComment } from './comments/comment-exports.js';
export { CommentImports, type ImportedThread } from './comments/comment-imports.js';
export { CommentViews } from './comments/comment-views.js';
export {
  askForRepair,
  type CommentRepairRequest,
  repairCommentsTask,
} from './comments/repair-comments.task.js';
export { CommentThreads, type CommentPlace } from './comments/comment-threads.js';
export { ChannelsService } from './channels.service.js';
export { applyAct, type MessageAct, type VersionedState } from './messages/content/index.js';
export { type Names, toChange, toMessageView } from './messages/content/message-view.js';
export { TrashUnsentFiles } from './messages/trash-unsent-files.js';
export { trashFilesTask } from './messages/trash-files.task.js';
export { SendScheduled } from './own/send-scheduled.js';
export { sendScheduledTask } from './own/send-scheduled.task.js';
export { DirectConversations } from './conversations/direct-conversations.js';
export { RestoreConversations, type SaidElsewhere } from './conversations/restore-conversations.js';
export { WholeConversations, type WholeMessage } from './conversations/whole-conversations.js';
export { MessagesService } from './messages/messages.service.js';
export { MessagingModule } from './messaging.module.js';
export const messagingEntities = [ChannelEntity];
