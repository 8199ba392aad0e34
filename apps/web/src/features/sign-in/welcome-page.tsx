import { secretSchema } from '@maroquin/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { PageTitle, SignLayout } from '../../frame/index.js';
import { FIRST_RUN, FirstRunForm } from './first-run-form.js';
import { fetchMe, isApiError, queryKeys, useMaybeMe } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { Button, ErrorNote, Note, toast } from '../../ui/index.js';
import { AskLinkForm } from './ask-link-form.js';
import { PasskeySignIn } from './passkey-sign-in.js';
import { PasswordForm } from './password-form.js';
import { SecondStepForm } from './second-step-form.js';
import { signInByLink } from './sign-in-api.js';
import { useEnter } from './sign-in-page.js';

type Stage =
  | { kind: 'ready'; token: string; busy: boolean; error: unknown }
  | { kind: 'broken' }
  | { kind: 'used' }
  | { kind: 'code' }
  | { kind: 'passkey' }
  | { kind: 'in' };

/** Takes the token out of the address at once, so that it stays in no history and no screenshot. */
const takeToken = (): string | null => {
  const token = secretSchema.safeParse(location.hash.slice(1));
  if (location.hash) history.replaceState(history.state, '', location.pathname);
  return token.success ? token.data : null;
};
let taken: string | null | undefined;

/**
 * The page of a one-use link. The link is spent by a click, not by opening the page:
 * mail scanners and previews open every address they see.
 */
export function WelcomePage() {
  const [stage, setStage] = useState<Stage>(() => {
    taken = location.hash ? takeToken() : (taken ?? null);
    return taken ? { kind: 'ready', token: taken, busy: false, error: null } : { kind: 'broken' };
  });
  const me = useMaybeMe(stage.kind === 'broken' || stage.kind === 'in').data;
  // Without a link, a person already signed in comes here to finish the first run.
  const shown = stage.kind === 'broken' && me ? 'in' : stage.kind;
  useEffect(() => {
    const again = () => {
      taken = takeToken();
      if (taken) setStage({ kind: 'ready', token: taken, busy: false, error: null });
    };
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  return (
    <SignLayout>
      {stage.kind === 'ready' && <OpenLink stage={stage} setStage={setStage} />}
      {stage.kind === 'code' && <Code />}
      {stage.kind === 'passkey' && <WithPasskey />}
      {(shown === 'used' || shown === 'broken') && <DeadLink kind={shown} />}
      {shown === 'in' && <FirstRun />}
    </SignLayout>
  );
}

function OpenLink({
  stage,
  setStage,
}: {
  stage: Extract<Stage, { kind: 'ready' }>;
  setStage: (stage: Stage) => void;
}) {
  const t = useT();
  const client = useQueryClient();
  const open = async () => {
    setStage({ ...stage, busy: true, error: null });
    try {
      const next = await signInByLink(stage.token);
      taken = null;
      if (next !== null) return setStage({ kind: next.next === 'passkey' ? 'passkey' : 'code' });
      client.clear();
      await client.fetchQuery({ queryKey: queryKeys.me, queryFn: () => fetchMe() });
      setStage({ kind: 'in' });
    } catch (error) {
      const isUsed = isApiError(error, 'sign-in.link-used') || isApiError(error, 'request.not-found');
      setStage(isUsed ? { kind: 'used' } : { ...stage, busy: false, error });
    }
  };
  return (
    <>
      <PageTitle>{t('identity.openLink')}</PageTitle>
      <h1>{t('identity.openLink')}</h1>
      <p className="mq-sec">{t('identity.openLinkText')}</p>
      {stage.error !== null && <ErrorNote error={stage.error} />}
      <Button variant="primary" size="l" full autoFocus isPending={stage.busy} onPress={() => void open()}>
        {stage.busy ? t('identity.opening') : t('identity.openLinkButton')}
      </Button>
    </>
  );
}

function Code() {
  const t = useT();
  const onIn = useEnter();
  return (
    <>
      <PageTitle>{t('identity.codeTitle')}</PageTitle>
      <h1>{t('identity.codeTitle')}</h1>
      <SecondStepForm after="link" onIn={onIn} />
      <p className="mq-small">
        <a href="/connexion">{t('identity.backToSignIn')}</a>
      </p>
    </>
  );
}

/** A link alone opens no account that has a passkey. */
function WithPasskey() {
  const t = useT();
  const onIn = useEnter();
  return (
    <>
      <PageTitle>{t('identity.passkeyTitle')}</PageTitle>
      <h1>{t('identity.passkeyTitle')}</h1>
      <p className="mq-sec">{t('identity.passkeyAfterLink')}</p>
      <PasskeySignIn onIn={onIn} />
      <p className="mq-small">{t('identity.passkeyLost')}</p>
      <p className="mq-small">
        <a href="/connexion">{t('identity.backToSignIn')}</a>
      </p>
    </>
  );
}

function DeadLink({ kind }: { kind: 'used' | 'broken' }) {
  const t = useT();
  const title = t(kind === 'used' ? 'identity.linkUsed' : 'identity.linkBroken');
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <h1>{title}</h1>
      <Note tone="warn">
        <p>{t(kind === 'used' ? 'identity.linkUsedText' : 'identity.linkBrokenText')}</p>
      </Note>
      <AskLinkForm after={<a href="/connexion">{t('identity.backToSignIn')}</a>} />
    </>
  );
}

/** Signed in by a link: suggests a password, requires nothing. */
function FirstRun() {
  const t = useT();
  const navigate = useNavigate();
  const me = useMaybeMe().data;
  const isFirstRun = me?.capabilities.includes(FIRST_RUN) ?? false;
  const isReady = me !== undefined && me.hasPassword && !isFirstRun;
  useEffect(() => {
    if (isReady) void navigate('/', { replace: true });
  }, [isReady, navigate]);
  if (!me || isReady) return null;
  if (isFirstRun) return <FirstRunForm />;
  const go = () => void navigate('/', { replace: true });
  return (
    <>
      <PageTitle>{t('identity.newPassword')}</PageTitle>
      <h1>{t('identity.welcome', { name: me.person.name })}</h1>
      <p className="mq-sec">{t('identity.welcomeText')}</p>
      <PasswordForm
        hasPassword={false}
        email={me.person.email}
        onDone={() => {
          go();
          toast({ text: t('identity.passwordSet') });
        }}
        secondary={
          <Button variant="ghost" size="l" onPress={go}>
            {t('identity.later')}
          </Button>
        }
      />
    </>
  );
}
