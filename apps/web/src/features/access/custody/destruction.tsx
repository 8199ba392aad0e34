import { Download } from 'lucide-react';
import type { KeyDestructionState } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import { announce, Button, ErrorNote, Note } from '../../../ui/index.js';
import { type Ticket, useCertificate, useWithdrawDestruction } from './custody-api.js';
import { usePersonName } from './custody-parts.js';

interface DestructionProps {
  destruction: KeyDestructionState;
  ticket: Ticket;
}

/** From the second agreement to the certificate. */
export function Destruction({ destruction, ticket }: DestructionProps) {
  const t = useT();
  const dates = useDates();
  const personName = usePersonName();
  const { state, dueAt, doneAt, obstacle, keyName } = destruction;
  const people = { asker: personName(destruction.askedBy), approver: personName(destruction.approvedBy) };
  const said = {
    planned: [t('keys.planned', { date: dates.full(dueAt) }), t('keys.plannedText', people)],
    running: [t('keys.running'), t('keys.runningText')],
    waiting: [
      t('keys.waitingTitle'),
      t(`keys.obstacle.${obstacle ?? 'down'}`, { key: keyName ?? 'maroquin-…' }),
    ],
    done: [t('keys.destroyed', { date: dates.full(doneAt ?? dueAt) }), t('keys.destroyedText', people)],
  }[state];
  return (
    <Note tone={state === 'done' ? 'plain' : 'bad'}>
      <p>
        <b>{said[0]}</b>
      </p>
      <p>{said[1]}</p>
      {state === 'planned' && <Withdraw ticket={ticket} />}
      {state === 'done' && ticket !== null && <Certificate ticket={ticket} />}
    </Note>
  );
}

function Withdraw({ ticket }: Pick<DestructionProps, 'ticket'>) {
  const t = useT();
  const withdraw = useWithdrawDestruction(ticket);
  return (
    <>
      {withdraw.error && <ErrorNote error={withdraw.error} />}
      <Button
        isPending={withdraw.isPending}
        onPress={() =>
          withdraw.mutate(undefined, { onSuccess: () => announce(t('keys.destructionWithdrawn')) })
        }
      >
        {t('keys.withdrawDestruction')}
      </Button>
    </>
  );
}

function Certificate({ ticket }: { ticket: string }) {
  const t = useT();
  const certificate = useCertificate(ticket);
  return (
    <>
      {certificate.error && <ErrorNote error={certificate.error} />}
      <Button icon={Download} isPending={certificate.isPending} onPress={() => certificate.mutate()}>
        {t('keys.download')}
      </Button>
    </>
  );
}
