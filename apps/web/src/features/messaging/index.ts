export { DiscussionsView, loadMessagesPage, sendKeptMessages } from './lazy-views.js';
export { useChannel, useChannels, useLiveCounts } from './panel/channels-api.js';
export { ConversationPanel } from './panel/conversation-panel.js';
