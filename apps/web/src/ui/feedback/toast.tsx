import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useT } from '../../i18n/index.js';
import { announce } from './announce.js';
import { Button, IconButton } from '../controls/button.js';
import { Store, useStore } from '../hooks/store.js';

export interface ToastMessage {
  text: string;
  /** Offers "Annuler". */
  undo?: () => void;
  action?: { label: string; run: () => void };
}
const current = new Store<(ToastMessage & { turn: number }) | null>(null);
let turn = 0;
const STAYS_MS = 8000;

/** Confirms an act just done; never an error, never the only trace. One at a time. */
export function toast(message: ToastMessage): void {
  turn += 1;
  current.set({ ...message, turn });
  announce(message.text);
}
export const dismissToast = (): void => current.set(null);

export function ToastRegion() {
  const t = useT();
  const message = useStore(current);
  // In the body, as dialogs are: else it would stand below the open one.
  return createPortal(
    <section
      className="mq-toasts"
      aria-label={t('ui.toasts')}
      data-region="toast"
      tabIndex={-1}
      hidden={!message}
      // Stays within reach while a dialog is open: what it offers to undo may have been done there.
      data-react-aria-top-layer
    >
      {message && <Toast key={message.turn} message={message} />}
    </section>,
    document.body,
  );
}

function Toast({ message }: { message: ToastMessage }) {
  const t = useT();
  const [held, setHeld] = useState(false);
  const left = useRef(STAYS_MS);
  useEffect(() => {
    if (held) return;
    const started = Date.now();
    const timer = setTimeout(dismissToast, left.current);
    return () => {
      clearTimeout(timer);
      left.current = Math.max(1500, left.current - (Date.now() - started));
    };
  }, [held]);
  const act = message.action ?? (message.undo && { label: t('ui.undo'), run: message.undo });
  return (
    <div
      className="mq-toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{message.text}</span>
      {act && (
        <Button
          size="s"
          onPress={() => {
            dismissToast();
            act.run();
          }}
        >
          {act.label}
        </Button>
      )}
      <IconButton icon={X} label={t('ui.close')} size="s" onPress={dismissToast} />
    </div>
  );
}
