import { useState } from 'react';
import type { KeyAct, KeyCustody } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { announce, Button, ConfirmDialog, Note } from '../../../ui/index.js';
import { type Ticket, useAskKeyAct } from './custody-api.js';
import { KeyActs, KeyRequests, ProviderFacts } from './custody-parts.js';

interface PanelProps {
  state: KeyCustody;
  ticket: Ticket;
}

/** The state of an organisation's keys, and what may be done with them. */
export function CustodyPanel({ state, ticket }: PanelProps) {
  const t = useT();
  const { closed, custodians } = state;
  return (
    <>
      <Note tone={closed ? 'bad' : 'ok'}>
        <p>
          <b>{t(closed ? 'keys.closed' : 'keys.open')}</b>
        </p>
        <p>{t(closed ? 'keys.closedText' : 'keys.openText')}</p>
      </Note>
      <KeyRequests state={state} ticket={ticket} />
      <ProviderFacts state={state} />
      <section className="mq-keys-part" aria-labelledby="keys-acts-on">
        <h2 id="keys-acts-on">{t('keys.acts')}</h2>
        <p className="mq-sec">{t('keys.two', { count: custodians.length })}</p>
        <div className="mq-row mq-wrap">
          <AskAct act={closed ? 'keys-open' : 'keys-close'} {...{ state, ticket }} />
        </div>
      </section>
      <KeyActs state={state} />
    </>
  );
}

/** Asks first: everybody of the organisation feels it. */
function AskAct({ act, state, ticket }: PanelProps & { act: KeyAct }) {
  const t = useT();
  const ask = useAskKeyAct(ticket);
  const [isOpen, setOpen] = useState(false);
  const isAlone = state.custodians.length < 2;
  const waits = state.requests.some((request) => request.act === act);
  const confirm = () =>
    ask.mutate(act, {
      onSuccess: ({ done }) => {
        setOpen(false);
        announce(t(done ? `keys.done.${act}` : 'keys.asked'));
      },
    });
  if (waits) return <p className="mq-muted">{t('keys.waits')}</p>;
  return (
    <>
      <Button variant={act === 'keys-close' ? 'danger' : 'primary'} onPress={() => setOpen(true)}>
        {t(isAlone ? `keys.do.${act}` : `keys.ask.${act}`)}
      </Button>
      {isOpen && (
        <ConfirmDialog
          title={t(isAlone ? `keys.do.${act}` : `keys.ask.${act}`)}
          isDanger={act === 'keys-close'}
          error={ask.error}
          isPending={ask.isPending}
          onConfirm={confirm}
          onClose={() => setOpen(false)}
        >
          {t(`keys.confirm.${act}`)} {t(isAlone ? 'keys.confirmAlone' : 'keys.confirmTwo')}
        </ConfirmDialog>
      )}
    </>
  );
}
