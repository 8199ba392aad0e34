import { PageBody, PageHeader } from '../../frame/index.js';
import { useShared } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { Button, EmptyState, ErrorNote, Skeleton } from '../../ui/index.js';
import { useResourceActions } from './resource-actions.js';
import { ResourceTable } from './resource-table.js';

/** On what colleagues gave me, or a team of mine, a right of its own. */
export function SharedPage() {
  const t = useT();
  const shared = useShared();
  const actions = useResourceActions();
  const rows = shared.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={t('places.sharedWithMe')} />
      <PageBody>
        {shared.isPending && <Skeleton rows={6} />}
        {shared.error && rows.length === 0 && <ErrorNote error={shared.error} />}
        {shared.isSuccess && rows.length === 0 && (
          <EmptyState title={t('places.noShared')}>{t('places.noSharedText')}</EmptyState>
        )}
        {rows.length > 0 && <ResourceTable label={t('places.sharedWithMe')} rows={rows} actions={actions} />}
        {shared.hasNextPage && (
          <div className="mq-more">
            <Button onPress={() => void shared.fetchNextPage()} isPending={shared.isFetchingNextPage}>
              {t('places.showMore')}
            </Button>
          </div>
        )}
        {actions.dialogs}
      </PageBody>
    </>
  );
}
