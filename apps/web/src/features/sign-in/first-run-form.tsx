import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import { useNavigate } from 'react-router';
import { PageTitle } from '../../frame/index.js';
import { isApiError, useCapability } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { Button, ErrorNote, LinkButton, Note, TextField } from '../../ui/index.js';
import { MIN_PASSWORD } from './password-form.js';
import { useFirstRun } from './sign-in-api.js';

/** The capability of the first administrator, until the organisation has its name. */
export const FIRST_RUN = 'first-run';

/** The first administrator names the organisation and gives an address and a password, once. */
export function FirstRunForm() {
  const t = useT();
  const navigate = useNavigate();
  const run = useFirstRun();
  const [organisation, setOrganisation] = useState('');
  // What the account was made with is nobody's name.
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const missing = MIN_PASSWORD - [...password].length;
  const isAddress = /^\S+@\S+$/u.test(email.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!organisation.trim() || !name.trim() || !isAddress || missing > 0 || run.isPending) return;
    run.mutate(
      { organisation: organisation.trim(), name: name.trim(), email: email.trim(), password },
      { onSuccess: () => void navigate('/', { replace: true }) },
    );
  };
  const weak = isApiError(run.error, 'password.too-common') || isApiError(run.error, 'password.too-short');
  const weakText =
    weak && isApiError(run.error) ? `${run.error.title(t.locale)} ${run.error.remedy(t.locale)}` : null;
  const needed = (value: string) => (tried && !value.trim() ? t('ui.required') : null);
  return (
    <>
      <PageTitle>{t('identity.firstRun')}</PageTitle>
      <h1>{t('identity.firstRun')}</h1>
      <p className="mq-sec">{t('identity.firstRunText')}</p>
      <Form onSubmit={submit} validationBehavior="aria">
        {run.error && !weak && <ErrorNote error={run.error} />}
        <TextField
          label={t('identity.organisation')}
          hint={t('identity.organisationHint')}
          value={organisation}
          onChange={setOrganisation}
          autoFocus
          autoComplete="organization"
          maxLength={200}
          error={needed(organisation)}
        />
        <TextField
          label={t('identity.yourName')}
          value={name}
          onChange={setName}
          autoComplete="name"
          maxLength={200}
          error={needed(name)}
        />
        <TextField
          label={t('identity.address')}
          type="email"
          value={email}
          onChange={setEmail}
          autoComplete="username"
          error={tried && !isAddress ? t('identity.addressNeeded') : null}
        />
        <TextField
          label={t('identity.password')}
          type="password"
          hint={t('identity.passwordHint')}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          error={weakText ?? (tried && missing > 0 ? t('identity.passwordShort', { missing }) : null)}
        />
        <div className="mq-row mq-wrap">
          <Button type="submit" variant="primary" size="l" isPending={run.isPending}>
            {t('identity.start')}
          </Button>
          <LinkButton to="/" variant="ghost" size="l">
            {t('identity.later')}
          </LinkButton>
        </div>
      </Form>
    </>
  );
}

/** Reminds the first administrator on the home page. */
export function FirstRunNote() {
  const t = useT();
  if (!useCapability(FIRST_RUN)) return null;
  return (
    <div className="mq-first-note">
      <Note tone="info" actions={<LinkButton to="/bienvenue">{t('identity.firstRun')}</LinkButton>}>
        <p>{t('identity.firstRunNote')}</p>
      </Note>
    </div>
  );
}
