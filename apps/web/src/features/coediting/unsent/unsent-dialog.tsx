import { ApiError } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { Button, Dialog, Note, reportFailure, toast } from '../../../ui/index.js';
import type { KeptWork } from '../outbox/kept-work.js';

export interface UnsentDialogProps {
  works: readonly KeptWork[];
  onClose: () => void;
  /** Makes a document of it. */
  onSave: (work: KeptWork) => Promise<void>;
  onDismiss: (work: KeptWork) => Promise<void>;
  onBringBack: (work: KeptWork) => Promise<void>;
}

/** What could not go where it was written: to read, to copy, to save elsewhere, or to let go. */
export function UnsentDialog({ works, onClose, ...acts }: UnsentDialogProps) {
  const t = useT();
  return (
    <Dialog isOpen wide onClose={onClose} title={t('unsent.title')}>
      <p>{t('unsent.help')}</p>
      {works.map((work) => (
        <Work key={work.id} work={work} {...acts} />
      ))}
    </Dialog>
  );
}

function Work({
  work,
  onSave,
  onDismiss,
  onBringBack,
}: { work: KeptWork } & Omit<UnsentDialogProps, 'works' | 'onClose'>) {
  const t = useT();
  const dates = useDates();
  const title = work.title || t('unsent.untitled');
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(work.words);
    toast({ text: t('ui.copied') });
  };
  const drop = async (): Promise<void> => {
    await onDismiss(work);
    toast({ text: t('unsent.discarded'), undo: () => void onBringBack(work).catch(reportFailure) });
  };
  return (
    <section className="mq-unsent" aria-label={title}>
      <h3 className="mq-serif">{title}</h3>
      <p className="mq-small mq-muted">{t('unsent.when', { when: dates.full(new Date(work.at)) })}</p>
      <Note tone="warn">
        <p>
          {work.code === 'request.not-found'
            ? t('unsent.gone')
            : new ApiError(0, work.code, null).title(t.locale)}
        </p>
      </Note>
      <textarea
        className="mq-in mq-serif"
        rows={5}
        readOnly
        value={work.words}
        aria-label={t('unsent.text', { title })}
      />
      <div className="acts">
        <Button size="s" variant="ghost" onPress={() => void drop().catch(reportFailure)}>
          {t('unsent.discard')}
        </Button>
        <Button size="s" onPress={() => void copy().catch(reportFailure)}>
          {t('unsent.copyText')}
        </Button>
        <Button size="s" variant="primary" onPress={() => void onSave(work).catch(reportFailure)}>
          {t('unsent.save')}
        </Button>
      </div>
    </section>
  );
}
