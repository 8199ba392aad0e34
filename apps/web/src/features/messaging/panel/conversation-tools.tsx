import { Bell, CalendarSearch, Pin } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { readDay, useDates, useT } from '../../../i18n/index.js';
import {
  Button,
  DateField,
  Dialog,
  ErrorNote,
  FormDialog,
  IconButton,
  personName,
  ShowMore,
  Skeleton,
} from '../../../ui/index.js';
import { LevelDialog } from '../../notifications/index.js';
import { saidIn } from '../message/mentions.js';
import { usePins } from '../own/own-api.js';
import { DAY } from './go-to.js';
import { MESSAGE } from './use-landing.js';
import { VideoCall } from './video-call.js';
import '../own/own.css';

/** Leads to what is pinned in a conversation, to a day of it, and to its notification level. */
export function ConversationTools({ channelId, canPost }: { channelId: string; canPost: boolean }) {
  const t = useT();
  const [open, setOpen] = useState<'pins' | 'date' | 'level' | null>(null);
  const [, setQuery] = useSearchParams();
  const close = (): void => setOpen(null);
  const go = (name: string, value: string): void => {
    close();
    setQuery(
      (old) => {
        const next = new URLSearchParams(old);
        next.set(name, value);
        return next;
      },
      { replace: true },
    );
  };
  return (
    <>
      {canPost && <VideoCall channelId={channelId} />}
      <IconButton icon={Pin} label={t('pins.title')} onPress={() => setOpen('pins')} />
      <IconButton icon={CalendarSearch} label={t('date.title')} onPress={() => setOpen('date')} />
      <IconButton icon={Bell} label={t('level.title')} onPress={() => setOpen('level')} />
      <Suspense fallback={null}>
        {open === 'level' && <LevelDialog id={channelId} onClose={close} />}
      </Suspense>
      {open === 'pins' && (
        <PinsDialog channelId={channelId} onClose={close} onGo={(seq) => go(MESSAGE, String(seq))} />
      )}
      {open === 'date' && <DateDialog onClose={close} onGo={(day) => go(DAY, day)} />}
    </>
  );
}

interface PinsDialogProps {
  channelId: string;
  onClose: () => void;
  onGo: (seq: number) => void;
}
function PinsDialog({ channelId, onClose, onGo }: PinsDialogProps) {
  const t = useT();
  const dates = useDates();
  const list = usePins(channelId);
  return (
    <Dialog isOpen onClose={onClose} title={t('pins.title')}>
      {list.error !== null && <ErrorNote error={list.error} />}
      {list.isPending && <Skeleton rows={2} />}
      {list.isSuccess && list.rows.length === 0 && <p>{t('pins.none')}</p>}
      <ul className="mq-own-list" aria-label={t('pins.title')}>
        {list.rows.map((message) => (
          <li key={message.seq}>
            <p className="mq-small mq-sec">
              <b>
                {message.author === null ? t('conversation.formerMember') : personName(t, message.author)}
              </b>{' '}
              · <time dateTime={message.at}>{dates.short(message.at)}</time>
            </p>
            <p>{saidIn(message).slice(0, 400)}</p>
            <p className="acts">
              <Button
                size="s"
                onPress={() => onGo(message.seq)}
                aria-label={t('own.openOne', { text: saidIn(message).slice(0, 60) })}
              >
                {t('own.open')}
              </Button>
            </p>
          </li>
        ))}
      </ul>
      <ShowMore list={list} />
    </Dialog>
  );
}

function DateDialog({ onClose, onGo }: { onClose: () => void; onGo: (day: string) => void }) {
  const t = useT();
  const [day, setDay] = useState('');
  const isWrong = readDay(day) === null;
  const [isTried, setTried] = useState(false);
  return (
    <FormDialog
      title={t('date.title')}
      submit={t('date.go')}
      onClose={onClose}
      onSubmit={() => (isWrong ? setTried(true) : onGo(day))}
    >
      <DateField
        label={t('date.day')}
        value={day}
        onChange={setDay}
        error={isTried && isWrong ? t('date.needed') : null}
        autoFocus
      />
    </FormDialog>
  );
}
