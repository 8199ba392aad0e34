import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryKeys } from './keys.js';
import { getSocket } from './socket.js';

const UNWATCHED_MS = 15_000;
/** A list may have been asked for a moment before its page began to watch. */
const BEFORE_MS = 300;
/** The server knows of changes a minute back; a little is left for the way. */
const REMEMBERED_MS = 50_000;

/** Refetches the lists of a place when the server hints that its children changed. */
export function usePlaceWatch(id: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const socket = getSocket();
    const refresh = () => {
      void client.invalidateQueries({ queryKey: queryKeys.children(id) });
      void client.invalidateQueries({ queryKey: queryKeys.place(id) });
      void client.invalidateQueries({ queryKey: queryKeys.channels(id) });
    };
    let timer: ReturnType<typeof setInterval> | undefined;
    // Lists that were kept from an earlier visit are as old as they are.
    const kept = client.getQueryCache().findAll({ queryKey: queryKeys.children(id) });
    const ages = kept.map(({ state }) => state.dataUpdatedAt).filter((at) => at > 0);
    let since = Math.min(Date.now() - BEFORE_MS, ...ages);
    const watch = () =>
      socket.emit('place.watch', { id }, (answer) => {
        clearInterval(timer);
        // The server follows a bounded number of places for one page: beyond it, look now and then.
        timer = answer.ok ? undefined : setInterval(refresh, UNWATCHED_MS);
        // What changed between the list and this answer was hinted at to nobody here.
        if (!answer.ok) return;
        const { changedMsAgo } = answer.value;
        const span = Date.now() - since;
        if (span > REMEMBERED_MS || (changedMsAgo !== null && changedMsAgo <= span)) refresh();
      });
    const changed = (event: { id: string }) => event.id === id && refresh();
    const connected = () => watch();
    // Whatever was hinted at while the connection is cut is missed.
    const lost = () => (since = 0);
    socket.on('connect', connected);
    socket.on('disconnect', lost);
    socket.on('place.changed', changed);
    if (socket.connected) watch();
    return () => {
      clearInterval(timer);
      socket.off('connect', connected);
      socket.off('disconnect', lost);
      socket.off('place.changed', changed);
    };
  }, [client, id]);
}
