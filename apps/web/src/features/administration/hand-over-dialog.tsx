import type { PersonRow, PersonView } from '@maroquin/contracts';
import { useState } from 'react';
import { useT } from '../../i18n/index.js';
import { ErrorNote, FilterField, FormDialog, ShowMore, toast, useDebounced } from '../../ui/index.js';
import { useHandOverOf, usePeopleOf } from './administration-api.js';

interface HandOverDialogProps {
  orgId: string;
  person: PersonRow;
  onClose: () => void;
}
/** What somebody who left was alone to manage goes to somebody who is there. */
export function HandOverDialog({ orgId, person, onClose }: HandOverDialogProps) {
  const t = useT();
  const handOver = useHandOverOf(orgId);
  const [successor, setSuccessor] = useState<PersonView | null>(person.manager);
  const run = (to: PersonView) =>
    handOver.mutate(
      { id: person.id, toId: to.id },
      {
        onSuccess: ({ waiting, count }) => {
          onClose();
          toast({
            text: waiting ? t('people.handOverWaiting') : t('people.entrusted', { count, name: to.name }),
          });
        },
      },
    );
  return (
    <FormDialog
      onClose={onClose}
      title={t('administration.handOver')}
      subtitle={person.name}
      submit={t('administration.handOverSubmit')}
      onSubmit={() => successor !== null && run(successor)}
      isPending={handOver.isPending}
      isDisabled={successor === null}
      error={handOver.error}
    >
      <p className="mq-sec">{t('administration.handOverText')}</p>
      <Successors orgId={orgId} chosen={successor} onChoose={setSuccessor} />
    </FormDialog>
  );
}

interface SuccessorsProps {
  orgId: string;
  chosen: PersonView | null;
  onChoose: (person: PersonView) => void;
}
/** Open accounts; whoever is chosen stays in sight while one looks for somebody else. */
function Successors({ orgId, chosen, onChoose }: SuccessorsProps) {
  const t = useT();
  const [filter, setFilter] = useState('');
  const people = usePeopleOf(orgId, useDebounced(filter.trim(), 150), 'open');
  const others = people.rows.filter(({ id }) => id !== chosen?.id);
  return (
    <fieldset className="mq-field mq-heirs">
      <legend className="mq-lbl">{t('administration.handOverTo')}</legend>
      <FilterField label={t('people.filter')} value={filter} onChange={setFilter} />
      {people.error && <ErrorNote error={people.error} />}
      <ul>
        {[...(chosen === null ? [] : [chosen]), ...others].map((one) => (
          <li key={one.id}>
            <label className="mq-row">
              <input
                type="radio"
                name="heir"
                checked={one.id === chosen?.id}
                onChange={() => onChoose({ id: one.id, name: one.name })}
              />
              {one.name}
            </label>
          </li>
        ))}
      </ul>
      <ShowMore list={people} />
    </fieldset>
  );
}
