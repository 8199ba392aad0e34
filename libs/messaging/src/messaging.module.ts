import { Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule, AccessService } from '@maroquin/access';
import { IdentityModule } from '@maroquin/identity';
import { NotificationsModule } from '@maroquin/notifications';
import { LOGGER } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { type Logger } from '@maroquin/platform/logging';
import { CommentThreadRows } from './comments/comment-thread-rows.js';
import { CommentExports } from './comments/comment-exports.js';
import { CommentImports } from './comments/comment-imports.js';
import { CommentChanges } from './comments/comment-changes.js';
import { CommentThreads } from './comments/comment-threads.js';
import { CommentViews } from './comments/comment-views.js';
import { SearchModule, SearchSources } from '@maroquin/search';
import { ChannelsController } from './channels.controller.js';
import { ChannelLists } from './channel-lists.js';
import { ChannelsService } from './channels.service.js';
import { ConversationsController } from './conversations/conversations.controller.js';
import { ConversationsGateway } from './conversations/conversations.gateway.js';
import { ConversationEvents } from './conversations/conversation-events.js';
import { DirectConversations } from './conversations/direct-conversations.js';
import { DirectMembers } from './conversations/direct-members.js';
import { ConversationRows } from './conversations/conversation-rows.js';
import { DirectPeople } from './conversations/direct-people.js';
import { KnownPeople } from './conversations/known-people.js';
import { RestoreConversations } from './conversations/restore-conversations.js';
import { WholeConversations } from './conversations/whole-conversations.js';
import { MyConversations } from './conversations/my-conversations.js';
import { FeedDelivery } from './messages/feed-delivery.js';
import { ChangeMessages } from './messages/change-messages.js';
import { ChangeWriter } from './messages/change-writer.js';
import { ConversationAccess } from './messages/conversation-access.js';
import { ConversationFeeds } from './messages/conversation-feeds.js';
import { MessageEditRows } from './messages/message-edits.js';
import { MentionNames, MessageStates, MessageViews } from './messages/content/index.js';
import { ConversationReaders } from './messages/conversation-readers.js';
import { MessageNotices } from './messages/message-notices.js';
import { MessageEntries } from './messages/message-entries.js';
import { MessageFiles } from './messages/message-files.js';
import { TrashUnsentFiles } from './messages/trash-unsent-files.js';
import { MessagePages } from './messages/message-pages.js';
import { MessagesController } from './messages/messages.controller.js';
import { MessagesService } from './messages/messages.service.js';
import { ThreadReplies } from './messages/thread-replies.js';
import { Threads } from './threads/threads.service.js';
import { ThreadsController } from './threads/threads.controller.js';
import { Drafts } from './own/drafts.service.js';
import { OwnController } from './own/own.controller.js';
import { OwnWords } from './own/own-words.js';
import { SavedMessages } from './own/saved-messages.js';
import { ScheduledMessages } from './own/scheduled-messages.js';
import { SendScheduled } from './own/send-scheduled.js';
import { ReadStates } from './messages/read-states.js';
import { MessagingGateway } from './messaging.gateway.js';
import { PresenceGateway } from './presence/presence.gateway.js';
import { PresenceSettings } from './presence/presence-settings.js';
import { WhoIsHere } from './here/who-is-here.js';
import { TypingGateway } from './presence/typing.gateway.js';
import { IndexMessages } from './search/index-messages.js';
import { OpenMessages } from './search/open-messages.js';
import { SharingHints } from './sharing-hints.js';

const sharingHints = {
  provide: SharingHints,
  inject: [AccessService, Database, LOGGER],
  useFactory: (access: AccessService, database: Database, logger: Logger) =>
    new SharingHints(access, database, (error) => logger.error({ err: error }, 'hints of sharing')),
};

@Module({
  imports: [AccessModule, IdentityModule, NotificationsModule, SearchModule],
  controllers: [
    ChannelsController,
    MessagesController,
    ThreadsController,
    ConversationsController,
    OwnController,
  ],
  providers: [
    ChannelsService,
    ChannelLists,
    MessagesService,
    MyConversations,
    WholeConversations,
    RestoreConversations,
    ConversationEvents,
    DirectConversations,
    DirectMembers,
    ConversationRows,
    DirectPeople,
    KnownPeople,
    ReadStates,
    ConversationAccess,
    ConversationFeeds,
    ThreadReplies,
    Threads,
    CommentThreadRows,
    CommentThreads,
    CommentViews,
    CommentExports,
    CommentImports,
    CommentChanges,
    MessageStates,
    MessageViews,
    MentionNames,
    MessageEntries,
    MessageNotices,
    MessageFiles,
    TrashUnsentFiles,
    MessagePages,
    ConversationReaders,
    OwnWords,
    Drafts,
    SavedMessages,
    ScheduledMessages,
    SendScheduled,
    MessageEditRows,
    ChangeWriter,
    ChangeMessages,
    FeedDelivery,
    MessagingGateway,
    ConversationsGateway,
    PresenceSettings,
    WhoIsHere,
    PresenceGateway,
    TypingGateway,
    sharingHints,
    IndexMessages,
    OpenMessages,
  ],
  exports: [
    ChannelsService,
    CommentChanges,
    CommentExports,
    CommentImports,
    CommentThreads,
    CommentViews,
    ConversationReaders,
    DirectConversations,
    MessagesService,
    TrashUnsentFiles,
    SendScheduled,
    RestoreConversations,
    WholeConversations,
  ],
})
export class MessagingModule implements OnModuleInit {
  constructor(
    private readonly search: SearchSources,
    private readonly index: IndexMessages,
    private readonly opening: OpenMessages,
  ) {}

  onModuleInit(): void {
    this.search.addFeeds('channel', this.index);
    this.search.addFeeds('changes', this.index);
    this.search.addMessages(this.opening);
  }
}
