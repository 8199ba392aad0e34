import { askOrganisationEndSchema } from '@maroquin/contracts';
import { type FormEvent, useState } from 'react';
import { Form } from 'react-aria-components';
import { useMe } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { announce, Button, ErrorNote, TextField } from '../../../ui/index.js';
import { useAskEnd } from './ending-api.js';

/** The name is typed, so that the wrong organisation is not ended; a key custodian then agrees, or does not. */
export function AskEndForm() {
  const t = useT();
  const ask = useAskEnd();
  const { name } = useMe().organisation;
  const [organisation, setOrganisation] = useState('');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const wanted = askOrganisationEndSchema.safeParse({ organisation: organisation.trim(), reason });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wanted.success) return;
    ask.mutate(wanted.data, { onSuccess: () => announce(t('ending.sent')) });
  };
  return (
    <section className="mq-keys-part" aria-labelledby="ending-ask">
      <h2 id="ending-ask">{t('ending.ask')}</h2>
      <Form className="mq-keys-part" onSubmit={send}>
        {ask.error && <ErrorNote error={ask.error} />}
        <TextField
          label={t('ending.reason')}
          rows={3}
          value={reason}
          onChange={setReason}
          hint={t('ending.reasonHint')}
          error={isTried && reason.trim().length < 10 ? t('ending.reasonBad') : null}
        />
        <TextField
          label={t('ending.name')}
          value={organisation}
          onChange={setOrganisation}
          hint={t('ending.nameHint', { organisation: name })}
          error={isTried && organisation.trim() === '' ? t('ending.nameBad') : null}
        />
        <div>
          <Button type="submit" variant="danger" isPending={ask.isPending}>
            {t('ending.send')}
          </Button>
        </div>
      </Form>
    </section>
  );
}
