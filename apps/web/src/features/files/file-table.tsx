import { Download, ShieldAlert, SquareCheck, SquareMinus } from 'lucide-react';
import { useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ResourceView } from '@maroquin/contracts';
import { formatSize, type Translate, useT } from '../../i18n/index.js';
import { RestrictedMark } from '../access/index.js';
import {
  ResourceDate,
  type ResourceActions,
  ScanMark,
  scanSentence,
  type SeveralActions,
} from '../places/index.js';
import type { Sort } from '../../api/index.js';
import {
  Avatar,
  type Column,
  type ColumnSort,
  DataTable,
  type MenuAction,
  type RowDrag,
} from '../../ui/index.js';
import { FileGlyph } from './file-kinds.js';
import { useHeldBack } from './held-back.js';
import { downloadAll } from './selection-bar.js';

export interface FileTableProps {
  label: string;
  rows: readonly ResourceView[];
  hrefOf: (row: ResourceView) => string;
  actions: ResourceActions;
  sort: { value: Sort; onChange: (sort: Sort) => void };
  chosen: ReadonlySet<string>;
  onChoose: (ids: ReadonlySet<string>) => void;
  several: SeveralActions;
  /** Ids and names from the space down to this folder. */
  breadcrumb: readonly { id: string; name: string }[];
}

/** Folders, then files. */
export function FileTable(props: FileTableProps) {
  const { label, rows, hrefOf, actions, sort, chosen, onChoose } = props;
  const t = useT();
  const navigate = useNavigate();
  const columns = useFileColumns(hrefOf, sort);
  const drag = useFileDrag(props);
  const downloadOf = useDownload(hrefOf);
  const menuOf = (row: ResourceView): MenuAction[] => {
    const isChosen = chosen.has(row.id);
    return [
      ...(row.kind === 'folder' ? [] : [downloadOf(row)]),
      {
        id: 'select',
        icon: isChosen ? SquareMinus : SquareCheck,
        label: t(isChosen ? 'files.unselect' : 'files.select'),
        keys: t('files.selectKey'),
        onAction: () => onChoose(toggled(chosen, row.id)),
      },
      ...actions.menuFor(row),
    ];
  };
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
      selection={{
        ids: chosen,
        onChange: onChoose,
        label: ({ name }) => t('files.selectOne', { name }),
        allLabel: t('files.selectAll'),
      }}
      drag={drag}
    />
  );
}

/** Where the antivirus holds the content back, it says so and leads to the page where the same stands beside what can be done. */
function useDownload(hrefOf: FileTableProps['hrefOf']): (row: ResourceView) => MenuAction {
  const t = useT();
  const navigate = useNavigate();
  const heldOf = useHeldBack();
  return (row) => {
    const held = heldOf(row);
    if (held === null)
      return {
        ...{ id: 'download', icon: Download, label: t('files.download') },
        onAction: () => downloadAll([row]),
      };
    return {
      ...{ id: 'held', icon: ShieldAlert, label: t('files.held'), description: scanSentence(t, held) },
      onAction: () => void navigate(hrefOf(row)),
    };
  };
}

const toggled = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
};

/** Rows are dragged onto folders; where to, and who then has access, is confirmed before anything moves. */
function useFileDrag({ rows, chosen, several, breadcrumb }: FileTableProps): RowDrag<ResourceView> {
  const dragged = useRef<readonly ResourceView[]>([]);
  return {
    begin: (row) => {
      const along = chosen.has(row.id) ? rows.filter(({ id }) => chosen.has(id)) : [row];
      dragged.current = several.mayMove(along) ? along : [];
      return dragged.current;
    },
    takes: (row) => row.kind === 'folder' && !dragged.current.some(({ id }) => id === row.id),
    drop: (row) => several.move(dragged.current, [...breadcrumb, { id: row.id, name: row.name }]),
  };
}

const sizeText = ({ kind, size }: ResourceView, { locale }: Translate): string =>
  kind === 'folder' || size === null ? '' : formatSize(size, locale);

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
  const sizeOf = (row: ResourceView): string => sizeText(row, t);
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
          <ScanMark of={row} isInList />
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
