import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import { useT } from '../i18n/index.js';
import { Button, TextField } from '../ui/index.js';
import { SignInFailure } from './sign-in-failure.js';
import { signInByCode } from './sign-in-api.js';

/** After a right password: the code of an app, or a recovery code. */
export function SecondStepForm({ onIn }: { onIn: () => void }) {
  const t = useT();
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(code.trim() === '');
    if (code.trim() === '') return;
    setState({ busy: true, error: null });
    try {
      await signInByCode(code.trim());
      onIn();
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  const change = () => {
    setRecovery(!isRecovery);
    setCode('');
    setMissing(false);
  };
  return (
    <Form onSubmit={(event) => void submit(event)} validationBehavior="aria">
      <p className="mq-sec">{t('identity.codeText')}</p>
      {state.error !== null && <SignInFailure error={state.error} />}
      <TextField
        key={isRecovery ? 'recovery' : 'code'}
        label={t(isRecovery ? 'identity.recovery' : 'identity.code')}
        hint={t(isRecovery ? 'identity.recoveryHint' : 'identity.codeHint')}
        name="code"
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        inputMode={isRecovery ? 'text' : 'numeric'}
        maxLength={40}
        autoFocus
        value={code}
        onChange={setCode}
        error={isMissing ? t('identity.codeNeeded') : null}
      />
      <Button type="submit" variant="primary" size="l" full isPending={state.busy}>
        {state.busy ? t('identity.wait') : t('identity.continue')}
      </Button>
      <p className="mq-small">
        <button type="button" className="mq-link-btn" onClick={change}>
          {t(isRecovery ? 'identity.useCode' : 'identity.useRecovery')}
        </button>
      </p>
    </Form>
  );
}
