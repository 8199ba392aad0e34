import {
  ArrowDownUp,
  Check,
  FilePlus2,
  FileUp,
  FolderPlus,
  LayoutTemplate,
  Plus,
  StickyNote,
} from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { importEndings, roleAtLeast, type ResourceView } from '@maroquin/contracts';
import { type OpenPlace, PlaceActions, templatesHref, usePrimaryAction } from '../../../frame/index.js';
import {
  Button,
  EmptyState,
  ErrorNote,
  FilterField,
  fold,
  IconButton,
  LinkButton,
  Menu,
  NameDialog,
  NO_SIDEBAR,
  Skeleton,
  useMedia,
} from '../../../ui/index.js';
import { type Sort, useBelow, useChildren, useCreateFolder } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { DropFiles } from './drop-files.js';
import { ImportDialog } from './import-dialog.js';
import { useImports } from './use-imports.js';
import { ResourceTable, useResourceActions } from '../../places/index.js';
import { useNewDocument } from './use-new-document.js';

/** Beyond this many rows a filter no longer loads the pages that are not shown yet. */
const FILTER_ROWS = 2000;

export function DocumentsView({ place }: { place: OpenPlace }) {
  const { resource } = place;
  const canCreate = roleAtLeast(resource.role, 'editor');
  const imports = useImports(resource.id);
  return (
    <DropFiles isEnabled={canCreate} onFiles={imports.add}>
      {canCreate && <CreateActions place={place} onFiles={imports.add} />}
      <div className="mq-scroll">
        <div className="mq-pad">
          <DocumentList place={place} canCreate={canCreate} onFiles={imports.add} />
        </div>
      </div>
      <ImportDialog imports={imports} />
    </DropFiles>
  );
}

/** Opens the file chooser of the browser for documents. */
function useChooseFiles(onFiles: (files: readonly File[]) => void) {
  const input = useRef<HTMLInputElement>(null);
  const element = (
    <input
      ref={input}
      type="file"
      hidden
      multiple
      accept={importEndings.map((ending) => `.${ending}`).join(',')}
      onChange={(event) => {
        onFiles([...(event.target.files ?? [])]);
        event.target.value = '';
      }}
    />
  );
  return { choose: () => input.current?.click(), element };
}

/** What one makes here beside a document. */
function useOtherActions(parentId: string, nameFolder: () => void) {
  const t = useT();
  const navigate = useNavigate();
  const create = useNewDocument();
  return [
    {
      id: 'template',
      icon: LayoutTemplate,
      label: t('template.from'),
      onAction: () => void navigate(templatesHref(parentId)),
    },
    {
      id: 'note',
      icon: StickyNote,
      label: t('places.newNote'),
      onAction: () => void create({ kind: 'text', parentId }),
    },
    { id: 'folder', icon: FolderPlus, label: t('places.newFolder'), onAction: nameFolder },
  ];
}

function CreateActions({ place, onFiles }: { place: OpenPlace; onFiles: (files: readonly File[]) => void }) {
  const t = useT();
  const parentId = place.resource.id;
  const create = useNewDocument();
  const { mutateAsync: createFolder } = useCreateFolder();
  const [naming, setNaming] = useState(false);
  const isNarrow = useMedia(NO_SIDEBAR);
  const files = useChooseFiles(onFiles);
  const newDocument = () => void create({ kind: 'prose', parentId });
  const others = useOtherActions(parentId, () => setNaming(true));
  const importWord = { id: 'import', icon: FileUp, label: t('places.importWord'), onAction: files.choose };
  usePrimaryAction(t('places.newDocument'), newDocument, [...others, importWord]);
  return (
    <>
      <PlaceActions>
        <Menu
          label={t('places.other')}
          trigger={<IconButton icon={FilePlus2} label={t('places.other')} />}
          items={isNarrow ? [...others, importWord] : others}
        />
        {!isNarrow && (
          <Button variant="ghost" icon={FileUp} onPress={files.choose}>
            {t('places.import')}
          </Button>
        )}
        <Button variant="primary" icon={Plus} onPress={newDocument}>
          {t('places.newDocument')}
        </Button>
      </PlaceActions>
      {files.element}
      {naming && (
        <NameDialog
          title={t('places.newFolder')}
          label={t('places.folderName')}
          submit={t('places.create')}
          onClose={() => setNaming(false)}
          onSubmit={(name) => createFolder({ name, parentId })}
        />
      )}
    </>
  );
}

