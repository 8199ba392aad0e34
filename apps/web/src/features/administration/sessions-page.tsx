import type { AdministeredSession } from '@maroquin/contracts';
import { useState } from 'react';
import { focusContent, PageBody, PageHeader } from '../../frame/index.js';
import { useDates, useT } from '../../i18n/index.js';
import { methodKey } from '../sign-in/index.js';
import {
  Button,
  ErrorNote,
  FilterField,
  reportFailure,
  ShowMore,
  Skeleton,
  toast,
  useDebounced,
} from '../../ui/index.js';
import { useEndSessionOf, useSessionsOf } from './administration-api.js';
import { OrganisationChoice, useChosenOrganisation } from './organisation-choice.js';

/** Browsers in which people are signed in to the suite. */
export function SessionsPage() {
  const t = useT();
  const orgId = useChosenOrganisation();
  const [filter, setFilter] = useState('');
  const sessions = useSessionsOf(orgId, useDebounced(filter.trim(), 150));
  return (
    <>
      <PageHeader title={t('administration.sessions')} />
      <PageBody>
        <OrganisationChoice />
        <p className="mq-sec">{t('administration.sessionsText')}</p>
        <FilterField label={t('administration.byPerson')} value={filter} onChange={setFilter} />
        {sessions.isPending && <Skeleton />}
        {sessions.error && <ErrorNote error={sessions.error} />}
        {sessions.isSuccess && sessions.rows.length === 0 && (
          <p className="mq-muted" role="status">
            {t(filter === '' ? 'administration.sessionsNone' : 'people.none')}
          </p>
        )}
        <ul className="mq-admin-list" aria-label={t('administration.sessions')}>
          {sessions.rows.map((session) => (
            <SessionLine key={session.id} orgId={orgId} session={session} />
          ))}
        </ul>
        <ShowMore list={sessions} />
      </PageBody>
    </>
  );
}

function SessionLine({ orgId, session }: { orgId: string; session: AdministeredSession }) {
  const t = useT();
  const dates = useDates();
  const end = useEndSessionOf(orgId);
  const run = () =>
    end.mutate(session.id, {
      onSuccess: () => {
        focusContent();
        toast({ text: t('security.sessionEnded') });
      },
      onError: reportFailure,
    });
  return (
    <li>
      <span className="two">
        <span className="main mq-cut">{session.person.name}</span>
        <span className="mq-small mq-muted">
          {t(methodKey(session.method))}
          {session.strong && session.method !== 'passkey' && `, ${t('security.sessionStrong')}`}
        </span>
        <span className="mq-small mq-sec">
          {t('security.sessionSince', { date: dates.short(session.createdAt) })},{' '}
          {t('security.sessionSeen', { date: dates.short(session.lastSeenAt) })}
        </span>
      </span>
      <Button
        size="s"
        isPending={end.isPending}
        aria-label={t('administration.endSessionOf', {
          name: session.person.name,
          date: dates.full(session.createdAt),
        })}
        onPress={run}
      >
        {t('security.sessionEnd')}
      </Button>
    </li>
  );
}
