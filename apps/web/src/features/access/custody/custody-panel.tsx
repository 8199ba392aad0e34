import { useState } from 'react';
import type { KeyAct, KeyCustody } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { announce, Button, ConfirmDialog, Note } from '../../../ui/index.js';
import { type Ticket, useAskKeyAct } from './custody-api.js';
import { Destruction } from './destruction.js';
import { KeyActs, KeyRequests, ProviderFacts } from './custody-parts.js';

interface PanelProps {
  state: KeyCustody;
  ticket: Ticket;
}

/** The state of an organisation's keys, and what may be done with them. */
export function CustodyPanel({ state, ticket }: PanelProps) {
  const t = useT();
  const { closed, custodians, destruction } = state;
  const hasBegun = destruction !== null && destruction.state !== 'planned';
  return (
    <>
      {hasBegun || (
        <Note tone={closed ? 'bad' : 'ok'}>
          <p>
            <b>{t(closed ? 'keys.closed' : 'keys.open')}</b>
          </p>
          <p>{t(closed ? 'keys.closedText' : 'keys.openText')}</p>
        </Note>
      )}
      {destruction && <Destruction {...{ ticket, destruction }} />}
      <KeyRequests state={state} ticket={ticket} />
      <ProviderFacts state={state} />
      {hasBegun || (
        <section className="mq-keys-part" aria-labelledby="keys-acts-on">
          <h2 id="keys-acts-on">{t('keys.acts')}</h2>
          <p className="mq-sec">{t('keys.two', { count: custodians.length })}</p>
          <div className="mq-row mq-wrap">
            <AskAct act={closed ? 'keys-open' : 'keys-close'} {...{ state, ticket }} />
          </div>
        </section>
      )}
      {destruction === null && <AskDestruction {...{ state, ticket }} />}
      <KeyActs state={state} />
    </>
  );
}

/** The end of the key, where it can be proved. */
function AskDestruction({ state, ticket }: PanelProps) {
  const t = useT();
  const { undestroyable, destructionHours: hours } = state;
  return (
    <section className="mq-keys-part" aria-labelledby="keys-destroy">
      <h2 id="keys-destroy">{t('keys.destroy')}</h2>
      <p className="mq-sec">{t('keys.destroyText', { hours })}</p>
      {undestroyable === null ? (
        <div>
          <AskAct act="keys-destroy" {...{ state, ticket }} />
        </div>
      ) : (
        <Note tone="plain">
          <p>{t(`keys.undestroyable.${undestroyable}`)}</p>
        </Note>
      )}
    </section>
  );
}

/** Asks first: everybody of the organisation feels it. */
function AskAct({ act, state, ticket }: PanelProps & { act: KeyAct }) {
  const t = useT();
  const ask = useAskKeyAct(ticket);
  const [isOpen, setOpen] = useState(false);
  const isAlone = state.custodians.length < 2 && act !== 'keys-destroy';
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
      <Button variant={act === 'keys-open' ? 'primary' : 'danger'} onPress={() => setOpen(true)}>
        {t(isAlone ? `keys.do.${act}` : `keys.ask.${act}`)}
      </Button>
      {isOpen && (
        <ConfirmDialog
          title={t(isAlone ? `keys.do.${act}` : `keys.ask.${act}`)}
          isDanger={act !== 'keys-open'}
          error={ask.error}
          isPending={ask.isPending}
          onConfirm={confirm}
          onClose={() => setOpen(false)}
        >
          {t(`keys.confirm.${act}`, { hours: state.destructionHours })}{' '}
          {t(isAlone ? 'keys.confirmAlone' : 'keys.confirmTwo')}
        </ConfirmDialog>
      )}
    </>
  );
}
