import { useState } from 'react';
import {
  type Marking,
  markingLevel,
  markings,
  type MarkingState,
  type ResourceView,
} from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { ErrorNote, FormDialog, Skeleton, TextField, toast } from '../../../ui/index.js';
import { useMarking, useSetMarking } from './marking-api.js';
import { MarkingSign } from './marking-chip.js';
import { MarkingRequest } from './marking-request.js';

const MIN_REASON = 10;

interface MarkingDialogProps {
  resource: ResourceView;
  onClose: () => void;
}
/** Says how sensitive something is, after what that changes. */
export function MarkingDialog({ resource, onClose }: MarkingDialogProps) {
  const t = useT();
  const state = useMarking(resource.id);
  const set = useSetMarking(resource);
  const [chosen, setChosen] = useState<Marking | null>(null);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const now = state.data?.marking ?? resource.marking;
  const marking = chosen ?? now;
  const isLowering = markingLevel(marking) < markingLevel(now);
  const lacksReason = isLowering && reason.trim().length < MIN_REASON;
  const submit = () => {
    setTried(true);
    if (lacksReason || marking === now) return;
    const body = { marking, ...(isLowering ? { reason: reason.trim() } : {}) };
    set.mutate(body, {
      onSuccess: () => {
        const said = isLowering && state.data?.takesTwo === true ? 'marking.asked' : 'marking.done';
        toast({ text: t(said, { name: resource.name, marking: t(`marking.${marking}`) }) });
        onClose();
      },
    });
  };
  return (
    <FormDialog
      title={t('marking.title')}
      subtitle={resource.name}
      onClose={onClose}
      submit={t(isLowering && state.data?.takesTwo === true ? 'marking.ask' : 'marking.submit', {
        marking: t(`marking.${marking}`),
      })}
      onSubmit={submit}
      isPending={set.isPending}
      isDisabled={marking === now}
      error={set.error}
    >
      {state.error && <ErrorNote error={state.error} />}
      {state.isPending && <Skeleton rows={3} />}
      {state.data?.request && (
        <MarkingRequest resource={resource} request={state.data.request} onDone={onClose} />
      )}
      {state.data && <Levels state={state.data} value={marking} onChange={setChosen} />}
      {state.data && marking !== now && <Effects {...{ resource, marking, isLowering }} state={state.data} />}
      {isLowering && <Reason value={reason} onChange={setReason} isMissing={isTried && lacksReason} />}
    </FormDialog>
  );
}

interface ReasonProps {
  value: string;
  onChange: (reason: string) => void;
  isMissing: boolean;
}
function Reason({ value, onChange, isMissing }: ReasonProps) {
  const t = useT();
  return (
    <TextField
      label={t('marking.reason')}
      hint={t('marking.reasonHint')}
      rows={3}
      maxLength={1_000}
      value={value}
      onChange={onChange}
      error={isMissing ? t('marking.reasonNeeded') : null}
    />
  );
}

interface LevelsProps {
  state: MarkingState;
  value: Marking;
  onChange: (marking: Marking) => void;
}
function Levels({ state, value, onChange }: LevelsProps) {
  const t = useT();
  const hintOf = (marking: Marking): string => {
    if (markingLevel(marking) > markingLevel(state.ceiling))
      return t('marking.aboveCeiling', { ceiling: t(`marking.${state.ceiling}`) });
    if (markingLevel(marking) < markingLevel(state.least))
      return t('marking.belowPlace', { least: t(`marking.${state.least}`) });
    return `${marking === state.marking ? `${t('marking.current')} ` : ''}${t(`marking.does.${marking}`)}`;
  };
  const isOpen = (marking: Marking): boolean =>
    markingLevel(marking) <= markingLevel(state.ceiling) &&
    markingLevel(marking) >= markingLevel(state.least);
  return (
    <fieldset className="mq-levels">
      <legend className="mq-vh">{t('marking.levels')}</legend>
      {markings.map((marking) => (
        <label key={marking} className={`mq-level ${isOpen(marking) ? '' : 'no'}`}>
          <input
            type="radio"
            name="marking"
            checked={value === marking}
            disabled={!isOpen(marking) && marking !== state.marking}
            onChange={() => onChange(marking)}
          />
          <span>
            <MarkingSign marking={marking} />
          </span>
          <span className="mq-small">{hintOf(marking)}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface EffectsProps {
  resource: ResourceView;
  state: MarkingState;
  marking: Marking;
  isLowering: boolean;
}
function Effects({ resource, state, marking, isLowering }: EffectsProps) {
  const t = useT();
  const { marking: now, links, guests } = state;
  const isPlace = resource.kind === 'folder' || resource.kind === 'space';
  const opens = isLowering && marking === 'none';
  const closes = now === 'none';
  const lines = [
    ...(closes ? [t('marking.linksEnd', { count: links }), t('marking.guestsEnd', { count: guests })] : []),
    ...(opens ? [t('marking.linksBack', { count: links }), t('marking.guestsBack', { count: guests })] : []),
    ...(marking === 'restricted' ? [t('marking.noExport')] : []),
    ...(isLowering ? [] : [t('marking.membersStay'), t('marking.back')]),
    ...(isLowering && state.takesTwo ? [t('marking.takesTwo')] : []),
    ...(isPlace ? [t(isLowering ? 'marking.belowStays' : 'marking.allBelow')] : []),
  ];
  return (
    <section className="mq-effects" aria-live="polite">
      <h3>{t('marking.changes', { marking: t(`marking.${marking}`) })}</h3>
      <ul>
        {lines
          .filter((line) => line !== '')
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </ul>
    </section>
  );
}
