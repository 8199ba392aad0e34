import { Copy } from 'lucide-react';
import { useDates, useT } from '../../i18n/index.js';
import { announce, Button, Dialog, TextField } from '../../ui/index.js';
import { useState } from 'react';

export interface HandedLink {
  link: string;
  expiresAt: string;
  name: string;
  /** The person was just invited. */
  isNew: boolean;
}

/** Shows a one-use link, once, to the person who must hand it over. */
export function LinkDialog({ link, onClose }: { link: HandedLink | null; onClose: () => void }) {
  const t = useT();
  const dates = useDates();
  const [copied, setCopied] = useState('');
  if (!link) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(link.link);
    setCopied(link.link);
    announce(t('people.linkCopied'));
  };
  return (
    <Dialog
      isOpen
      guarded
      onClose={onClose}
      title={t(link.isNew ? 'people.invited' : 'people.linkFor', { name: link.name })}
      footer={
        <>
          {copied === link.link && <span className="mq-small mq-sec mq-grow">{t('people.linkCopied')}</span>}
          <Button onPress={onClose}>{t('people.done')}</Button>
          <Button variant="primary" icon={Copy} autoFocus onPress={() => void copy()}>
            {t('people.copyLink')}
          </Button>
        </>
      }
    >
      <p>{t('people.linkText')}</p>
      <TextField
        label={t('people.link')}
        value={link.link}
        isReadOnly
        hint={t('people.linkExpires', { date: dates.full(link.expiresAt) })}
      />
    </Dialog>
  );
}
