import { useCallback, useSyncExternalStore } from 'react';

export const PHONE = '(max-width: 767px)';
export const NO_SIDEBAR = '(max-width: 1119px)';

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
export const useIsPhone = (): boolean => useMedia(PHONE);
