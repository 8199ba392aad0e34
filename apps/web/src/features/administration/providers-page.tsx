import { RefreshCw } from 'lucide-react';
import type { AdministeredProvider } from '@maroquin/contracts';
import { PageBody, PageHeader } from '../../frame/index.js';
import { useT } from '../../i18n/index.js';
import { announce, Button, ErrorNote, Skeleton } from '../../ui/index.js';
import { useAdministeredProviders } from './administration-api.js';

/** By whom people sign in, and whether they answer now. */
export function ProvidersPage() {
  const t = useT();
  const providers = useAdministeredProviders();
  const again = async () => {
    const { data } = await providers.refetch();
    const answering = data?.items.filter((one) => one.answers).length ?? 0;
    announce(t('administration.providersAnswering', { count: answering, all: data?.items.length ?? 0 }));
  };
  return (
    <>
      <PageHeader
        title={t('administration.providers')}
        actions={
          <Button icon={RefreshCw} isPending={providers.isFetching} onPress={() => void again()}>
            {t('administration.askAgain')}
          </Button>
        }
      />
      <PageBody>
        <p className="mq-sec">{t('administration.providersText')}</p>
        {providers.isPending && <Skeleton />}
        {providers.error && <ErrorNote error={providers.error} />}
        {providers.data?.items.length === 0 && (
          <p className="mq-muted">{t('administration.providersNone')}</p>
        )}
        <ul className="mq-admin-list" aria-label={t('administration.providers')}>
          {providers.data?.items.map((provider) => (
            <ProviderLine key={provider.id} provider={provider} />
          ))}
        </ul>
      </PageBody>
    </>
  );
}

function ProviderLine({ provider }: { provider: AdministeredProvider }) {
  const t = useT();
  const { name, place, answers, problem } = provider;
  return (
    <li>
      <span className="two">
        <span className="main mq-cut">{name}</span>
        <span className="mq-small mq-muted mq-cut">{place}</span>
        {problem !== null && (
          <span className="mq-small mq-sec">
            {problem.detail[t.locale]} {problem.remedy?.[t.locale]}
          </span>
        )}
      </span>
      <span className="tags">
        {answers ? (
          <span className="mq-tag acc">{t('administration.answers')}</span>
        ) : (
          <span className="mq-tag warn">{t('administration.silent')}</span>
        )}
      </span>
    </li>
  );
}
