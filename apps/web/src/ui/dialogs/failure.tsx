import { useState } from 'react';
import { ApiError } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { Button } from '../controls/button.js';
import { Dialog } from './dialog.js';
import { Store, useStore } from '../hooks/store.js';

const current = new Store<unknown>(null);

/** For an act that has no place of its own to show its error in. Everything else uses `ErrorNote`. */
export const reportFailure = (error: unknown): void => current.set(error ?? new Error('unknown'));

/** What happened, what is safe, what to do; the code in the details. */
export function FailureDialog() {
  const t = useT();
  const error = useStore(current);
  const [open, setOpen] = useState(false);
  if (error === null) return null;
  const known = error instanceof ApiError ? error : new ApiError(500, 'server.failure', null);
  const close = () => {
    setOpen(false);
    current.set(null);
  };
  const code = [known.code, known.problem?.instance].filter(Boolean).join(' · ');
  return (
    <Dialog
      isOpen
      onClose={close}
      role="alertdialog"
      title={known.title(t.locale)}
      footer={
        <>
          <Button variant="ghost" onPress={() => setOpen(!open)} aria-expanded={open}>
            {t('ui.details')}
          </Button>
          <span className="mq-grow" />
          <Button variant="primary" onPress={close} autoFocus>
            {t('ui.close')}
          </Button>
        </>
      }
    >
      <p>{known.remedy(t.locale)}</p>
      {open && (
        <div className="mq-row">
          <code className="mq-small mq-sec">{code}</code>
          <Button size="s" onPress={() => void navigator.clipboard.writeText(code)}>
            {t('ui.copy')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
