import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryKeys } from '../keys.js';
import { getSocket } from './socket.js';

/** A team of thousands gets the hint at once: not all of its pages ask in the same moment. */
const SPREAD_MS = 800;

/** Looks again at what is shared with me when the server says that something was. */
export function useSharingHints(): void {
  const client = useQueryClient();
  useEffect(() => {
    const socket = getSocket();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refetch = () => {
      timer = undefined;
      for (const queryKey of [['resources'], queryKeys.spaces, queryKeys.conversations])
        void client.invalidateQueries({ queryKey });
    };
    const onHint = () => {
      timer ??= setTimeout(refetch, Math.random() * SPREAD_MS);
    };
    socket.on('access.changed', onHint);
    return () => {
      clearTimeout(timer);
      socket.off('access.changed', onHint);
    };
  }, [client]);
}
