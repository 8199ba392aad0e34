import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import { useT } from '../../i18n/index.js';
import { Button, TextField, useAttempt } from '../../ui/index.js';
import { SignInFailure } from './sign-in-failure.js';
import { signInByCode } from './sign-in-api.js';

/** After a right password or a sign-in link: the code of an app, or a recovery code. */
export function SecondStepForm({ after, onIn }: { after: 'password' | 'link'; onIn: () => void }) {
  const t = useT();
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { busy, error, attempt } = useAttempt();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(code.trim() === '');
    if (code.trim() === '') return;
    await attempt(async () => {
      await signInByCode(code.trim());
      onIn();
    });
  };
  const change = () => {
    setRecovery(!isRecovery);
    setCode('');
    setMissing(false);
  };
  return (
    <Form onSubmit={(event) => void submit(event)} validationBehavior="aria">
      <p className="mq-sec">{t(after === 'link' ? 'identity.codeAfterLink' : 'identity.codeText')}</p>
      {error !== null && <SignInFailure error={error} />}
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
      <Button type="submit" variant="primary" size="l" full isPending={busy}>
        {busy ? t('identity.wait') : t('identity.continue')}
      </Button>
      <p className="mq-small">
        <button type="button" className="mq-link-btn" onClick={change}>
          {t(isRecovery ? 'identity.useCode' : 'identity.useRecovery')}
        </button>
      </p>
    </Form>
  );
}
