import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import { useNavigate, useSearchParams } from 'react-router';
import { PageTitle } from '../app/page.js';
import { useT } from '../i18n/index.js';
import { ProviderButtons } from '../federation/provider-buttons.js';
import { Button, Note, TextField } from '../ui/index.js';
import { AskLinkForm } from './ask-link-form.js';
import { PasskeySignIn } from './passkey-sign-in.js';
import { SecondStepForm } from './second-step-form.js';
import { signInByPassword } from './sign-in-api.js';
import { SignInFailure } from './sign-in-failure.js';
import { SignLayout } from './sign-layout.js';

/** Only a path of this site: an address from outside must not decide where a sign-in leads. */
export const safeNext = (value: string | null): string =>
  value && /^\/(?![/\\])/u.test(value) ? value : '/';

type Step = 'password' | 'code' | 'link';
const titles = {
  password: 'identity.signIn',
  code: 'identity.codeTitle',
  link: 'identity.askLink',
} as const;

export function SignInPage() {
  const t = useT();
  const [step, setStep] = useState<Step>('password');
  const [search] = useSearchParams();
  const onIn = useEnter();
  const back = (
    <button type="button" className="mq-link-btn" onClick={() => setStep('password')}>
      {t('identity.backToSignIn')}
    </button>
  );
  return (
    <SignLayout>
      <PageTitle>{t(titles[step])}</PageTitle>
      <h1>{t(titles[step])}</h1>
      {step === 'link' && <AskLinkForm after={back} />}
      {step === 'code' && <SecondStepForm onIn={onIn} />}
      {step === 'password' && search.has('sortie') && <Note tone="ok">{t('federation.signedOut')}</Note>}
      {step === 'password' && <ProviderButtons next={safeNext(search.get('suite'))} />}
      {step === 'password' && <PasswordForm onIn={onIn} onCode={() => setStep('code')} />}
      {step !== 'link' && <PasskeySignIn key={step} onIn={onIn} />}
      {step === 'code' && <p className="mq-small">{back}</p>}
      {step === 'password' && (
        <p className="mq-small mq-sec">
          {t('identity.noPassword')}{' '}
          <button type="button" className="mq-link-btn" onClick={() => setStep('link')}>
            {t('identity.askLink')}
          </button>
        </p>
      )}
    </SignLayout>
  );
}

/** Leads where the person wanted to go, with nothing left of who was here before. */
function useEnter(): () => void {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [search] = useSearchParams();
  return () => {
    client.clear();
    void navigate(safeNext(search.get('suite')), { replace: true });
  };
}

function PasswordForm({ onIn, onCode }: { onIn: () => void; onCode: () => void }) {
  const t = useT();
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
      const next = await signInByPassword({ email: email.trim(), password });
      if (next === 'code') onCode();
      else onIn();
    } catch (error) {
      setState({ busy: false, error });
    }
  };

  return (
    <Form onSubmit={(event) => void submit(event)} validationBehavior="aria">
      {state.error !== null && <SignInFailure error={state.error} />}
      <TextField
        label={t('identity.address')}
        name="email"
        type="email"
        autoComplete="username webauthn"
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
