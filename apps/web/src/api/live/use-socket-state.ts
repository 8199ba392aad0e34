import { useSyncExternalStore } from 'react';
import { getSocket } from './socket.js';

const subscribe = (listener: () => void) => {
  const socket = getSocket();
  socket.on('connect', listener);
  socket.on('disconnect', listener);
  return () => {
    socket.off('connect', listener);
    socket.off('disconnect', listener);
  };
};

export const useSocketConnected = (): boolean => useSyncExternalStore(subscribe, () => getSocket().connected);
