import type { DeliveredLink } from '@maroquin/contracts';
import { Copy } from 'lucide-react';
import { useDates, useT } from '../../i18n/index.js';
import { announce, Button, Dialog, TextField } from '../../ui/index.js';
import { useState } from 'react';

export interface HandedLink extends DeliveredLink {
  name: string;
  /** The person was just invited. */
  isNew: boolean;
}

/** What became of a link: mailed, asked for, or shown once to the person who must hand it over. */
export function LinkDialog({ link, onClose }: { link: HandedLink | null; onClose: () => void }) {
  if (!link) return null;
  return link.link === null || link.expiresAt === null ? (
    <LinkSent link={link} onClose={onClose} />
  ) : (
    <Shown
      name={link.name}
      isNew={link.isNew}
      link={link.link}
      expiresAt={link.expiresAt}
      onClose={onClose}
    />
  );
}

/** It is nowhere to be seen: on its way to the person, or not made before somebody else agrees. */
function LinkSent({ link: { delivery, name }, onClose }: { link: HandedLink; onClose: () => void }) {
  const t = useT();
  const isMailed = delivery === 'mailed';
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(isMailed ? 'people.mailed' : 'people.waiting', { name })}
      footer={
        <Button variant="primary" autoFocus onPress={onClose}>
          {t('people.done')}
        </Button>
      }
    >
      <p>{t(isMailed ? 'people.mailedText' : 'people.waitingText')}</p>
    </Dialog>
  );
}

interface ShownProps {
  name: string;
  isNew: boolean;
  link: string;
  expiresAt: string;
  onClose: () => void;
}
function Shown({ name, isNew, link, expiresAt, onClose }: ShownProps) {
  const t = useT();
  const dates = useDates();
  const [copied, setCopied] = useState('');
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(link);
    announce(t('people.linkCopied'));
  };
  return (
    <Dialog
      isOpen
      guarded
      onClose={onClose}
      title={t(isNew ? 'people.invited' : 'people.linkFor', { name })}
      footer={
        <>
          {copied === link && <span className="mq-small mq-sec mq-grow">{t('people.linkCopied')}</span>}
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
        value={link}
        isReadOnly
        hint={t('people.linkExpires', { date: dates.full(expiresAt) })}
      />
    </Dialog>
  );
}
