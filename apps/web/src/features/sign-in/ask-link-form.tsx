import { useState, type FormEvent, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { useProviders } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { Button, ErrorNote, Note, TextField } from '../../ui/index.js';
import { requestLink } from './sign-in-api.js';

/** Asks for a new one-use link. The answer is the same whether the address is known or not. */
export function AskLinkForm({ after }: { after?: ReactNode }) {
  const t = useT();
  const isMailed = useProviders().data?.mail === true;
  const [email, setEmail] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [state, setState] = useState<{ kind: 'ready' | 'busy' | 'sent'; error: unknown }>({
    kind: 'ready',
    error: null,
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const isAddress = /^\S+@\S+$/u.test(email.trim());
    setMissing(!isAddress);
    if (!isAddress) return;
    setState({ kind: 'busy', error: null });
    try {
      await requestLink(email.trim());
      setState({ kind: 'sent', error: null });
    } catch (error) {
      setState({ kind: 'ready', error });
    }
  };
  if (state.kind === 'sent') return <Sent isMailed={isMailed} after={after} />;
  return (
    <Form onSubmit={(event) => void submit(event)} validationBehavior="aria">
      <p className="mq-sec">{t(isMailed ? 'identity.askLinkMailText' : 'identity.askLinkText')}</p>
      {state.error !== null && <ErrorNote error={state.error} />}
      <TextField
        label={t('identity.address')}
        name="email"
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        error={isMissing ? t('identity.addressNeeded') : null}
      />
      <Button type="submit" variant="primary" size="l" full isPending={state.kind === 'busy'}>
        {t('identity.sendRequest')}
      </Button>
      {after && <p className="mq-small">{after}</p>}
    </Form>
  );
}

function Sent({ isMailed, after }: { isMailed: boolean; after: ReactNode }) {
  const t = useT();
  return (
    <>
      <Note tone="ok" isAlert>
        <p>{t(isMailed ? 'identity.requestMailed' : 'identity.requestSent')}</p>
      </Note>
      <p className="mq-small">{after}</p>
    </>
  );
}
