import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryKeys } from './keys.js';
import { getSocket } from './socket.js';

const UNWATCHED_MS = 15_000;
/** What was asked for a moment ago is not asked for again because the first connection stands by now. */
const FRESH_MS = 2000;

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
    // The server follows a bounded number of places for one page: beyond it, look now and then.
    const watch = () =>
      socket.emit('place.watch', { id }, (answer) => {
        clearInterval(timer);
        timer = answer.ok ? undefined : setInterval(refresh, UNWATCHED_MS);
      });
    const changed = (event: { id: string }) => event.id === id && refresh();
    // A hint may have been missed while the connection was cut: look again whenever it comes back.
    const since = Date.now();
    let isFirst = !socket.connected;
    const connected = () => {
      watch();
      if (!isFirst || Date.now() - since > FRESH_MS) refresh();
      isFirst = false;
    };
    socket.on('connect', connected);
    socket.on('place.changed', changed);
    if (socket.connected) watch();
    return () => {
      clearInterval(timer);
      socket.off('connect', connected);
      socket.off('place.changed', changed);
    };
  }, [client, id]);
}
