import { type RefObject, useLayoutEffect } from 'react';

/** A field that grows with its text up to what CSS allows (`max-height`), then scrolls. */
export function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${String(element.scrollHeight)}px`;
  }, [field, text]);
}
