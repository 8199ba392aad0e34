import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Which version is looked at, and what it is compared with. It stands in the address: a link leads there, Back leads away. */
export interface HistoryPlace {
  readonly isOpen: boolean;
  /** null: none was chosen. */
  readonly seq: number | null;
  /** null: the version before it. */
  readonly since: number | null;
  readonly open: () => void;
  readonly close: () => void;
  readonly choose: (seq: number | null, since?: number) => void;
}

const PARAMETER = 'version';
const SINCE = 'depuis';

const numberIn = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;

export const useHistoryPlace = (): HistoryPlace => {
  const [search, setSearch] = useSearchParams();
  const isOpen = search.has(PARAMETER);
  const choose = useCallback(
    (seq: number | null, since?: number) => {
      const replace = new URLSearchParams(location.search).has(PARAMETER);
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          next.set(PARAMETER, seq === null ? '' : String(seq));
          if (since === undefined) next.delete(SINCE);
          else next.set(SINCE, String(since));
          return next;
        },
        { replace },
      );
    },
    [setSearch],
  );
  const open = useCallback(() => choose(null), [choose]);
  const close = useCallback(() => {
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        next.delete(PARAMETER);
        next.delete(SINCE);
        return next;
      },
      { replace: true },
    );
  }, [setSearch]);
  return {
    isOpen,
    seq: numberIn(search.get(PARAMETER)),
    since: numberIn(search.get(SINCE)),
    ...{ open, close, choose },
  };
};
