/** What a message holds, as it is stored, and how it is shown. */
export { decodeChange, encodeChange, MESSAGE_CHANGED } from './change-payload.js';
export { decodeMessage, encodeMessage, MESSAGE, type MessagePayload } from './message-payload.js';
export { applyAct, type MessageAct, type MessageState } from './message-state.js';
export { type MessagePlace, MessageStates } from './message-states.js';
export type { VersionedState } from './message-view.js';
export { MessageViews } from './message-views.js';
export { MentionNames } from './mention-names.js';
export { wordsBeside, wordsOf } from './message-words.js';
