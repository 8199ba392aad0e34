import { lazyView } from '../../frame/index.js';

export const DiscussionsView = lazyView(
  async () => (await import('./panel/discussions-view.js')).DiscussionsView,
);

/** Sends what an earlier visit could not send, without loading the discussions first. */
export const sendKeptMessages = async (personId: string): Promise<void> => {
  const { outboxOf } = await import('./conversation/session.js');
  outboxOf(personId);
};

export const loadMessagesPage = async () => {
  const { MessagesPage } = await import('./mine/messages-page.js');
  return { Component: MessagesPage };
};
