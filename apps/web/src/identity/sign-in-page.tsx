import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import { useNavigate, useSearchParams } from 'react-router';
import { PageTitle } from '../app/page.js';
import { useT } from '../i18n/index.js';
import { ProviderButtons } from '../federation/provider-buttons.js';
import { Button, ErrorNote, Note, TextField } from '../ui/index.js';
import { AskLinkForm } from './ask-link-form.js';
import { signInByPassword } from './session-api.js';
import { SignLayout } from './sign-layout.js';

/** Only a path of this site: an address from outside must not decide where a sign-in leads. */
export const safeNext = (value: string | null): string =>
  value && /^\/(?![/\\])/u.test(value) ? value : '/';

export function SignInPage() {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const [search] = useSearchParams();
  return (
    <SignLayout>
      <PageTitle>{t(asking ? 'identity.askLink' : 'identity.signIn')}</PageTitle>
      <h1>{t(asking ? 'identity.askLink' : 'identity.signIn')}</h1>
      {asking ? (
        <AskLinkForm
          after={
            <button type="button" className="mq-link-btn" onClick={() => setAsking(false)}>
              {t('identity.backToSignIn')}
            </button>
          }
        />
      ) : (
        <>
          {search.has('sortie') && <Note tone="ok">{t('federation.signedOut')}</Note>}
          <ProviderButtons next={safeNext(search.get('suite'))} />
          <PasswordForm />
          <p className="mq-small mq-sec">
            {t('identity.noPassword')}{' '}
            <button type="button" className="mq-link-btn" onClick={() => setAsking(true)}>
              {t('identity.askLink')}
            </button>
          </p>
        </>
      )}
    </SignLayout>
  );
}

function PasswordForm() {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [search] = useSearchParams();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<'email' | 'password' | null>(null);
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const lack = /^\S+@\S+$/u.test(email.trim()) ? (password ? null : 'password') : 'email';
    setMissing(lack);
    if (lack) {
      document.querySelector<HTMLInputElement>(`input[name="${lack}"]`)?.focus();
      return;
    }
    setState({ busy: true, error: null });
    try {
      await signInByPassword({ email: email.trim(), password });
      client.clear();
      await navigate(safeNext(search.get('suite')), { replace: true });
    } catch (error) {
      setState({ busy: false, error });
    }
  };

  return (
    <Form onSubmit={(event) => void submit(event)} validationBehavior="aria">
      {state.error !== null && <ErrorNote error={state.error} />}
      <TextField
        label={t('identity.address')}
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={setEmail}
        error={missing === 'email' ? t('identity.addressNeeded') : null}
      />
      <TextField
        label={t('identity.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={missing === 'password' ? t('identity.passwordNeeded') : null}
      />
      <Button type="submit" variant="primary" size="l" full isPending={state.busy}>
        {state.busy ? t('identity.wait') : t('identity.continue')}
      </Button>
    </Form>
  );
}
