import { Download } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import type { ResourceView } from '@maroquin/contracts';
import { formatSize, useT } from '../../i18n/index.js';
import { RestrictedMark } from '../access/index.js';
import { ResourceDate, type ResourceActions } from '../places/index.js';
import type { Sort } from '../../api/index.js';
import { Avatar, type Column, type ColumnSort, DataTable, type MenuAction } from '../../ui/index.js';
import { download } from './download.js';
import { contentHref, FileGlyph } from './file-kinds.js';

export interface FileTableProps {
  label: string;
  rows: readonly ResourceView[];
  hrefOf: (row: ResourceView) => string;
  actions: ResourceActions;
  sort: { value: Sort; onChange: (sort: Sort) => void };
}

/** Folders, then files. */
export function FileTable({ label, rows, hrefOf, actions, sort }: FileTableProps) {
  const t = useT();
  const navigate = useNavigate();
  const columns = useFileColumns(hrefOf, sort);
  const menuOf = (row: ResourceView): MenuAction[] => [
    ...(row.kind === 'folder'
      ? []
      : [
          {
            id: 'download',
            icon: Download,
            label: t('files.download'),
            onAction: () => download(contentHref(row.id), row.name),
          },
        ]),
    ...actions.menuFor(row),
  ];
  return (
    <DataTable
      label={label}
      rows={rows}
      columns={columns}
      idOf={(row) => row.id}
      onOpen={(row) => void navigate(hrefOf(row))}
      menu={{
        header: t('files.colActions'),
        label: ({ name }) => t('files.actionsOn', { name }),
        items: menuOf,
      }}
      shortcuts={actions.shortcutsFor}
    />
  );
}

function useFileColumns(
  hrefOf: FileTableProps['hrefOf'],
  sort: FileTableProps['sort'],
): Column<ResourceView>[] {
  const t = useT();
  const sortBy = (id: Sort, direction: ColumnSort['direction']): ColumnSort => ({
    direction,
    isSorted: sort.value === id,
    onSort: () => sort.onChange(id),
  });
  const sizeOf = (row: ResourceView): string =>
    row.kind === 'folder' || row.size === null ? '' : formatSize(row.size, t.locale);
  return [
    {
      header: t('files.colName'),
      className: 'name',
      sort: sortBy('name', 'ascending'),
      cell: (row) => (
        <span className="mq-row">
          <FileGlyph name={row.name} mediaType={row.mediaType} isFolder={row.kind === 'folder'} />
          <Link className="mq-cut" to={hrefOf(row)} title={row.name}>
            {row.name}
          </Link>
          <RestrictedMark of={row} />
        </span>
      ),
    },
    { header: t('files.colSize'), headerClass: 'num', className: 'fix num m-hide mq-num', cell: sizeOf },
    {
      header: t('files.colModified'),
      sort: sortBy('updated', 'descending'),
      className: 'fix meta mq-num',
      cell: (row) => (
        <>
          {row.kind !== 'folder' && <span className="mq-mob">{sizeOf(row)} · </span>}
          <ResourceDate at={row.updatedAt} />
        </>
      ),
    },
    {
      header: t('files.colBy'),
      headerClass: 'mq-c-hide',
      className: 'fix m-hide mq-c-hide',
      cell: ({ createdBy, updatedBy }) => {
        const by = createdBy ?? updatedBy;
        return by && <Avatar person={by} size="s" />;
      },
    },
  ];
}
