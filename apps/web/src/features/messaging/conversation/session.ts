import { sentSchema } from '@maroquin/contracts';
import {
  ApiError,
  getSocket,
  isOutage,
  type MaroquinSocket,
  request,
  serviceState,
} from '../../../api/index.js';
import { LiveFeeds } from './live-feeds.js';
import { idbOutboxStore } from './outbox-store.js';
import { MessageOutbox, type Attempt, type PendingMessage } from './outbox.js';

const feeds = new WeakMap<MaroquinSocket, LiveFeeds>();

/** The feeds followed over the page's one connection. */
export const liveFeeds = (): LiveFeeds => {
  const socket = getSocket();
  const known = feeds.get(socket);
  if (known !== undefined) return known;
  const made = new LiveFeeds(socket);
  feeds.set(socket, made);
  return made;
};

let current: { personId: string; outbox: MessageOutbox } | null = null;

/** The outbox of whoever is signed in. Another person on the same page gets another one; what the first left waits for them. */
export const outboxOf = (personId: string): MessageOutbox => {
  if (current?.personId === personId) return current.outbox;
  current?.outbox.stop();
  const outbox = new MessageOutbox({
    store: idbOutboxStore(personId),
    send: sendMessage,
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    pause: (ms, early) => pause(ms, early),
  });
  current = { personId, outbox };
  void outbox.start();
  return outbox;
};

serviceState.onBack(() => current?.outbox.retryNow());
addEventListener('online', () => current?.outbox.retryNow());
addEventListener('beforeunload', (event) => {
  if ((current?.outbox.waiting() ?? 0) > 0) event.preventDefault();
});

export const pause = (ms: number, early?: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(done, ms);
    early?.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });

/** Over HTTP rather than the socket: it also passes where proxies cut WebSockets, and the same clientId is never sent twice. */
const sendMessage = async ({
  channelId,
  clientId,
  text,
  quote,
  toMany,
  files,
}: PendingMessage): Promise<Attempt> => {
  try {
    await request('POST', `/channels/${channelId}/messages`, {
      body: { clientId, text, quote, toMany, files: files?.map(({ id }) => id) },
      schema: sentSchema,
    });
    return { result: 'sent' };
  } catch (error) {
    if (!(error instanceof ApiError) || isOutage(error) || passing.has(error.code))
      return { result: 'later' };
    return { result: 'refused', code: error.code };
  }
};
/** Answers that another try may change: a session that is renewed, a limit that passes. */
const passing = new Set([
  'request.unauthenticated',
  'request.too-many',
  'server.failure',
  'server.unavailable',
  'server.busy',
  'key.missing',
]);
