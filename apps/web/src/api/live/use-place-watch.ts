import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryKeys } from '../keys.js';
import { getSocket } from './socket.js';

const UNWATCHED_MS = 15_000;
/** What is shown may have been read by the server a moment before it arrived, and before its page began to watch. */
const BEFORE_MS = 1_000;
/** The server knows of changes a minute back; a little is left for the way. */
const REMEMBERED_MS = 50_000;

/**
 * Asks again for the lists of a place when the server hints that something in it changed.
 * @param shownId what is shown of the place, when it is one thing of it: it is asked for again, too
 */
export function usePlaceWatch(id: string, shownId: string = id): void {
  const client = useQueryClient();
  useEffect(() => {
    const socket = getSocket();
    const keys = [
      queryKeys.children(id),
      queryKeys.channels(id),
      ...[...new Set([id, shownId])].map(queryKeys.place),
    ];
    const refresh = () => {
      for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    };
    let isOver = false;
    let timer: ReturnType<typeof setInterval> | undefined;
    // What was kept from an earlier visit is as old as it is.
    const kept = [queryKeys.children(id), queryKeys.place(shownId)].flatMap((queryKey) =>
      client.getQueryCache().findAll({ queryKey }),
    );
    const ages = kept.map(({ state }) => state.dataUpdatedAt).filter((at) => at > 0);
    let since = Math.min(Date.now(), ...ages) - BEFORE_MS;
    const watch = () =>
      socket.emit('place.watch', { id }, (answer) => {
        if (isOver) return;
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
      isOver = true;
      clearInterval(timer);
      socket.off('connect', connected);
      socket.off('disconnect', lost);
      socket.off('place.changed', changed);
    };
  }, [client, id, shownId]);
}
