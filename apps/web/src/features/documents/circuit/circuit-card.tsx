import { Check, Clock, type LucideIcon, Undo2, UserX } from 'lucide-react';
import { Link } from 'react-router';
import type { CircuitView } from '@maroquin/contracts';
import { circuitVersionHref } from '../../../frame/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { Icon, Note, personName } from '../../../ui/index.js';
import { CircuitButtons } from './circuit-buttons.js';

type Step = CircuitView['steps'][number];
type Asked = Step['people'][number];

const TONES = { open: 'acc', approved: 'ok', done: 'ok', returned: 'warn', cancelled: '' } as const;

/** One circuit: which version, who is asked in which order, what each did and when. */
export function CircuitCard({ documentId, circuit }: { documentId: string; circuit: CircuitView }) {
  const t = useT();
  const dates = useDates();
  const { status, startedAt, startedBy, cancelledBy, endedAt } = circuit;
  const starter = startedBy === null ? t('circuit.somebody') : personName(t, startedBy);
  const isReadable = circuit.mayRead && (status === 'open' || status === 'approved' || status === 'done');
  return (
    <article className="mq-circuit" aria-label={t('circuit.of', { day: dates.full(startedAt) })}>
      <p className="mq-row mq-wrap">
        <span className={`mq-tag ${TONES[status]}`}>
          {t(status === 'done' ? `circuit.status.done.${lastKind(circuit)}` : `circuit.status.${status}`)}
        </span>
        <span className="mq-small mq-sec">
          {t('circuit.startedBy', { name: starter, day: dates.full(startedAt) })}
        </span>
      </p>
      {circuit.word !== '' && <blockquote className="word">{circuit.word}</blockquote>}
      {isReadable && (
        <p className="mq-small">
          <Link to={circuitVersionHref(documentId, circuit.id)}>
            {t(status === 'approved' ? 'circuit.readSigned' : 'circuit.readVersion')}
          </Link>
        </p>
      )}
      {circuit.changed && (
        <Note tone="warn">
          <p>{t('circuit.changed')}</p>
        </Note>
      )}
      <ol className="steps">
        {circuit.steps.map((step, number) => (
          // Steps never change their order.
          <StepLine
            key={number}
            {...{ step, number }}
            isRunning={status === 'open' && number === circuit.step}
          />
        ))}
      </ol>
      {cancelledBy !== null && endedAt !== null && (
        <p className="mq-small mq-sec">
          {t('circuit.cancelledBy', { name: personName(t, cancelledBy), day: dates.full(endedAt) })}
        </p>
      )}
      <CircuitButtons documentId={documentId} circuit={circuit} />
    </article>
  );
}

/** The most that was done with a version that nobody but its starter was to sign. */
const lastKind = ({ steps }: CircuitView): Step['kind'] =>
  (['visa', 'reading'] as const).find((wanted) => steps.some(({ kind }) => kind === wanted)) ?? 'signature';

interface StepLineProps {
  step: Step;
  number: number;
  isRunning: boolean;
}

function StepLine({ step, number, isRunning }: StepLineProps) {
  const t = useT();
  const dates = useDates();
  return (
    <li className={isRunning ? 'running' : ''} aria-current={isRunning ? 'step' : undefined}>
      <p className="mq-row mq-wrap">
        <b>{t('circuit.stepOf', { number: number + 1, kind: t(`circuit.kind.${step.kind}`) })}</b>
        {step.due !== null && (
          <span className={`mq-tag ${isRunning && isLate(step.due) ? 'warn' : ''}`}>
            <Icon of={Clock} size="s" />
            {t('circuit.due', { day: dates.day(`${step.due}T12:00:00Z`) })}
          </span>
        )}
      </p>
      <ul>
        {step.people.map((one) => (
          <PersonLine key={one.id} one={one} kind={step.kind} isRunning={isRunning} />
        ))}
      </ul>
    </li>
  );
}

const isLate = (due: string): boolean => Date.now() > Date.parse(`${due}T23:59:59`);

function PersonLine({ one, kind, isRunning }: { one: Asked; kind: Step['kind']; isRunning: boolean }) {
  const t = useT();
  const dates = useDates();
  const { act } = one;
  const day = act === null ? '' : dates.full(act.at);
  const [icon, words] = ((): [LucideIcon | null, string] => {
    if (act?.kind === 'approve') return [Check, t(`circuit.done.${kind}`, { day })];
    if (act?.kind === 'return') return [Undo2, t('circuit.returned', { day })];
    if (!one.reads) return [UserX, t('circuit.lostAccess')];
    return [isRunning ? Clock : null, t(isRunning ? 'circuit.waiting' : 'circuit.later')];
  })();
  return (
    <li className={act?.kind ?? (one.reads ? '' : 'lost')}>
      <span className="mq-row mq-wrap">
        {icon !== null && <Icon of={icon} size="s" />}
        <b>{one.name}</b>
        <span className="mq-small mq-sec">{words}</span>
      </span>
      {act !== null && act.reason !== '' && <blockquote className="word">{act.reason}</blockquote>}
    </li>
  );
}
