export { request, newKey, API } from './client.js';
export { ApiError, isApiError, isOutage } from './error.js';
export { download, downloadAllowed, downloadMade } from './download.js';
export { queryKeys } from './keys.js';
export { queryClient } from './query-client.js';
export { serviceState, type Service } from './service-state.js';
export * from './resources.js';
export * from './session.js';
export { useFavourites, useSetFavourite } from './favourites.js';
export { getSocket, closeSocket, type MaroquinSocket } from './live/socket.js';
export { usePlaceWatch } from './live/use-place-watch.js';
export {
  unreadIn,
  useConversationItems,
  useConversations,
  useLiveConversations,
} from './live/conversations.js';
export { useLiveNotifications, useUnreadNotifications } from './live/notifications.js';
export { useCircuitParts } from './circuit-parts.js';
export { useIsHere, useLivePresence } from './live/presence.js';
export { useSharingHints } from './live/use-sharing-hints.js';
export { useSocketConnected } from './live/use-socket-state.js';
export { errorFrom } from './error.js';
export type { BodyOf, PathOf } from './paths.js';
export { listWhole, useList, type LoadedList } from './pages.js';
export {
  forgetHere,
  keepsOffline,
  sendLocale,
  sendPerson,
  setKeepsOffline,
  startWorker,
  workerRegistration,
} from './worker.js';
export { useProviders } from './providers.js';
