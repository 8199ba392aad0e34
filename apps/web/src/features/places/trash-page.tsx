import { Undo2 } from 'lucide-react';
import { resourcePageSchema, type ResourceView } from '@maroquin/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { PageBody, PageHeader } from '../../frame/index.js';
import { queryKeys, request, useRestoreResource } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import {
  Button,
  EmptyState,
  ErrorNote,
  KindGlyph,
  kindKey,
  reportFailure,
  Skeleton,
  toast,
} from '../../ui/index.js';
import { ResourceDate } from './resource-table.js';

const useTrash = () =>
  useInfiniteQuery({
    queryKey: queryKeys.trash,
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/resources/trash', {
        schema: resourcePageSchema,
        query: { limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export function TrashPage() {
  const t = useT();
  const list = useTrash();
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={t('places.trashTitle')} />
      <PageBody>
        {list.isPending && <Skeleton />}
        {list.error && rows.length === 0 && <ErrorNote error={list.error} />}
        {list.isSuccess && rows.length === 0 && (
          <EmptyState title={t('places.trashEmpty')}>{t('places.trashEmptyText')}</EmptyState>
        )}
        {rows.length > 0 && <TrashTable rows={rows} />}
        {list.hasNextPage && (
          <div className="mq-more">
            <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>
              {t('places.showMore')}
            </Button>
          </div>
        )}
      </PageBody>
    </>
  );
}

function TrashTable({ rows }: { rows: readonly ResourceView[] }) {
  const t = useT();
  const { mutateAsync } = useRestoreResource();
  const restore = async (resource: ResourceView) => {
    try {
      await mutateAsync(resource.id);
      toast({ text: t('places.restored', { name: resource.name }) });
    } catch (error) {
      reportFailure(error);
    }
  };
  return (
    <table className="mq-tbl" role="table" aria-label={t('places.trashTitle')}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {t('places.colName')}
          </th>
          <th role="columnheader" scope="col">
            {t('places.colKind')}
          </th>
          <th role="columnheader" scope="col">
            {t('places.colPlace')}
          </th>
          <th role="columnheader" scope="col">
            <span className="mq-vh">{t('places.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row" key={row.id}>
            <td role="cell" className="name">
              <span className="mq-row">
                <KindGlyph resource={row} />
                <span className="mq-cut main" title={row.name}>
                  {row.name}
                </span>
              </span>
            </td>
            <td role="cell" className="fix m-hide mq-muted">
              {t(kindKey(row))}
            </td>
            <td role="cell" className="fix meta">
              {row.trashedAt && <ResourceDate at={row.trashedAt} />}
            </td>
            <td role="cell" className="act">
              <Button
                size="s"
                icon={Undo2}
                aria-label={`${t('places.restore')} ${row.name}`}
                onPress={() => void restore(row)}
              >
                {t('places.restore')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
