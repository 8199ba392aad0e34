import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import { useProviders } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { Button, TextField, useAttempt } from '../../ui/index.js';
import { signInByPassword } from './sign-in-api.js';
import { SignInFailure } from './sign-in-failure.js';

interface SignInFormProps {
  readonly onIn: () => void;
  readonly onCode: () => void;
  /** The password was right, and a page of ours says why it does not lead to an account. */
  readonly onPage: (path: string) => void;
}

/** One form for a local account and for one of the administration's directory: nobody has to know which it is. */
export function SignInForm(props: SignInFormProps) {
  const t = useT();
  const directory = useProviders().data?.items.find(({ kind }) => kind === 'ldap');
  const { login, setLogin, password, setPassword, missing, busy, error, submit } = useSignIn(
    directory ? /^\S+$/u : /^\S+@\S+$/u,
    props,
  );
  return (
    <Form onSubmit={(event) => void submit(event)} validationBehavior="aria">
      {error !== null && <SignInFailure error={error} />}
      <TextField
        label={t(directory ? 'identity.login' : 'identity.address')}
        name="email"
        type={directory ? 'text' : 'email'}
        autoComplete="username webauthn"
        autoFocus
        {...(directory ? { hint: t('identity.loginHint', { name: directory.name }) } : {})}
        value={login}
        onChange={setLogin}
        error={missing === 'email' ? t(directory ? 'identity.loginNeeded' : 'identity.addressNeeded') : null}
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
      <Button type="submit" variant="primary" size="l" full isPending={busy}>
        {busy ? t('identity.wait') : t('identity.continue')}
      </Button>
    </Form>
  );
}

function useSignIn(shape: RegExp, { onIn, onCode, onPage }: SignInFormProps) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<'email' | 'password' | null>(null);
  const { busy, error, attempt } = useAttempt();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const lack = shape.test(login.trim()) ? (password ? null : 'password') : 'email';
    setMissing(lack);
    if (lack) {
      document.querySelector<HTMLInputElement>(`input[name="${lack}"]`)?.focus();
      return;
    }
    await attempt(async () => {
      const step = await signInByPassword({ email: login.trim(), password });
      if (step === null) onIn();
      else if (step.next === 'code') onCode();
      else if (step.next === 'page') onPage(step.path);
    });
  };
  return { login, setLogin, password, setPassword, missing, busy, error, submit };
}
