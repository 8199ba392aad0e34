import { Copy, Plus } from 'lucide-react';
import { useState } from 'react';
import type { CreatedToken, TokenView } from '@maroquin/contracts';
import { PageBody, PageHeader } from '../../../frame/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import {
  announce,
  Button,
  ErrorNote,
  Note,
  reportFailure,
  ShowMore,
  Skeleton,
  TextField,
  toast,
} from '../../../ui/index.js';
import { MountSection } from './mount-section.js';
import { NewTokenDialog } from './new-token-dialog.js';
import { useRevokeToken, useTokens } from './tokens-api.js';
import '../security/security.css';

const DAY = 24 * 60 * 60_000;
/** So long before its end it is said in a tag. */
const SOON_DAYS = 30;
const IDLE_DAYS = 60;

/** What programs may do in one's name. */
export function TokensPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t('tokens.page')} />
      <PageBody>
        <div className="mq-security">
          <Sections />
        </div>
      </PageBody>
    </>
  );
}

/** One dialogue makes both: an application password is a token for files. */
function Sections() {
  const [isOpen, setOpen] = useState<'token' | 'password' | null>(null);
  const [made, setMade] = useState<CreatedToken | null>(null);
  const onCreated = (token: CreatedToken) => {
    setOpen(null);
    setMade(token);
  };
  return (
    <>
      <MountSection onCreate={() => setOpen('password')} />
      <TokensSection made={made} onCreate={() => setOpen('token')} onForget={() => setMade(null)} />
      {isOpen && (
        <NewTokenDialog
          isPassword={isOpen === 'password'}
          onClose={() => setOpen(null)}
          onCreated={onCreated}
        />
      )}
    </>
  );
}

interface TokensSectionProps {
  made: CreatedToken | null;
  onCreate: () => void;
  onForget: () => void;
}
function TokensSection({ made, onCreate, onForget }: TokensSectionProps) {
  const t = useT();
  const tokens = useTokens();
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens" tabIndex={-1}>
        {t('tokens.title')}
      </h2>
      <p className="mq-sec">{t('tokens.text')}</p>
      <Button icon={Plus} onPress={onCreate}>
        {t('tokens.create')}
      </Button>
      {made && <Secret token={made} />}
      {tokens.isPending && <Skeleton rows={2} />}
      {tokens.error && <ErrorNote error={tokens.error} />}
      {tokens.isSuccess && tokens.rows.length === 0 && <p className="mq-muted">{t('tokens.none')}</p>}
      {tokens.rows.length > 0 && (
        <ul>
          {tokens.rows.map((token) => (
            <TokenRow key={token.id} token={token} onRevoked={() => token.id === made?.id && onForget()} />
          ))}
        </ul>
      )}
      <ShowMore list={tokens} />
    </section>
  );
}

/** The only time that it is shown. */
function Secret({ token }: { token: CreatedToken }) {
  const t = useT();
  const copy = async () => {
    await navigator.clipboard.writeText(token.secret);
    announce(t('tokens.copied'));
    toast({ text: t('tokens.copied') });
  };
  return (
    <Note tone="ok">
      <p>
        <strong>{t('tokens.isReady', { name: token.name ?? '' })}</strong> {t('tokens.copyNow')}
      </p>
      <div className="mq-field-row mq-wrap">
        <TextField label={t('tokens.secret')} value={token.secret} isReadOnly />
        <Button variant="primary" icon={Copy} autoFocus onPress={() => void copy()}>
          {t('tokens.copy')}
        </Button>
      </div>
    </Note>
  );
}

function TokenRow({ token, onRevoked }: { token: TokenView; onRevoked: () => void }) {
  const t = useT();
  const revoke = useRevokeToken();
  const name = token.name ?? t('tokens.nameless');
  const run = () =>
    revoke.mutate(token.id, {
      onSuccess: () => {
        onRevoked();
        // The button that was pressed is gone.
        document.querySelector<HTMLElement>('#tokens')?.focus();
        toast({ text: t('tokens.revoked') });
      },
      onError: reportFailure,
    });
  return (
    <li>
      <span className="two">
        <span className="mq-row mq-wrap">
          <span className="main">{name}</span>
          <StateTag token={token} />
        </span>
        <span className="mq-small mq-sec">
          {token.scopes.map((scope) => t(`tokens.scope.${scope}`)).join(', ')}
        </span>
        <Dates token={token} />
      </span>
      <Button
        size="s"
        isPending={revoke.isPending}
        aria-label={t('tokens.revokeLabel', { name })}
        onPress={run}
      >
        {t('tokens.revoke')}
      </Button>
    </li>
  );
}

function Dates({ token: { createdAt, lastSeenAt, expiresAt } }: { token: TokenView }) {
  const t = useT();
  const dates = useDates();
  const used =
    lastSeenAt === null
      ? t('tokens.unused', { date: dates.day(createdAt) })
      : t('tokens.seen', { date: dates.full(lastSeenAt) });
  const end = expiresAt === null ? t('tokens.endless') : t('tokens.until', { date: dates.day(expiresAt) });
  return (
    <span className="mq-small mq-muted mq-num">
      {used}, {end}
    </span>
  );
}

function StateTag({ token: { createdAt, lastSeenAt, expiresAt } }: { token: TokenView }) {
  const t = useT();
  const left = expiresAt === null ? Infinity : Math.floor((Date.parse(expiresAt) - Date.now()) / DAY);
  if (left <= SOON_DAYS)
    return <span className="mq-tag warn">{t('tokens.endsSoon', { days: Math.max(0, left) })}</span>;
  const idle = Math.floor((Date.now() - Date.parse(lastSeenAt ?? createdAt)) / DAY);
  return idle >= IDLE_DAYS ? <span className="mq-tag">{t('tokens.idle', { days: idle })}</span> : null;
}
