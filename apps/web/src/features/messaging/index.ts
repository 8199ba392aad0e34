export { DiscussionsView, loadMessagesPage, sendKeptMessages } from './lazy-views.js';
export { useChannel, useChannels, useLiveCounts } from './panel/channels-api.js';
export { MessageBody } from './message/message-body.js';
export { CommentConversation, ConversationPanel } from './panel/conversation-panel.js';
export { isMeant } from './panel/mention-list.js';
export { MentionField } from './panel/mention-field.js';
