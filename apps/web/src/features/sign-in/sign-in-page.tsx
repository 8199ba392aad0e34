import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { PageTitle, SignLayout } from '../../frame/index.js';
import { useT } from '../../i18n/index.js';
import { ProviderButtons } from './provider-buttons.js';
import { Note } from '../../ui/index.js';
import { AskLinkForm } from './ask-link-form.js';
import { PasskeySignIn } from './passkey-sign-in.js';
import { SecondStepForm } from './second-step-form.js';
import { SignInForm } from './sign-in-form.js';

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
  const navigate = useNavigate();
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
      {step === 'code' && <SecondStepForm after="password" onIn={onIn} />}
      {step === 'password' && search.has('sortie') && <Note tone="ok">{t('federation.signedOut')}</Note>}
      {step === 'password' && <ProviderButtons next={safeNext(search.get('suite'))} />}
      {step === 'password' && (
        <SignInForm
          onIn={onIn}
          onCode={() => setStep('code')}
          onPage={(path) => void navigate(safeNext(path))}
        />
      )}
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

/** Leads where the person wanted to go, with nothing left of whoever was here before. */
export function useEnter(): () => void {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [search] = useSearchParams();
  return () => {
    client.clear();
    void navigate(safeNext(search.get('suite')), { replace: true });
  };
}
