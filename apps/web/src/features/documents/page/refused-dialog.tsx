import { useState } from 'react';
import { ApiError } from '../../../api/index.js';
import type { Refusal } from '../../coediting/index.js';
import { useT } from '../../../i18n/index.js';
import { Button, Dialog, Note, toast } from '../../../ui/index.js';

export interface RefusedDialogProps {
  refusal: Refusal;
  /** The text as it stands here, with what was refused. */
  text: string;
  onClose: () => void;
  /** Makes a new document of it; null: this person has no place to put one. */
  onSave: (() => void) | null;
  /** Drops what was refused and shows the document as it is on the server. */
  onDiscard: () => void;
}

/** What was not accepted is never thrown away: the text is here to be copied, with the reason and what to do. */
export function RefusedDialog({ refusal, text, onClose, onSave, onDiscard }: RefusedDialogProps) {
  const t = useT();
  // The text of the moment of refusal: what colleagues write afterwards is not part of it.
  const [aside] = useState(text);
  const error = new ApiError(403, refusal.code, null);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(aside);
    toast({ text: t('ui.copied') });
  };
  return (
    <Dialog
      isOpen
      guarded
      onClose={onClose}
      role="alertdialog"
      title={t('editor.refusedTitle')}
      footer={
        <>
          <Button variant="ghost" onPress={onDiscard}>
            {t('editor.discard')}
          </Button>
          <Button variant={onSave === null ? 'primary' : 'plain'} onPress={() => void copy()}>
            {t('editor.copyText')}
          </Button>
          {onSave !== null && (
            <Button variant="primary" onPress={onSave}>
              {t('unsent.save')}
            </Button>
          )}
        </>
      }
    >
      <Note tone="bad">
        <p>
          <b>{t('editor.refusedText')}</b> {refusal.message === '' ? error.title(t.locale) : refusal.message}{' '}
          {error.remedy(t.locale)}
        </p>
      </Note>
      <label className="mq-field">
        <span className="mq-lbl">{t('editor.refusedAside')}</span>
        <textarea className="mq-in mq-serif" rows={10} readOnly value={aside} />
      </label>
    </Dialog>
  );
}
