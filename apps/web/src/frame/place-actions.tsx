import { createContext, use, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** The slot at the right of the tabs; each view puts its own buttons there. */
export const PlaceActionsSlot = createContext<HTMLElement | null>(null);

export function PlaceActions({ children }: { children: ReactNode }) {
  const slot = use(PlaceActionsSlot);
  return slot ? createPortal(children, slot) : null;
}
