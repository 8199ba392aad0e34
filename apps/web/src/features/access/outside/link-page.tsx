import { openLinkSchema, secretSchema } from '@maroquin/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import { useNavigate } from 'react-router';
import { PageTitle, SignLayout } from '../../../frame/index.js';
import { fetchMe, isApiError, queryKeys, useMaybeMe } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { Button, ErrorNote, Note, TextField } from '../../../ui/index.js';
import { leaveHere, openLink } from './links-api.js';
import { visitHref } from './visit-href.js';

type Stage = { kind: 'ready'; token: string } | { kind: 'dead' };

/** Takes the secret out of the address at once, so that it stays in no history and no screenshot. */
const takeSecret = (): string | null => {
  const secret = secretSchema.safeParse(location.hash.slice(1));
  if (location.hash) history.replaceState(history.state, '', location.pathname);
  return secret.success ? secret.data : null;
};
let taken: string | null | undefined;

/**
 * `/lien#<secret>`: the page of an external link. A use is spent by a click, not by opening the page: scanners and
 * previews of messages open every address they see.
 */
export function LinkPage() {
  const t = useT();
  const [stage, setStage] = useState<Stage>(() => {
    taken = location.hash ? takeSecret() : (taken ?? null);
    return taken ? { kind: 'ready', token: taken } : { kind: 'dead' };
  });
  useEffect(() => {
    const again = () => {
      taken = takeSecret();
      setStage(taken ? { kind: 'ready', token: taken } : { kind: 'dead' });
    };
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  return (
    <SignLayout>
      {stage.kind === 'ready' ? (
        <Opening key={stage.token} token={stage.token} onDead={() => setStage({ kind: 'dead' })} />
      ) : (
        <>
          <PageTitle>{t('visit.dead')}</PageTitle>
          <h1>{t('visit.dead')}</h1>
          <Note tone="warn" isAlert>
            <p>{t('visit.deadText')}</p>
          </Note>
        </>
      )}
    </SignLayout>
  );
}

/** Exchanges the link for a visit, and goes to what it opens. */
function useEnter(token: string, isPerson: boolean): (name: string, password: string) => Promise<void> {
  const navigate = useNavigate();
  const client = useQueryClient();
  return async (name, password) => {
    if (isPerson) await leaveHere();
    const said = openLinkSchema.shape.name.safeParse(name || undefined);
    const resource = await openLink({
      token,
      ...(password ? { password } : {}),
      ...(said.success && said.data !== undefined ? { name: said.data } : {}),
    });
    taken = null;
    client.clear();
    await client.fetchQuery({ queryKey: queryKeys.me, queryFn: () => fetchMe() });
    await navigate(visitHref(resource), { replace: true });
  };
}

function SignedInNote({ name }: { name: string }) {
  const t = useT();
  return (
    <Note tone="warn">
      <p>{t('visit.signedIn', { name })}</p>
    </Note>
  );
}

function LinkPassword(props: { value: string; onChange: (value: string) => void }) {
  const t = useT();
  return <TextField label={t('visit.password')} type="password" autoComplete="off" autoFocus {...props} />;
}

function Opening({ token, onDead }: { token: string; onDead: () => void }) {
  const t = useT();
  const me = useMaybeMe().data;
  const isPerson = me !== undefined && me.visit === undefined;
  const enter = useEnter(token, isPerson);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState({ busy: true, error: null });
    try {
      await enter(name.trim(), password);
    } catch (error) {
      if (isApiError(error, 'link.unusable')) return onDead();
      const isFirstAsk = isApiError(error, 'link.password') && !asked;
      if (isApiError(error, 'link.password')) setAsked(true);
      setState({ busy: false, error: isFirstAsk && !password ? null : error });
    }
  };
  return (
    <Form validationBehavior="aria" onSubmit={(event) => void submit(event)}>
      <PageTitle>{t('visit.open')}</PageTitle>
      <h1>{t('visit.open')}</h1>
      <p className="mq-sec">{t('visit.openText')}</p>
      {isPerson && <SignedInNote name={me.person.name} />}
      {state.error !== null && <ErrorNote error={state.error} />}
      <TextField
        label={t('visit.name')}
        hint={t('visit.nameHint')}
        value={name}
        onChange={setName}
        autoComplete="name"
        maxLength={200}
      />
      {asked && <LinkPassword value={password} onChange={setPassword} />}
      <Button type="submit" variant="primary" size="l" full isPending={state.busy}>
        {t(isPerson ? 'visit.leaveAndOpen' : 'visit.openButton')}
      </Button>
    </Form>
  );
}
