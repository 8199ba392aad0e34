import { useCallback, useEffect, useState } from 'react';

const partsOf = (index: number): NodeListOf<HTMLElement> =>
  document.querySelectorAll<HTMLElement>(`[data-version-change="${String(index)}"]`);

/** Leads from change to change in the text that is shown. -1: at none yet. */
export const useChangeSteps = (key: unknown, count: number, onArrive: (index: number) => void) => {
  const [at, setAt] = useState(-1);
  useEffect(() => setAt(-1), [key]);
  const go = useCallback(
    (step: 1 | -1) => {
      if (count === 0) return;
      const next = at < 0 ? (step > 0 ? 0 : count - 1) : (at + step + count) % count;
      document.querySelectorAll('.mq-change-here').forEach((part) => part.classList.remove('mq-change-here'));
      const parts = partsOf(next);
      parts.forEach((part) => part.classList.add('mq-change-here'));
      parts[0]?.scrollIntoView({ block: 'center', inline: 'nearest' });
      setAt(next);
      onArrive(next);
    },
    [at, count, onArrive],
  );
  return { at, go };
};
