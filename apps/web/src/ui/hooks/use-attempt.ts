import { useCallback, useState } from 'react';

interface Attempt {
  readonly busy: boolean;
  readonly error: unknown;
  /** Does it, once at a time; `error` is what it throws. Stays busy when done: what comes then takes this one's place. */
  attempt: (work: () => Promise<void>) => Promise<void>;
  /** What went wrong beside it. The same function each time. */
  fail: (error: unknown) => void;
}

/** One act of a form or button that is not a mutation of the query cache: under way, or failed. */
export function useAttempt(): Attempt {
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const fail = useCallback((error: unknown): void => setState({ busy: false, error }), []);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    if (state.busy) return;
    setState({ busy: true, error: null });
    try {
      await work();
    } catch (error) {
      fail(error);
    }
  };
  return { ...state, attempt, fail };
}
