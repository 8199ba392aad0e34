import { Monitor } from 'lucide-react';
import type { OpenSession } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import { Button, Icon, reportFailure, toast } from '../../../ui/index.js';
import { useEndOtherSessions, useEndSession } from './security-api.js';
import './security.css';

const methods = {
  link: 'security.session.link',
  password: 'security.session.password',
  passkey: 'security.session.passkey',
  oidc: 'security.session.oidc',
  ldap: 'security.session.ldap',
} as const;
export const methodKey = (method: string) =>
  method in methods ? methods[method as keyof typeof methods] : methods.oidc;

/** Passes the focus to the heading: the button that was pressed is gone. */
const focusHeading = () => document.querySelector<HTMLElement>('#sessions')?.focus();

export function SessionsSection({ sessions }: { sessions: readonly OpenSession[] }) {
  const t = useT();
  const endOthers = useEndOtherSessions();
  const end = () =>
    endOthers.mutate(undefined, {
      onSuccess: () => {
        focusHeading();
        toast({ text: t('security.sessionOthersEnded') });
      },
      onError: reportFailure,
    });
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" tabIndex={-1}>
        {t('security.sessions')}
      </h2>
      <p className="mq-sec">{t('security.sessionsText')}</p>
      <ul>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button onPress={end} isPending={endOthers.isPending}>
          {t('security.sessionEndOthers')}
        </Button>
      )}
    </section>
  );
}

function SessionRow({ session }: { session: OpenSession }) {
  const t = useT();
  const dates = useDates();
  const end = useEndSession();
  const run = () =>
    end.mutate(session.id, {
      onSuccess: () => {
        focusHeading();
        toast({ text: t('security.sessionEnded') });
      },
      onError: reportFailure,
    });
  const since = dates.short(session.createdAt);
  return (
    <li>
      <Icon of={Monitor} />
      <span className="two">
        <span className="main">
          {t(methodKey(session.method))}
          {session.strong && session.method !== 'passkey' && `, ${t('security.sessionStrong')}`}
        </span>
        <span className="mq-small mq-sec">
          {t('security.sessionSince', { date: since })},{' '}
          {t('security.sessionSeen', { date: dates.short(session.lastSeenAt) })}
        </span>
      </span>
      {session.current ? (
        <span className="mq-tag acc">{t('security.sessionHere')}</span>
      ) : (
        <Button
          size="s"
          isPending={end.isPending}
          aria-label={t('security.sessionEndLabel', { date: dates.full(session.createdAt) })}
          onPress={run}
        >
          {t('security.sessionEnd')}
        </Button>
      )}
    </li>
  );
}
