import { RefreshCw, ShieldAlert, ShieldCheck } from 'lucide-react';
import type { AdministeredAntivirus } from '@maroquin/contracts';
import { PageBody, PageHeader } from '../../frame/index.js';
import { useDates, useT } from '../../i18n/index.js';
import { announce, Button, ErrorNote, Icon, Note, Skeleton } from '../../ui/index.js';
import { useAntivirus } from './administration-api.js';

/** Whether the antivirus answers now, and how many files wait for it. */
export function AntivirusPage() {
  const t = useT();
  const antivirus = useAntivirus();
  const again = async () => {
    const { data } = await antivirus.refetch();
    if (data !== undefined)
      announce(t(data.version === null ? 'administration.scanAway' : 'administration.scanThere'));
  };
  return (
    <>
      <PageHeader
        title={t('administration.antivirus')}
        actions={
          <Button icon={RefreshCw} isPending={antivirus.isFetching} onPress={() => void again()}>
            {t('administration.askAgain')}
          </Button>
        }
      />
      <PageBody>
        {antivirus.isPending && <Skeleton />}
        {antivirus.error && <ErrorNote error={antivirus.error} />}
        {antivirus.data && <State state={antivirus.data} />}
      </PageBody>
    </>
  );
}

function State({ state }: { state: AdministeredAntivirus }) {
  const t = useT();
  const dates = useDates();
  const { configured, version, awaySince, waiting, oldestWaiting } = state;
  if (!configured)
    return (
      <Note tone="plain">
        <p>{t('administration.scanNone')}</p>
      </Note>
    );
  return (
    <div className="mq-stack">
      {version === null ? (
        <Note tone="warn">
          <p>
            <b>
              {awaySince === null
                ? t('administration.scanAway')
                : t('administration.scanAwaySince', { date: dates.full(awaySince) })}
            </b>
          </p>
          <p>{t('administration.scanAwayText')}</p>
        </Note>
      ) : (
        <p className="mq-row mq-wrap">
          <span className="mq-tag ok">{t('administration.scanThere')}</span>
          <span className="mq-small mq-sec">{version}</span>
        </p>
      )}
      <p className="mq-row mq-wrap">
        <Icon of={waiting === 0 ? ShieldCheck : ShieldAlert} />
        {t('administration.scanWaiting', { count: waiting })}
        {oldestWaiting !== null && (
          <span className="mq-small mq-sec">
            {t('administration.scanOldest', { date: dates.full(oldestWaiting) })}
          </span>
        )}
      </p>
      <p className="mq-sec">{t('administration.scanText')}</p>
    </div>
  );
}
