import type { PersonRow } from '@maroquin/contracts';
import { useId, useState } from 'react';
import { useT } from '../../i18n/index.js';
import { FormDialog, toast } from '../../ui/index.js';
import { useHandOverOf } from './administration-api.js';

interface HandOverDialogProps {
  orgId: string;
  person: PersonRow;
  people: readonly PersonRow[];
  onClose: () => void;
}
/** What somebody who left was alone to manage goes to somebody who is there. */
export function HandOverDialog({ orgId, person, people, onClose }: HandOverDialogProps) {
  const t = useT();
  const id = useId();
  const handOver = useHandOverOf(orgId);
  const heirs = people.filter((one) => one.disabledAt === null);
  const [toId, setToId] = useState(person.managerId ?? heirs[0]?.id ?? '');
  const run = () =>
    handOver.mutate(
      { id: person.id, toId },
      {
        onSuccess: ({ waiting, count }) => {
          onClose();
          const name = heirs.find((one) => one.id === toId)?.name ?? '';
          toast({ text: waiting ? t('people.handOverWaiting') : t('people.entrusted', { count, name }) });
        },
      },
    );
  return (
    <FormDialog
      onClose={onClose}
      title={t('administration.handOver')}
      subtitle={person.name}
      submit={t('administration.handOverSubmit')}
      onSubmit={run}
      isPending={handOver.isPending}
      isDisabled={toId === ''}
      error={handOver.error}
    >
      <p className="mq-sec">{t('administration.handOverText')}</p>
      <div className="mq-field">
        <label className="mq-lbl" htmlFor={id}>
          {t('administration.handOverTo')}
        </label>
        <select id={id} className="mq-in" value={toId} onChange={({ target }) => setToId(target.value)}>
          {heirs.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
    </FormDialog>
  );
}
