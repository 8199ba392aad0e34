import { PageBody, PageHeader } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import { EmptyState, ErrorNote, ShowMore, Skeleton, useKeptFocus } from '../../../ui/index.js';
import { useMyRequests } from './links-api.js';
import { RequestRows } from './request-rows.js';
import '../style/access.css';

/** `/demandes`: everything that people asked to see and that one may give. */
export function RequestsPage() {
  const t = useT();
  const requests = useMyRequests();
  const items = requests.rows;
  useKeptFocus(items.length);
  return (
    <>
      <PageHeader title={t('requests.title')} />
      <PageBody>
        {requests.isPending && <Skeleton />}
        {requests.error && <ErrorNote error={requests.error} />}
        {requests.isSuccess && items.length === 0 && (
          <EmptyState title={t('requests.none')}>{t('requests.noneText')}</EmptyState>
        )}
        <RequestRows items={items} named />
        <ShowMore list={requests} />
      </PageBody>
    </>
  );
}
