import { RefreshCw } from 'lucide-react';
import type { AdministeredMail } from '@maroquin/contracts';
import { Link } from 'react-router';
import { PageBody, PageHeader } from '../../frame/index.js';
import { useDates, useT } from '../../i18n/index.js';
import { announce, Button, ErrorNote, Note, Skeleton } from '../../ui/index.js';
import { useMail } from './administration-api.js';

/** Whether mail leaves; if not, since when, and what to do. */
export function MailPage() {
  const t = useT();
  const dates = useDates();
  const mail = useMail();
  const again = async () => {
    const { data } = await mail.refetch();
    if (data !== undefined) announce(stateOf(data, t, (at) => dates.full(at)));
  };
  return (
    <>
      <PageHeader
        title={t('administration.mail')}
        actions={
          <Button icon={RefreshCw} isPending={mail.isFetching} onPress={() => void again()}>
            {t('administration.askAgain')}
          </Button>
        }
      />
      <PageBody>
        {mail.isPending && <Skeleton />}
        {mail.error && <ErrorNote error={mail.error} />}
        {mail.data && <State state={mail.data} />}
      </PageBody>
    </>
  );
}

const stateOf = (
  { relay, downSince }: AdministeredMail,
  t: ReturnType<typeof useT>,
  full: (date: string) => string,
): string => {
  if (relay === null) return t('administration.mailNone');
  if (downSince === null) return t('administration.mailTaken', { relay });
  return t('administration.mailDown', { relay, date: full(downSince) });
};

function State({ state }: { state: AdministeredMail }) {
  const t = useT();
  const dates = useDates();
  const { relay, downSince, trouble, waiting } = state;
  const said = stateOf(state, t, (at) => dates.full(at));
  if (relay === null)
    return (
      <Note tone="plain">
        <p>{said}</p>
      </Note>
    );
  return (
    <>
      {downSince === null ? (
        <p>
          <span className="mq-tag ok">{said}</span>
        </p>
      ) : (
        <Note tone="warn">
          <p>
            <b>{said}</b>
          </p>
          <p>{t('administration.mailDownText')}</p>
          <p>
            {t('administration.mailTrouble', {
              trouble: trouble === 'no-starttls' ? 'clear' : (trouble ?? 'other'),
            })}
          </p>
        </Note>
      )}
      <p>{t('administration.mailWaiting', { count: waiting })}</p>
    </>
  );
}

/** On every page, once no mail has left for an hour. */
export function LateMail() {
  const t = useT();
  const dates = useDates();
  const { data } = useMail();
  if (data === undefined || !data.late || data.downSince === null) return null;
  return (
    <Note tone="warn">
      <p>
        {t('administration.mailLate', { date: dates.full(data.downSince) })}{' '}
        <Link to="/courriel">{t('administration.mailLook')}</Link>
      </p>
    </Note>
  );
}
