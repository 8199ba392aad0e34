import { Download, Ellipsis } from 'lucide-react';
import { useState, type KeyboardEvent, type MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ResourceView } from '@maroquin/contracts';
import { formatSize, useDates, useT } from '../../i18n/index.js';
import { mayChange, type ResourceActions } from '../places/index.js';
import { Avatar, IconButton, Menu, type MenuAction } from '../../ui/index.js';
import { contentHref, FileGlyph } from './file-kinds.js';

export interface FileTableProps {
  label: string;
  rows: readonly ResourceView[];
  hrefOf: (row: ResourceView) => string;
  actions: ResourceActions;
}

/** Starts a download without leaving the page. */
const download = (file: ResourceView): void => {
  const link = document.createElement('a');
  link.href = contentHref(file.id);
  link.download = file.name;
  link.click();
};

/** Folders, then files. Arrows move, Enter opens, F2 renames, Suppr puts in the bin. */
export function FileTable({ label, rows, hrefOf, actions }: FileTableProps) {
  const t = useT();
  const [menuOf, setMenuOf] = useState<string | null>(null);
  const onKeyDown = useRowKeys(rows, actions, setMenuOf);
  return (
    <table className="mq-tbl" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {t('files.colName')}
          </th>
          <th role="columnheader" scope="col" className="num">
            {t('files.colSize')}
          </th>
          <th role="columnheader" scope="col">
            {t('files.colModified')}
          </th>
          <th role="columnheader" scope="col" className="mq-c-hide">
            {t('files.colBy')}
          </th>
          <th role="columnheader" scope="col">
            <span className="mq-vh">{t('files.colActions')}</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup" onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <FileRow
            key={row.id}
            row={row}
            href={hrefOf(row)}
            actions={actions}
            isMenuOpen={menuOf === row.id}
            onMenu={(open) => setMenuOf(open ? row.id : null)}
          />
        ))}
      </tbody>
    </table>
  );
}

/** Keys of a row: move, rename, bin, menu. Menus live in a portal, so keys from outside the table do not count. */
const useRowKeys = (
  rows: readonly ResourceView[],
  actions: ResourceActions,
  openMenu: (id: string) => void,
) => {
  return (event: KeyboardEvent<HTMLTableSectionElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof Element)) return;
    if (!event.currentTarget.contains(event.target)) return;
    const table = event.currentTarget;
    const links = [...table.querySelectorAll<HTMLElement>('.name a')];
    const row = event.target.closest('tr');
    const at = links.findIndex((link) => row?.contains(link));
    const resource = rows[at];
    if (resource === undefined) return;
    const go = (index: number): void => links[Math.max(0, Math.min(index, links.length - 1))]?.focus();
    const trash = async (): Promise<void> => {
      if (!(await actions.trash(resource))) return;
      const next = rows[at + 1] ?? rows[at - 1];
      if (next !== undefined) table.querySelector<HTMLElement>(`[data-id="${next.id}"] .name a`)?.focus();
    };
    const keys: Record<string, (() => void) | false> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(links.length - 1),
      F2: mayChange(resource, 'resource.rename') && (() => actions.rename(resource)),
      Delete: mayChange(resource, 'resource.trash') && (() => void trash()),
      ContextMenu: () => openMenu(resource.id),
      F10: event.shiftKey && (() => openMenu(resource.id)),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
};

interface FileRowProps {
  row: ResourceView;
  href: string;
  actions: ResourceActions;
  isMenuOpen: boolean;
  onMenu: (open: boolean) => void;
}
function FileRow({ row, href, actions, isMenuOpen, onMenu }: FileRowProps) {
  const t = useT();
  const dates = useDates();
  const navigate = useNavigate();
  const isFolder = row.kind === 'folder';
  const open = (event: MouseEvent<HTMLTableRowElement>): void => {
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
    if (event.target.closest('a, button') || getSelection()?.toString()) return;
    void navigate(href);
  };
  const menu: MenuAction[] = [
    ...(isFolder
      ? []
      : [{ id: 'download', icon: Download, label: t('files.download'), onAction: () => download(row) }]),
    ...actions.menuFor(row),
  ];
  const by = row.createdBy ?? row.updatedBy;
  const size = row.size === null ? '' : formatSize(row.size, t.locale);
  return (
    <tr role="row" data-id={row.id} data-open onClick={open}>
      <td role="cell" className="name">
        <span className="mq-row">
          <FileGlyph name={row.name} mediaType={row.mediaType} isFolder={isFolder} />
          <Link className="mq-cut" to={href} title={row.name}>
            {row.name}
          </Link>
        </span>
      </td>
      <td role="cell" className="fix num m-hide mq-num">
        {isFolder ? '' : size}
      </td>
      <td role="cell" className="fix meta mq-num">
        {!isFolder && <span className="mq-mob">{size} · </span>}
        <time dateTime={row.updatedAt} title={dates.full(row.updatedAt)}>
          {dates.short(row.updatedAt)}
        </time>
      </td>
      <td role="cell" className="fix m-hide mq-c-hide">
        {by && <Avatar person={by} size="s" />}
      </td>
      <td role="cell" className="act">
        <Menu
          label={t('files.actionsOn', { name: row.name })}
          isOpen={isMenuOpen}
          onOpenChange={onMenu}
          trigger={<IconButton icon={Ellipsis} label={t('files.actionsOn', { name: row.name })} />}
          items={menu}
        />
      </td>
    </tr>
  );
}
