import { ChevronDown, ChevronUp, Ellipsis } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ResourceView } from '@maroquin/contracts';
import type { Sort } from '../../api/index.js';
import { useDates, useT } from '../../i18n/index.js';
import { Avatar, Icon, IconButton, KindGlyph, kindKey, Menu } from '../../ui/index.js';
import { resourceHref } from '../../frame/index.js';
import type { ResourceActions } from './resource-actions.js';

export interface ResourceTableProps {
  label: string;
  rows: readonly ResourceView[];
  actions: ResourceActions;
  /** Ids from the space down to this place; absent where rows come from many places. */
  ancestors?: readonly string[];
  sort?: { value: Sort; onChange: (sort: Sort) => void };
}

/** Whole-row click opens; the link is the accessible name. Below 768 px the same rows are a list of two lines. */
export function ResourceTable({ label, rows, actions, ancestors, sort }: ResourceTableProps) {
  const t = useT();
  const body = useRef<HTMLTableSectionElement>(null);
  const [menuOf, setMenuOf] = useState<string | null>(null);

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>('.name a') ?? [])];
    const row = (event.target as HTMLElement).closest('tr');
    const at = links.findIndex((link) => row?.contains(link));
    const resource = rows[at];
    if (!resource || event.altKey || event.ctrlKey || event.metaKey) return;
    const go = (index: number) => links[Math.max(0, Math.min(index, links.length - 1))]?.focus();
    const run: Record<string, () => void> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(links.length - 1),
      F2: () => actions.menuFor(resource).some((one) => one.id === 'rename') && actions.rename(resource),
      Delete: () => void trash(resource, at),
      ContextMenu: () => setMenuOf(resource.id),
      F10: () => event.shiftKey && setMenuOf(resource.id),
    };
    const act = run[event.key];
    if (!act || (event.target as HTMLElement).closest('[role="menu"]')) return;
    event.preventDefault();
    act();
  };
  /** A removed row passes the focus to the next. */
  const trash = async (resource: ResourceView, at: number) => {
    if (!actions.menuFor(resource).some((one) => one.id === 'trash')) return;
    if (!(await actions.trash(resource))) return;
    const next = rows[at + 1] ?? rows[at - 1];
    body.current?.querySelector<HTMLElement>(next ? `[data-id="${next.id}"] .name a` : 'a')?.focus();
  };

  return (
    <table className="mq-tbl" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          <SortHeader name={t('places.colName')} id="name" sort={sort} direction="ascending" />
          <th role="columnheader" scope="col" className="mq-c-hide">
            {t('places.colKind')}
          </th>
          <SortHeader name={t('places.colModified')} id="updated" sort={sort} direction="descending" />
          <th role="columnheader" scope="col" className="mq-c-hide">
            {t('places.colBy')}
          </th>
          <th role="columnheader" scope="col">
            <span className="mq-vh">{t('places.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup" ref={body} onKeyDown={onKeyDown}>
        {rows.map((resource) => (
          <ResourceRow
            key={resource.id}
            resource={resource}
            href={resourceHref(resource, ancestors)}
            isMenuOpen={menuOf === resource.id}
            onMenu={(open) => setMenuOf(open ? resource.id : null)}
            actions={actions}
          />
        ))}
      </tbody>
    </table>
  );
}

function SortHeader({
  name,
  id,
  sort,
  direction,
}: {
  name: string;
  id: Sort;
  sort: ResourceTableProps['sort'];
  direction: 'ascending' | 'descending';
}) {
  const isSorted = sort?.value === id;
  return (
    <th role="columnheader" scope="col" aria-sort={isSorted ? direction : undefined}>
      {sort ? (
        <button type="button" onClick={() => sort.onChange(id)}>
          {name}
          {isSorted && <Icon of={direction === 'ascending' ? ChevronUp : ChevronDown} size="s" />}
        </button>
      ) : (
        name
      )}
    </th>
  );
}

interface RowProps {
  resource: ResourceView;
  href: string;
  isMenuOpen: boolean;
  onMenu: (open: boolean) => void;
  actions: ResourceActions;
}
function ResourceRow({ resource, href, isMenuOpen, onMenu, actions }: RowProps) {
  const t = useT();
  const navigate = useNavigate();
  const open = (event: MouseEvent<HTMLTableRowElement>) => {
    const target = event.target as HTMLElement;
    // Menus live in a portal, but their clicks bubble through React: only what lies in the row itself counts.
    if (
      !event.currentTarget.contains(target) ||
      target.closest('a, button, input') ||
      getSelection()?.toString()
    )
      return;
    void navigate(href);
  };
  const by = resource.updatedBy ?? resource.createdBy;
  return (
    <tr role="row" data-id={resource.id} data-open onClick={open}>
      <td role="cell" className="name">
        <span className="mq-row">
          <KindGlyph resource={resource} />
          <Link className="mq-cut" to={href} title={resource.name}>
            {resource.name}
          </Link>
        </span>
      </td>
      <td role="cell" className="fix m-hide mq-c-hide mq-muted">
        {t(kindKey(resource))}
      </td>
      <td role="cell" className="fix meta">
        <ResourceDate at={resource.updatedAt} />
      </td>
      <td role="cell" className="fix m-hide mq-c-hide">
        {by && <Avatar person={by} size="s" />}
      </td>
      <td role="cell" className="act">
        <Menu
          label={t('places.actionsOn', { name: resource.name })}
          isOpen={isMenuOpen}
          onOpenChange={onMenu}
          trigger={<IconButton icon={Ellipsis} label={t('places.actionsOn', { name: resource.name })} />}
          items={actions.menuFor(resource)}
        />
      </td>
    </tr>
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
