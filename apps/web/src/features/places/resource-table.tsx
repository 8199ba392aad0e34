import { Star } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ResourceView } from '@maroquin/contracts';
import { type Sort, useFavourites } from '../../api/index.js';
import { resourceHref } from '../../frame/index.js';
import { useDates, useT } from '../../i18n/index.js';
import { Avatar, type Column, type ColumnSort, DataTable, Icon, KindGlyph, kindKey } from '../../ui/index.js';
import { RestrictedMark } from '../access/index.js';
import { ScanMark } from './scan-mark.js';
import type { ResourceActions } from './resource-actions.js';

export interface ResourceTableProps {
  label: string;
  rows: readonly ResourceView[];
  actions: ResourceActions;
  /** Ids from the space down to this place; absent where rows come from many places. */
  ancestors?: readonly string[];
  /** The name of the folder in which a row stands, where it is worth a word. */
  placeOf?: (row: ResourceView) => string | undefined;
  sort?: { value: Sort; onChange: (sort: Sort) => void };
}

/** Whole-row click opens; the link is the accessible name. */
export function ResourceTable({ label, rows, actions, ancestors, placeOf, sort }: ResourceTableProps) {
  const t = useT();
  const navigate = useNavigate();
  const columns = useResourceColumns(ancestors, sort, placeOf);
  return (
    <DataTable
      label={label}
      rows={rows}
      columns={columns}
      idOf={(resource) => resource.id}
      onOpen={(resource) => void navigate(resourceHref(resource, ancestors))}
      menu={{
        header: t('places.actions'),
        label: ({ name }) => t('places.actionsOn', { name }),
        items: actions.menuFor,
      }}
      shortcuts={actions.shortcutsFor}
    />
  );
}

function useResourceColumns(
  ancestors: ResourceTableProps['ancestors'],
  sort: ResourceTableProps['sort'],
  placeOf: ResourceTableProps['placeOf'],
): Column<ResourceView>[] {
  const t = useT();
  const sortBy = (id: Sort, direction: ColumnSort['direction']): ColumnSort | undefined =>
    sort && { direction, isSorted: sort.value === id, onSort: () => sort.onChange(id) };
  return [
    {
      header: t('places.colName'),
      className: 'name',
      sort: sortBy('name', 'ascending'),
      cell: (resource) => <NameCell resource={resource} ancestors={ancestors} folder={placeOf?.(resource)} />,
    },
    {
      header: t('places.colKind'),
      headerClass: 'mq-c-hide',
      className: 'fix m-hide mq-c-hide mq-muted',
      cell: (resource) => t(kindKey(resource)),
    },
    {
      header: t('places.colModified'),
      className: 'fix meta',
      sort: sortBy('updated', 'descending'),
      cell: (resource) => <ResourceDate at={resource.updatedAt} />,
    },
    {
      header: t('places.colBy'),
      headerClass: 'mq-c-hide',
      className: 'fix m-hide mq-c-hide',
      cell: ({ updatedBy, createdBy }) => {
        const by = updatedBy ?? createdBy;
        return by && <Avatar person={by} size="s" />;
      },
    },
  ];
}

interface NameCellProps {
  resource: ResourceView;
  ancestors: readonly string[] | undefined;
  folder: string | undefined;
}
function NameCell({ resource, ancestors, folder }: NameCellProps) {
  const t = useT();
  return (
    <span className="mq-row">
      <KindGlyph resource={resource} />
      <span className="two">
        <span className="mq-row">
          <Link className="mq-cut" to={resourceHref(resource, ancestors)} title={resource.name}>
            {resource.name}
          </Link>
          <RestrictedMark of={resource} />
          <ScanMark of={resource} isInList />
          {resource.archived && <span className="mq-tag">{t('places.archived')}</span>}
          <FavouriteMark of={resource} />
        </span>
        <FolderOf name={folder} />
      </span>
    </span>
  );
}

/** A star beside what one comes back to often. */
function FavouriteMark({ of: { id: wanted } }: { of: ResourceView }) {
  const t = useT();
  const isOne = useFavourites().some(({ id }) => id === wanted);
  return isOne ? (
    <span className="mq-star" role="img" aria-label={t('places.favourite')} title={t('places.favourite')}>
      <Icon of={Star} size="s" />
    </span>
  ) : null;
}

function FolderOf({ name }: { name: string | undefined }) {
  const t = useT();
  return name === undefined ? null : (
    <span className="mq-small mq-muted mq-cut">{t('places.inFolder', { name })}</span>
  );
}

export function ResourceDate({ at }: { at: string }): ReactNode {
  const dates = useDates();
  return (
    <time dateTime={at} title={dates.full(at)}>
      {dates.short(at)}
    </time>
  );
}
