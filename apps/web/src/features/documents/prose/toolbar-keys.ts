import type { Editor } from '@tiptap/core';
import { type FocusEvent, type RefObject, useEffect } from 'react';

/** F6 leads to the bar: the focus goes on to its first tool. */
export const enterBar = (event: FocusEvent<HTMLDivElement>): void => {
  if (event.target === event.currentTarget) firstTool(event.currentTarget)?.focus();
};
const firstTool = (bar: Element | null): HTMLElement | null =>
  bar?.querySelector<HTMLElement>('button:not([disabled])') ?? null;

/**
 * Alt+F10 leads to the tools from anywhere in the page, Escape from the tools to the text. Handled at the window, in
 * the capture phase: an open tooltip would keep Escape for itself.
 */
export const useToolbarKeys = (bar: RefObject<HTMLDivElement | null>, editor: Editor): void => {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isInside = event.target instanceof Node && bar.current?.contains(event.target) === true;
      if (event.key === 'Escape' && isInside) {
        event.preventDefault();
        editor.commands.focus();
      } else if (event.key === 'F10' && event.altKey) {
        event.preventDefault();
        firstTool(bar.current)?.focus();
      }
    };
    addEventListener('keydown', listen, true);
    return () => removeEventListener('keydown', listen, true);
  }, [bar, editor]);
};
