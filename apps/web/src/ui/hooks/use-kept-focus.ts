import { useEffect, useRef } from 'react';

/** A row that goes takes the focus with it: then the dialogue or page around it gets it, so that the keyboard is not lost. */
export function useKeptFocus(rows: number): void {
  const before = useRef(rows);
  useEffect(() => {
    const isLost = rows < before.current && document.activeElement === document.body;
    before.current = rows;
    if (!isLost) return;
    const around = document.querySelector<HTMLElement>('[role="dialog"]') ?? document.querySelector('main');
    around?.focus();
  }, [rows]);
}