/** Folders stand first, in either order. */
const foldersFirst = (rows: readonly ResourceView[]): ResourceView[] => [
  ...rows.filter((row) => row.kind === 'folder'),
  ...rows.filter((row) => row.kind !== 'folder'),
];

/** What is filtered is all of it: the pages that are missing come one after the other. */
function useRowsToFilter(list: ReturnType<typeof useChildren>, isFiltering: boolean): void {
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list;
  const mustLoadMore = isFiltering && hasNextPage && !isFetchingNextPage;
  useEffect(() => {
    if (mustLoadMore) void fetchNextPage();
  }, [mustLoadMore, fetchNextPage]);
}

/** The folder in which a row stands, where it is not the place itself. */
const folderNames = (rows: readonly ResourceView[]): ((row: ResourceView) => string | undefined) => {
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return ({ parentId }) => (parentId === null ? undefined : names.get(parentId));
};

interface DocumentListProps {
  place: OpenPlace;
  canCreate: boolean;
  onFiles: (files: readonly File[]) => void;
}
function DocumentList({ place, canCreate, onFiles }: DocumentListProps) {
  const t = useT();
  const [sort, setSort] = useState<Sort>('updated');
  const [filter, setFilter] = useState('');
  const wanted = fold(useDeferredValue(filter));
  const actions = useResourceActions();
  const list = useChildren(place.resource.id, ['folder', 'document'], sort);
  const all = foldersFirst(list.data?.pages.flatMap((page) => page.items) ?? []);
  const below = useBelow(place.resource.id, wanted !== '').data ?? [];
  const matching = [...all, ...below].filter((row) => fold(row.name).includes(wanted));
  const rows = wanted ? matching : all;
  useRowsToFilter(list, wanted !== '' && all.length < FILTER_ROWS);

  if (list.isPending) return <Skeleton rows={6} />;
  if (list.error && all.length === 0) return <ErrorNote error={list.error} />;
  if (all.length === 0) return <NoDocuments place={place} canCreate={canCreate} onFiles={onFiles} />;
  return (
    <section aria-labelledby="all-documents">
      <div className="mq-sect">
        <h2 id="all-documents">{t('places.allDocuments')}</h2>
        <span className="mq-mob">
          <SortMenu value={sort} onChange={setSort} />
        </span>
        <FilterField label={t('places.filter')} value={filter} onChange={setFilter} />
      </div>
      {rows.length > 0 ? (
        <ResourceTable
          label={t('places.allDocuments')}
          rows={rows}
          actions={actions}
          {...(wanted ? { placeOf: folderNames([...all, ...below]) } : { ancestors: place.ids })}
          sort={{ value: sort, onChange: setSort }}
        />
      ) : (
        <EmptyState
          title={t('places.filterNone', { filter: filter.trim() })}
          actions={<Button onPress={() => setFilter('')}>{t('places.clearFilter')}</Button>}
        />
      )}
      {list.hasNextPage && (
        <div className="mq-more">
          <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>
            {t('places.showMore')}
          </Button>
        </div>
      )}
      {actions.dialogs}
    </section>
  );
}

/** On a phone the list has no heads to sort by. */
function SortMenu({ value, onChange }: { value: Sort; onChange: (sort: Sort) => void }) {
  const t = useT();
  const item = (id: Sort, label: string) => ({
    id,
    label,
    icon: value === id ? Check : undefined,
    onAction: () => onChange(id),
  });
  return (
    <Menu
      label={t('places.sort')}
      trigger={<IconButton icon={ArrowDownUp} label={t('places.sort')} />}
      items={[item('updated', t('places.sortUpdated')), item('name', t('places.sortName'))]}
    />
  );
}

function NoDocuments({ place, canCreate, onFiles }: DocumentListProps) {
  const t = useT();
  const create = useNewDocument();
  const files = useChooseFiles(onFiles);
  if (!canCreate) return <EmptyState title={t('places.empty')}>{t('places.emptyRead')}</EmptyState>;
  return (
    <EmptyState
      title={t('places.empty')}
      actions={
        <>
          <Button icon={Plus} onPress={() => void create({ kind: 'prose', parentId: place.resource.id })}>
            {t('places.newDocument')}
          </Button>
          <LinkButton to={templatesHref(place.resource.id)}>{t('template.from')}</LinkButton>
          <Button icon={FileUp} onPress={files.choose}>
            {t('places.importWord')}
          </Button>
          {files.element}
        </>
      }
    >
      {t('places.emptyText')}
    </EmptyState>
  );
}
