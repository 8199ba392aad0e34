import { useState, type FormEvent, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { type ApiError, isApiError } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { Button, ErrorNote, TextField, useAttempt } from '../../ui/index.js';
import { setPassword } from './sign-in-api.js';

export const MIN_PASSWORD = 14;

export interface PasswordFormProps {
  /** The person already has one and must show it. */
  hasPassword: boolean;
  onDone: () => void;
  secondary?: ReactNode;
  email: string;
}
const refusalOf = (error: unknown, locale: Parameters<ApiError['title']>[0]): string | null =>
  isApiError(error, 'password.too-common') || isApiError(error, 'password.too-short')
    ? `${error.title(locale)} ${error.remedy(locale)}`
    : null;

/** For the browser's store of passwords alone: whose the password is. */
function AccountName({ email }: { email: string }) {
  return (
    <input
      className="mq-vh"
      type="email"
      name="username"
      autoComplete="username"
      value={email}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}

/** What is typed, and sending it. The field says that it is too short from the first attempt on. */
const useNewPassword = ({ hasPassword, onDone }: PasswordFormProps) => {
  const t = useT();
  const [current, setCurrent] = useState('');
  const [password, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, attempt } = useAttempt();
  // Code points, as the server counts them, so that a letter outside the basic plane is one character.
  const missing = MIN_PASSWORD - [...password].length;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing > 0) return;
    await attempt(async () => {
      await setPassword({ password, ...(hasPassword ? { current } : {}) });
      onDone();
    });
  };
  const refused = refusalOf(error, t.locale);
  return {
    ...{ current, setCurrent, password, setNext, submit, busy },
    /** Whatever is not about the new password itself. */
    failure: refused === null ? error : null,
    problem: refused ?? (tried && missing > 0 ? t('identity.passwordShort', { missing }) : null),
  };
};

export function PasswordForm(props: PasswordFormProps) {
  const { hasPassword, secondary, email } = props;
  const t = useT();
  const { current, setCurrent, password, setNext, submit, busy, failure, problem } = useNewPassword(props);
  return (
    <Form onSubmit={(event) => void submit(event)} validationBehavior="aria" className="mq-stack">
      {failure !== null && <ErrorNote error={failure} />}
      <AccountName email={email} />
      {hasPassword && (
        <TextField
          label={t('identity.currentPassword')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          autoFocus
        />
      )}
      <TextField
        label={t('identity.newPassword')}
        type="password"
        autoComplete="new-password"
        hint={t('identity.passwordHint')}
        value={password}
        onChange={setNext}
        autoFocus={!hasPassword}
        error={problem}
      />
      <div className="mq-row mq-wrap">
        <Button type="submit" variant="primary" size="l" isPending={busy}>
          {t('identity.setPassword')}
        </Button>
        {secondary}
      </div>
    </Form>
  );
}
