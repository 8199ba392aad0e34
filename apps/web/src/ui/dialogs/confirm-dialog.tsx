import type { ReactNode } from 'react';
import { useT } from '../../i18n/index.js';
import { Button } from '../controls/button.js';
import { ErrorNote } from '../feedback/note.js';
import { Dialog } from './dialog.js';

interface ConfirmDialogProps {
  onClose: () => void;
  /** The verb and its object, again on the button. */
  title: string;
  subtitle?: string;
  children: ReactNode;
  error: unknown;
  isPending: boolean;
  isDanger?: boolean;
  onConfirm: () => void;
}

/** Only for what cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useT();
  const { onClose, title, subtitle, children, error, isPending, isDanger = false, onConfirm } = props;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      role="alertdialog"
      title={title}
      subtitle={subtitle}
      footer={
        <>
          <Button variant="ghost" onPress={onClose} autoFocus>
            {t('ui.cancel')}
          </Button>
          <Button variant={isDanger ? 'danger' : 'primary'} onPress={onConfirm} isPending={isPending}>
            {title}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorNote error={error} />}
      <p>{children}</p>
    </Dialog>
  );
}
