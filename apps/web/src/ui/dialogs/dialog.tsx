import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useT } from '../../i18n/index.js';
import { IconButton } from '../controls/button.js';

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  /** The verb and its object: "Partager ce document". */
  title: string;
  /** The name of what it is about; set in serif, because somebody wrote it. */
  subtitle?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  /** Something was typed: Escape works, a click outside does not close. */
  guarded?: boolean;
  wide?: boolean;
  role?: 'dialog' | 'alertdialog';
}

/** Hangs from the top so that it does not jump when it grows; full screen on a phone. Focus returns to the opener. */
export function Dialog({
  isOpen,
  onClose,
  title,
  subtitle,
  children,
  footer,
  guarded,
  wide,
  role,
}: DialogProps) {
  const t = useT();
  return (
    <ModalOverlay
      className="mq-scrim"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!guarded}
    >
      <Modal className={`mq-modal ${wide ? 'wide' : ''}`}>
        <AriaDialog className="mq-dlg" role={role}>
          <header>
            <div className="tt">
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              {subtitle && <p className="sub">{subtitle}</p>}
            </div>
            <IconButton icon={X} label={t('ui.close')} onPress={onClose} />
          </header>
          <div className="body">{children}</div>
          {footer && <footer>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
