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

interface FirstRun {
  readonly organisation: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}
// What the account was made with is nobody's name.
const NOTHING_YET: FirstRun = { organisation: '', name: '', email: '', password: '' };

/** What is typed, what is wrong with it once it was sent, and sending it. */
function useFirstRunForm() {
  const t = useT();
  const navigate = useNavigate();
  const run = useFirstRun();
  const [values, setValues] = useState(NOTHING_YET);
  const [tried, setTried] = useState(false);
  const { password } = values;
  const [organisation, name, email] = [values.organisation.trim(), values.name.trim(), values.email.trim()];
  const missing = MIN_PASSWORD - [...password].length;
  const isAddress = /^\S+@\S+$/u.test(email);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!organisation || !name || !isAddress || missing > 0 || run.isPending) return;
    run.mutate(
      { organisation, name, email, password },
      { onSuccess: () => void navigate('/', { replace: true }) },
    );
  };
  const weak = isApiError(run.error, 'password.too-common') || isApiError(run.error, 'password.too-short');
  const weakText =
    weak && isApiError(run.error) ? `${run.error.title(t.locale)} ${run.error.remedy(t.locale)}` : null;
  const needed = (value: string) => (tried && !value ? t('ui.required') : null);
  const errors = {
    organisation: needed(organisation),
    name: needed(name),
    email: tried && !isAddress ? t('identity.addressNeeded') : null,
    password: weakText ?? (tried && missing > 0 ? t('identity.passwordShort', { missing }) : null),
  };
  // A password manager fills several fields at once: each change builds on the one before.
  const onChange = (change: Partial<FirstRun>) => setValues((before) => ({ ...before, ...change }));
  const fields = { values, errors, onChange };
  return { fields, submit, isPending: run.isPending, error: weak ? null : run.error };
}

/** The first administrator names the organisation and gives an address and a password, once. */
export function FirstRunForm() {
  const t = useT();
  const { fields, submit, isPending, error } = useFirstRunForm();
  return (
    <>
      <PageTitle>{t('identity.firstRun')}</PageTitle>
      <h1>{t('identity.firstRun')}</h1>
      <p className="mq-sec">{t('identity.firstRunText')}</p>
      <Form onSubmit={submit} validationBehavior="aria">
        {error && <ErrorNote error={error} />}
        <FirstRunFields {...fields} />
        <div className="mq-row mq-wrap">
          <Button type="submit" variant="primary" size="l" isPending={isPending}>
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

interface FirstRunFieldsProps {
  values: FirstRun;
  errors: { readonly [Field in keyof FirstRun]: string | null };
  onChange: (change: Partial<FirstRun>) => void;
}
function FirstRunFields({ values, errors, onChange }: FirstRunFieldsProps) {
  const t = useT();
  return (
    <>
      <TextField
        label={t('identity.organisation')}
        hint={t('identity.organisationHint')}
        value={values.organisation}
        onChange={(organisation) => onChange({ organisation })}
        autoFocus
        autoComplete="organization"
        maxLength={200}
        error={errors.organisation}
      />
      <TextField
        label={t('identity.yourName')}
        value={values.name}
        onChange={(name) => onChange({ name })}
        autoComplete="name"
        maxLength={200}
        error={errors.name}
      />
      <TextField
        label={t('identity.address')}
        type="email"
        value={values.email}
        onChange={(email) => onChange({ email })}
        autoComplete="username"
        error={errors.email}
      />
      <TextField
        label={t('identity.password')}
        type="password"
        hint={t('identity.passwordHint')}
        value={values.password}
        onChange={(password) => onChange({ password })}
        autoComplete="new-password"
        error={errors.password}
      />
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
