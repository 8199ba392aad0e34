import { Plus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import {
  CIRCUIT_PEOPLE_MAX,
  CIRCUIT_STEPS_MAX,
  circuitStepKinds,
  type ResourceView,
  rightHasAct,
  type StartCircuit,
  type SubjectView,
} from '@maroquin/contracts';
import { isApiError } from '../../../api/index.js';
import { type MessageKey, readDay, useT } from '../../../i18n/index.js';
import { SubjectField, useSetGrant } from '../../access/index.js';
import {
  announce,
  Button,
  DateField,
  ErrorNote,
  FormDialog,
  IconButton,
  Note,
  SelectField,
  TextField,
} from '../../../ui/index.js';
import { useStartCircuit, VersionNotShown } from './circuit-api.js';
import type { CircuitDraft, StepDraft } from './circuit-draft.js';

const NOBODY: ReadonlySet<string> = new Set();
/** The day where the person is. */
const today = (): string => new Date().toLocaleDateString('en-CA');

interface StartCircuitDialogProps {
  resource: ResourceView;
  whenLive: () => Promise<void>;
  first: CircuitDraft;
  /** @param kept what was chosen, where the text is to be read again before it is submitted */
  onClose: (kept: CircuitDraft | null) => void;
}

/** Who reads, then approves, then signs; until when; and a word for them. Mounted only while open. */
export function StartCircuitDialog({ resource, whenLive, first, onClose }: StartCircuitDialogProps) {
  const t = useT();
  const form = useSteps(first.steps);
  const { steps, count } = form;
  const [word, setWord] = useState(first.word);
  const [tried, setTried] = useState(false);
  const start = useStartCircuit(resource.id, whenLive);
  const barred = barredIn(start.error, steps);
  const isUnknown = start.error instanceof VersionNotShown;
  const hasMoved = isUnknown || isApiError(start.error, 'circuit.moved');
  const submit = () => {
    setTried(true);
    if (count > CIRCUIT_PEOPLE_MAX || steps.some((step) => faultOf(step) !== null)) return;
    const onSuccess = () => {
      announce(t('circuit.said.start'));
      onClose(null);
    };
    start.mutate({ steps: steps.map(askedOf), word }, { onSuccess });
  };
  return (
    <FormDialog
      title={t('circuit.start')}
      subtitle={resource.name}
      submit={t('circuit.startSubmit')}
      guarded={word !== '' || count > 0}
      onClose={() => onClose(null)}
      onSubmit={submit}
      isPending={start.isPending}
      error={barred.length > 0 || hasMoved ? null : start.error}
      className="mq-give mq-circuit-form"
    >
      <p className="mq-small mq-sec">{t('circuit.startHelp')}</p>
      {hasMoved && <MovedNote isUnknown={isUnknown} onReread={() => onClose({ steps, word })} />}
      {barred.length > 0 && <BarredNote resource={resource} people={barred} onGiven={start.reset} />}
      <StepList form={form} tried={tried} />
      <TextField label={t('circuit.word')} rows={2} maxLength={1000} value={word} onChange={setWord} />
    </FormDialog>
  );
}

/** What is missing in a step; null: nothing. */
const faultOf = ({ people, due }: StepDraft): MessageKey | null => {
  if (people.length === 0) return 'circuit.peopleMissing';
  return due !== '' && (readDay(due) === null || due < today()) ? 'circuit.dueBad' : null;
};

const askedOf = ({ kind, people, due }: StepDraft): StartCircuit['steps'][number] => ({
  ...{ kind, people: people.map(({ id }) => id) },
  ...(due !== '' && { due }),
});

/** The steps in their order, and one more. */
function StepList({ form, tried }: { form: ReturnType<typeof useSteps>; tried: boolean }) {
  const t = useT();
  const { steps, count } = form;
  const add = useRef<HTMLButtonElement>(null);
  const had = useRef(steps.length);
  useEffect(() => {
    // The button that took a step away went with it.
    if (steps.length < had.current) add.current?.focus();
    had.current = steps.length;
  }, [steps.length]);
  return (
    <>
      {steps.map((step, number) => {
        const fault = tried ? faultOf(step) : null;
        return (
          <StepFields
            key={step.id}
            {...{ step, number }}
            error={fault === null ? null : t(fault)}
            onChange={(changed) => form.change(step.id, changed)}
            onRemove={steps.length > 1 ? () => form.remove(step.id) : null}
          />
        );
      })}
      {count > CIRCUIT_PEOPLE_MAX && (
        <Note tone="warn" isAlert>
          <p>{t('circuit.tooMany', { most: CIRCUIT_PEOPLE_MAX })}</p>
        </Note>
      )}
      {steps.length < CIRCUIT_STEPS_MAX && (
        <Button ref={add} icon={Plus} onPress={form.add}>
          {t('circuit.addStep')}
        </Button>
      )}
    </>
  );
}

/** Each further step is of the kind that usually comes next. */
function useSteps(first: readonly StepDraft[]) {
  const [steps, setSteps] = useState(first);
  const next = useRef(Math.max(...first.map(({ id }) => id)) + 1);
  const after = { reading: 'visa', visa: 'signature', signature: 'signature' } as const;
  return {
    steps,
    count: steps.reduce((sum, { people }) => sum + people.length, 0),
    add: () => {
      const id = next.current;
      next.current += 1;
      setSteps((now) => [...now, { id, kind: after[now.at(-1)?.kind ?? 'visa'], people: [], due: '' }]);
    },
    remove: (id: number) => setSteps((before) => before.filter((step) => step.id !== id)),
    change: (id: number, changed: (step: StepDraft) => Partial<StepDraft>) =>
      setSteps((before) => before.map((step) => (step.id === id ? { ...step, ...changed(step) } : step))),
  };
}

interface StepFieldsProps {
  step: StepDraft;
  number: number;
  error: string | null;
  onChange: (changed: (step: StepDraft) => Partial<StepDraft>) => void;
  onRemove: (() => void) | null;
}

function StepFields({ step, number, error, onChange, onRemove }: StepFieldsProps) {
  const t = useT();
  const options = circuitStepKinds.map((id) => ({ id, label: t(`circuit.kind.${id}`) }));
  const name = t('circuit.step', { number: number + 1 });
  const isKnown = (people: readonly SubjectView[], id: string) => people.some((one) => one.id === id);
  return (
    <fieldset className="step">
      <legend>{name}</legend>
      <div className="top">
        <SelectField
          label={t('circuit.what')}
          value={step.kind}
          options={options}
          onChange={(kind) => kind !== undefined && onChange(() => ({ kind }))}
        />
        <DateField
          label={t('circuit.until')}
          value={step.due}
          onChange={(due) => onChange(() => ({ due }))}
        />
        {onRemove !== null && (
          <IconButton icon={Trash2} label={t('circuit.removeStep', { step: name })} onPress={onRemove} />
        )}
      </div>
      <SubjectField
        label={t('circuit.people')}
        onlyPeople
        chosen={step.people}
        hidden={NOBODY}
        // A pasted name may be a team's, which signs nothing.
        onChoose={(subject) => {
          if (subject.kind === 'person')
            onChange(({ people }) => (isKnown(people, subject.id) ? {} : { people: [...people, subject] }));
        }}
        onRemove={(id) => onChange(({ people }) => ({ people: people.filter((one) => one.id !== id) }))}
        onUnknown={() => undefined}
      />
      {error !== null && (
        <p className="mq-err" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** Of those who were chosen, who may not read the document, as the server named their places. */
function barredIn(error: unknown, steps: readonly StepDraft[]): SubjectView[] {
  if (!isApiError(error, 'circuit.cannot-read')) return [];
  const people = (error.problem?.fields ?? []).flatMap(({ path }) => {
    const [, step, , place] = path.split('.');
    return steps[Number(step)]?.people[Number(place)] ?? [];
  });
  return people.filter((one, index) => people.findIndex(({ id }) => id === one.id) === index);
}

/** Somebody wrote meanwhile: whoever submits the text reads it again first, and what they chose is kept. */
function MovedNote({ isUnknown, onReread }: { isUnknown: boolean; onReread: () => void }) {
  const t = useT();
  return (
    <Note tone="warn" isAlert actions={<Button onPress={onReread}>{t('circuit.rereadText')}</Button>}>
      <p>{t(isUnknown ? 'circuit.notShown' : 'circuit.moved')}</p>
    </Note>
  );
}

interface BarredNoteProps {
  resource: ResourceView;
  people: readonly SubjectView[];
  onGiven: () => void;
}

/** Says who cannot read it, and lets whoever may share give them access at once. */
function BarredNote({ resource, people, onGiven }: BarredNoteProps) {
  const t = useT();
  const grant = useSetGrant(resource.id);
  const names = people.map(({ name }) => name).join(', ');
  const give = async (): Promise<void> => {
    try {
      for (const { id } of people)
        await grant.mutateAsync({ subjectId: id, role: 'commenter', expiresAt: null });
    } catch {
      // Shown below.
      return;
    }
    announce(t('circuit.given', { names }));
    onGiven();
  };
  const mayShare = rightHasAct(resource, 'access.share');
  return (
    <>
      {grant.error !== null && <ErrorNote error={grant.error} />}
      <Note
        tone="warn"
        isAlert
        actions={
          mayShare && (
            <Button onPress={() => void give()} isPending={grant.isPending}>
              {t('circuit.giveAccess')}
            </Button>
          )
        }
      >
        <p>{t(mayShare ? 'circuit.barred' : 'circuit.barredAsk', { names })}</p>
      </Note>
    </>
  );
}
