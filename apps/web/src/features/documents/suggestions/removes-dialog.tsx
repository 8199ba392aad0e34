import { useT } from '../../../i18n/index.js';
import { Button, Dialog } from '../../../ui/index.js';

interface RemovesDialogProps {
  /** Whose newer words go as well. */
  names: readonly string[];
  onConfirm: () => void;
  onClose: () => void;
}

/** Before accepting a deletion takes somebody's newer words away. */
export function RemovesDialog({ names, onConfirm, onClose }: RemovesDialogProps) {
  const t = useT();
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('suggestion.removesTitle')}
      onClose={onClose}
      footer={
        <>
          <Button variant="ghost" onPress={onClose} autoFocus>
            {t('ui.cancel')}
          </Button>
          <Button variant="danger" onPress={onConfirm}>
            {t('suggestion.acceptAnyway')}
          </Button>
        </>
      }
    >
      <p>
        {t('suggestion.removes', { names: new Intl.ListFormat(t.locale).format(names), count: names.length })}
      </p>
    </Dialog>
  );
}
