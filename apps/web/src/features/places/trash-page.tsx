import { type LucideIcon, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { binPageSchema, type ResourceView } from '@maroquin/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { PageBody, PageHeader } from '../../frame/index.js';
import { fetchPlace, queryKeys, request, useMe, useRestoreResource } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import {
  Button,
  type Column,
  DataTable,
  EmptyState,
  ErrorNote,
  IconButton,
  KindGlyph,
  kindKey,
  reportFailure,
  Skeleton,
  toast,
  useIsPhone,
} from '../../ui/index.js';
import { EmptyBinDialog, mayPurge, PurgeDialog } from './purge-dialogs.js';
import { ResourceDate } from './resource-table.js';

const useTrash = () =>
  useInfiniteQuery({
    queryKey: queryKeys.trash,
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/trash', {
        schema: binPageSchema,
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
  const [isEmptying, setEmptying] = useState(false);
  const purgeable = rows.filter(mayPurge);
  return (
    <>
      <PageHeader
        title={t('places.trashTitle')}
        actions={
          purgeable.length > 0 && (
            <ShortButton icon={Trash2} verb={t('places.emptyBin')} onPress={() => setEmptying(true)} />
          )
        }
      />
      {isEmptying && <EmptyBinDialog resources={purgeable} onClose={() => setEmptying(false)} />}
      <PageBody>
        {list.isPending && <Skeleton />}
        {list.error && rows.length === 0 && <ErrorNote error={list.error} />}
        {list.isSuccess && rows.length === 0 && (
          <EmptyState title={t('places.trashEmpty')}>{t('places.trashEmptyText')}</EmptyState>
        )}
        {rows.length > 0 && (
          <>
            <p className="mq-hint">{t('places.trashKept', { days: list.data?.pages[0]?.keptDays ?? 0 })}</p>
            <TrashTable rows={rows} />
          </>
        )}
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

function useRestore(): (resource: ResourceView) => Promise<void> {
  const t = useT();
  const { mutateAsync } = useRestoreResource();
  return async (resource) => {
    try {
      await mutateAsync(resource.id);
      toast({ text: t('places.restored', { name: resource.name }) });
    } catch (error) {
      reportFailure(error);
    }
  };
}

function TrashTable({ rows }: { rows: readonly ResourceView[] }) {
  const t = useT();
  const restore = useRestore();
  const [purging, setPurging] = useState<ResourceView | null>(null);
  const columns: Column<ResourceView>[] = [
    {
      header: t('places.colName'),
      className: 'name',
      cell: (row) => <Name resource={row} />,
    },
    { header: t('places.colKind'), className: 'fix m-hide mq-muted', cell: (row) => t(kindKey(row)) },
    {
      header: t('places.colOrigin'),
      className: 'fix m-hide mq-muted',
      cell: (row) => row.parentId !== null && <Origin id={row.parentId} />,
    },
    {
      header: t('places.colPlace'),
      className: 'fix meta',
      cell: (row) => row.trashedAt && <ResourceDate at={row.trashedAt} />,
    },
    {
      header: t('places.actions'),
      isHeaderHidden: true,
      className: 'act',
      cell: (row) => (
        <span className="mq-row">
          <ShortButton
            icon={Undo2}
            verb={t('places.restore')}
            name={row.name}
            onPress={() => void restore(row)}
          />
          {mayPurge(row) && <PurgeButton name={row.name} onPress={() => setPurging(row)} />}
        </span>
      ),
    },
  ];
  return (
    <>
      <DataTable label={t('places.trashTitle')} rows={rows} columns={columns} idOf={(row) => row.id} />
      {purging && <PurgeDialog resource={purging} onClose={() => setPurging(null)} />}
    </>
  );
}

const Name = ({ resource }: { resource: ResourceView }) => (
  <span className="mq-row">
    <KindGlyph resource={resource} />
    <span className="mq-cut main" title={resource.name}>
      {resource.name}
    </span>
  </span>
);

/** Where it was, and goes back to; nothing where the person may not see that. */
function Origin({ id }: { id: string }) {
  const t = useT();
  const me = useMe();
  const place = useQuery({
    queryKey: queryKeys.place(id),
    queryFn: ({ signal }) => fetchPlace(id, signal),
    retry: false,
  });
  if (id === me.personalSpaceId) return t('places.mine');
  return place.data?.resource.name ?? null;
}

function PurgeButton({ name, onPress }: { name: string; onPress: () => void }) {
  const t = useT();
  return <IconButton icon={Trash2} label={`${t('places.purge')} ${name}`} onPress={onPress} />;
}

interface ShortButtonProps {
  icon: LucideIcon;
  verb: string;
  /** What it acts on, where it stands in a row. */
  name?: string;
  onPress: () => void;
}
/** Only its sign on a phone, so that there is room for names. */
function ShortButton({ icon, verb, name, onPress }: ShortButtonProps) {
  const label = name === undefined ? verb : `${verb} ${name}`;
  if (useIsPhone()) return <IconButton icon={icon} label={label} onPress={onPress} />;
  return (
    <Button size={name === undefined ? 'm' : 's'} icon={icon} aria-label={label} onPress={onPress}>
      {verb}
    </Button>
  );
}
