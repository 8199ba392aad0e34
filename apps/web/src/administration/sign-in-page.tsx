import { useQueryClient } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import { useNavigate, useSearchParams } from 'react-router';
import { PageTitle } from '../app/page.js';
import { SignInFailure } from '../identity/sign-in-failure.js';
import { SignLayout } from '../identity/sign-layout.js';
import { useT } from '../i18n/index.js';
import { canUsePasskeys, PasskeyFailure } from '../security/passkey-failure.js';
import { Button, Note, TextField } from '../ui/index.js';
import { signInByPasskey, signInByPassword } from './administration-api.js';
import { AdministrationProviders } from './administration-providers.js';

/** A passkey, or password and code together: two proofs, whichever. */
export function AdministrationSignInPage() {
  const t = useT();
  const onIn = useEnter();
  const [search] = useSearchParams();
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const [byPassword, setByPassword] = useState(!canUsePasskeys());
  const byPasskey = async () => {
    setState({ busy: true, error: null });
    try {
      await signInByPasskey();
      onIn();
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return (
    <SignLayout>
      <PageTitle>{t('administration.signIn')}</PageTitle>
      <h1>{t('administration.signIn')}</h1>
      <p className="mq-sec">{t('administration.signInText')}</p>
      {search.has('refus') && (
        <Note tone="bad" isAlert>
          <p>{t('administration.refused')}</p>
        </Note>
      )}
      {state.error !== null && <PasskeyFailure error={state.error} />}
      {canUsePasskeys() && (
        <Button
          variant={byPassword ? 'plain' : 'primary'}
          size="l"
          full
          icon={Fingerprint}
          autoFocus
          isPending={state.busy}
          onPress={() => void byPasskey()}
        >
          {t('administration.byPasskey')}
        </Button>
      )}
      <AdministrationProviders />
      {byPassword ? (
        <PasswordForm onIn={onIn} />
      ) : (
        <p className="mq-small">
          <button type="button" className="mq-link-btn" onClick={() => setByPassword(true)}>
            {t('administration.byPassword')}
          </button>
        </p>
      )}
    </SignLayout>
  );
}

/** With nothing left of who was here before. */
export function useEnter(): () => void {
  const navigate = useNavigate();
  const client = useQueryClient();
  return () => {
    client.clear();
    void navigate('/', { replace: true });
  };
}

function PasswordForm({ onIn }: { onIn: () => void }) {
  const t = useT();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const isAddress = /^\S+@\S+$/u.test(email.trim());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isAddress || password === '' || code.trim() === '') return;
    setState({ busy: true, error: null });
    try {
      await signInByPassword({ email: email.trim(), password, code: code.trim() });
      onIn();
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return (
    <Form onSubmit={(event) => void submit(event)} validationBehavior="aria">
      {state.error !== null && <SignInFailure error={state.error} />}
      <TextField
        label={t('identity.address')}
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={setEmail}
        error={tried && !isAddress ? t('identity.addressNeeded') : null}
      />
      <TextField
        label={t('identity.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={tried && password === '' ? t('identity.passwordNeeded') : null}
      />
      <TextField
        label={t('administration.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        error={tried && code.trim() === '' ? t('security.confirmNeeded') : null}
      />
      <Button type="submit" variant="primary" size="l" full isPending={state.busy}>
        {state.busy ? t('identity.wait') : t('identity.continue')}
      </Button>
    </Form>
  );
}
