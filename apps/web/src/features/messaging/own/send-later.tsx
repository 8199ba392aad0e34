import { Clock } from 'lucide-react';
import { useState } from 'react';
import { isApiError } from '../../../api/index.js';
import { readDay, useDates, useT } from '../../../i18n/index.js';
import {
  DateField,
  FormDialog,
  IconButton,
  Menu,
  reportFailure,
  TimeField,
  toast,
} from '../../../ui/index.js';
import { useSchedule } from './own-api.js';
import { asFields, momentsAfter } from './moments.js';

interface Later {
  readonly text: string;
  readonly files: readonly string[];
}

interface SendLaterProps {
  channelId: string;
  /** What is to be sent; null: nothing that could wait. */
  message: Later | null;
  /** Given what was scheduled: one may have gone on writing meanwhile. */
  onScheduled: (message: Later) => void;
}

/** Sends what is written at another moment. */
export function SendLater({ channelId, message, onScheduled }: SendLaterProps) {
  const t = useT();
  const dates = useDates();
  const schedule = useSchedule(channelId);
  const [isChoosing, setChoosing] = useState(false);
  const send = async (at: Date, toMany = false): Promise<void> => {
    if (message === null) return;
    const { text, files } = message;
    await schedule.mutateAsync({
      ...{ text, sendAt: at.toISOString() },
      ...(files.length > 0 && { files }),
      ...(toMany && { toMany }),
    });
    onScheduled(message);
    toast({ text: t('later.done', { time: dates.full(at) }) });
  };
  const items = momentsAfter(new Date()).map(({ id, at }) => ({
    ...{ id, label: t(`later.${id}`), description: dates.full(at) },
    onAction: () => void send(at).catch(reportFailure),
  }));
  return (
    <>
      <Menu
        label={t('later.title')}
        placement="top end"
        items={[
          ...items,
          { id: 'choose', label: t('later.choose'), separated: true, onAction: () => setChoosing(true) },
        ]}
        trigger={<IconButton icon={Clock} label={t('later.title')} size="s" isDisabled={message === null} />}
      />
      {isChoosing && <ChooseDialog onSend={send} onClose={() => setChoosing(false)} />}
    </>
  );
}

interface ChooseDialogProps {
  onSend: (at: Date, toMany: boolean) => Promise<void>;
  onClose: () => void;
}
function ChooseDialog({ onSend, onClose }: ChooseDialogProps) {
  const t = useT();
  const [fields, setFields] = useState(() => asFields(momentsAfter(new Date())[1]?.at ?? new Date()));
  const [error, setError] = useState<unknown>(null);
  const [isPending, setPending] = useState(false);
  const { day, time } = fields;
  const at = new Date(readDay(day) === null ? NaN : `${day}T${time}`);
  const isWrong = Number.isNaN(at.getTime());
  const submit = (): void => {
    if (isWrong) return;
    setPending(true);
    // Asked again, the person has read that it tells many.
    onSend(at, isApiError(error, 'message.many-people'))
      .then(onClose, setError)
      .finally(() => setPending(false));
  };
  return (
    <FormDialog
      title={t('later.title')}
      submit={t('later.schedule')}
      onSubmit={submit}
      onClose={onClose}
      isPending={isPending}
      error={error}
    >
      <div className="mq-day-time">
        <DateField
          label={t('later.day')}
          value={day}
          onChange={(next) => setFields({ day: next, time })}
          error={day === '' ? t('later.whenNeeded') : null}
          autoFocus
        />
        <TimeField label={t('later.time')} value={time} onChange={(next) => setFields({ day, time: next })} />
      </div>
    </FormDialog>
  );
}
