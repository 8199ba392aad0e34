import { useQueryClient } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import { useNavigate, useSearchParams } from 'react-router';
import { PageTitle, SignLayout } from '../../frame/index.js';
import { canUsePasskeys, PasskeyFailure, SignInFailure } from '../sign-in/index.js';
import { useT } from '../../i18n/index.js';
import { Button, Note, TextField, useAttempt, isAddress } from '../../ui/index.js';
import { signInByPasskey, signInByPassword } from './administration-api.js';
import { AdministrationProviders } from './administration-providers.js';

/** A passkey, or password and code together: two proofs, whichever. */
export function AdministrationSignInPage() {
  const t = useT();
  const onIn = useEnter();
  const [search] = useSearchParams();
  const { busy, error, attempt } = useAttempt();
  const [byPassword, setByPassword] = useState(!canUsePasskeys());
  const byPasskey = () =>
    attempt(async () => {
      await signInByPasskey();
      onIn();
    });
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
      {error !== null && <PasskeyFailure error={error} />}
      {canUsePasskeys() && (
        <Button
          variant={byPassword ? 'plain' : 'primary'}
          size="l"
          full
          icon={Fingerprint}
          autoFocus
          isPending={busy}
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

/** With nothing left of whoever was here before. */
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
  const { busy, error, attempt } = useAttempt();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isAddress(email) || password === '' || code.trim() === '') return;
    await attempt(async () => {
      await signInByPassword({ email: email.trim(), password, code: code.trim() });
      onIn();
    });
  };
  return (
    <Form onSubmit={(event) => void submit(event)} validationBehavior="aria">
      {error !== null && <SignInFailure error={error} />}
      <TextField
        label={t('identity.address')}
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={setEmail}
        error={tried && !isAddress(email) ? t('identity.addressNeeded') : null}
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
      <Button type="submit" variant="primary" size="l" full isPending={busy}>
        {busy ? t('identity.wait') : t('identity.continue')}
      </Button>
    </Form>
  );
}
