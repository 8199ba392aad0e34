import { secretSchema } from '@maroquin/contracts';
import { Fingerprint } from 'lucide-react';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { PageTitle, SignLayout } from '../../frame/index.js';
import { useT } from '../../i18n/index.js';
import { canUsePasskeys, PasskeyFailure, QrCode } from '../sign-in/index.js';
import { Button, ErrorNote, Note, TextField, useAttempt } from '../../ui/index.js';
import { aboutLink, beginGenerator, enrolGenerator, enrolPasskey } from './administration-api.js';
import { AdministrationProviders } from './administration-providers.js';
import { useEnter } from './sign-in-page.js';

/** Out of the address at once, so that it stays in no history and no screenshot. */
const takeToken = (): string | null => {
  const token = secretSchema.safeParse(location.hash.slice(1));
  if (location.hash) history.replaceState(history.state, '', location.pathname);
  return token.success ? token.data : null;
};

type Stage =
  | { kind: 'asking'; token: string }
  | { kind: 'ready'; token: string; name: string; email: string }
  | { kind: 'dead'; error: unknown };

/** The page behind a one-use link: the account gets its way in here. Opening the page does not use the link up. */
export function EnrolmentPage() {
  const t = useT();
  const [stage, setStage] = useState<Stage>(() => {
    const token = takeToken();
    return token === null ? { kind: 'dead', error: null } : { kind: 'asking', token };
  });
  useEffect(() => {
    if (stage.kind !== 'asking') return;
    const { token } = stage;
    aboutLink(token).then(
      (account) => setStage({ kind: 'ready', token, ...account }),
      (error: unknown) => setStage({ kind: 'dead', error }),
    );
  }, [stage]);
  return (
    <SignLayout>
      <PageTitle>{t('administration.enrol')}</PageTitle>
      <h1>{t('administration.enrol')}</h1>
      {stage.kind === 'asking' && <p role="status">{t('ui.loading')}</p>}
      {stage.kind === 'dead' && <Dead error={stage.error} />}
      {stage.kind === 'ready' && <Choose {...stage} />}
    </SignLayout>
  );
}

function Dead({ error }: { error: unknown }) {
  const t = useT();
  const words: ReactNode = (
    <Note tone="warn">
      <p>{t('administration.linkBroken')}</p>
    </Note>
  );
  return (
    <>
      {error === null ? words : <ErrorNote error={error} />}
      <p className="mq-small">
        <a href="/connexion">{t('administration.toSignIn')}</a>
      </p>
    </>
  );
}

function Choose({ token, name, email }: { token: string; name: string; email: string }) {
  const t = useT();
  const onIn = useEnter();
  const { busy, error, attempt } = useAttempt();
  const [byPassword, setByPassword] = useState(!canUsePasskeys());
  const byPasskey = () =>
    attempt(async () => {
      await enrolPasskey(token);
      onIn();
    });
  return (
    <>
      <p>{t('administration.enrolFor', { name, email })}</p>
      <p className="mq-sec">{t('administration.enrolText')}</p>
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
          {t('administration.makePasskey')}
        </Button>
      )}
      <AdministrationProviders token={token} />
      {byPassword ? (
        <GeneratorForm token={token} onIn={onIn} />
      ) : (
        <p className="mq-small">
          <button type="button" className="mq-link-btn" onClick={() => setByPassword(true)}>
            {t('administration.enrolByPassword')}
          </button>
        </p>
      )}
    </>
  );
}

function NewGenerator({ secret, uri }: { secret: string; uri: string }) {
  const t = useT();
  return (
    <>
      <p>{t('security.scan')}</p>
      <QrCode text={uri} label={t('security.scanLabel')} />
      <TextField label={t('security.secret')} value={secret} isReadOnly />
    </>
  );
}

function GeneratorForm({ token, onIn }: { token: string; onIn: () => void }) {
  const t = useT();
  const [generator, setGenerator] = useState<{ secret: string; uri: string } | null>(null);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { busy, error, attempt, fail } = useAttempt();
  useEffect(() => {
    beginGenerator(token).then(setGenerator, fail);
  }, [token, fail]);
  const isEmpty = password === '' || code.trim() === '';
  const again = (error: unknown) => {
    setCode('');
    throw error;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await attempt(() => enrolGenerator({ token, password, code: code.trim() }).then(onIn, again));
  };
  return (
    <Form onSubmit={(event) => void submit(event)} validationBehavior="aria">
      {error !== null && <ErrorNote error={error} />}
      <TextField
        label={t('identity.password')}
        hint={t('administration.passwordHint')}
        type="password"
        autoComplete="new-password"
        autoFocus
        value={password}
        onChange={setPassword}
      />
      {generator !== null && <NewGenerator {...generator} />}
      <TextField
        label={t('security.confirm')}
        hint={t('security.confirmHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
      />
      <Button type="submit" variant="primary" size="l" full isPending={busy} isDisabled={isEmpty}>
        {t('security.confirmSubmit')}
      </Button>
    </Form>
  );
}
