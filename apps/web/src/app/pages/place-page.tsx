import { FileText, Folder, MessagesSquare, UserPlus } from 'lucide-react';
import { Suspense, useState } from 'react';
import { FilesView } from '../../features/files/index.js';
import { DiscussionsView } from '../../features/messaging/index.js';
import { Link, useLocation, useNavigate } from 'react-router';
import { type MessageKey, useT } from '../../i18n/index.js';
import { roleAtLeast, type ResourceView } from '@maroquin/contracts';
import {
  DrawerButton,
  idsOf,
  NotFoundPage,
  type OpenPlace,
  PageHeader,
  PageTitle,
  parsePlacePath,
  PlaceActionsSlot,
  placeHref,
  type PlacePath,
  type PlaceViewName,
  placeViews,
  useShortcut,
} from '../../frame/index.js';
import {
  isApiError,
  unreadIn,
  useConversationItems,
  useMe,
  usePlace,
  usePlaceWatch,
  useRestoreResource,
} from '../../api/index.js';
import { BreakGlassBanner, RestrictedMark, ShareButton, useRoleNotice } from '../../features/access/index.js';
import {
  Button,
  EmptyState,
  ErrorNote,
  Icon,
  Menu,
  Skeleton,
  UnreadBadge,
  useIsPhone,
} from '../../ui/index.js';
import { DocumentsView } from '../../features/documents/index.js';
import { useResourceActions } from '../../features/places/index.js';

/** A space or folder: one place, three ways to look at it. Switching keeps the place, its header and its members. */
export function PlacePage() {
  const { pathname } = useLocation();
  const path = parsePlacePath(pathname);
  const id = path?.ids.at(-1);
  return path && id ? <PlaceFor key={id} id={id} path={path} /> : <NotFoundPage />;
}

function PlaceFor({ id, path }: { id: string; path: PlacePath }) {
  const query = usePlace(id);
  usePlaceWatch(id);
  if (isApiError(query.error) && query.error.status < 500 && query.error.status !== 0)
    return <NotFoundPage resourceId={id} />;
  if (query.data && !['space', 'folder'].includes(query.data.resource.kind)) return <NotFoundPage />;
  if (!query.data)
    return (
      <>
        <div className="mq-head" />
        <div className="mq-pad">{query.error ? <ErrorNote error={query.error} /> : <Skeleton />}</div>
      </>
    );
  if (query.data.resource.trashedAt) return <TrashedPlace resource={query.data.resource} />;
  return <OpenedPlace place={{ ...query.data, ...path, ids: idsOf(query.data) }} />;
}

function TrashedPlace({ resource }: { resource: ResourceView }) {
  const t = useT();
  const restore = useRestoreResource();
  return (
    <>
      <PageTitle>{resource.name}</PageTitle>
      <div className="mq-head">
        <DrawerButton />
      </div>
      {restore.error && <ErrorNote error={restore.error} />}
      <EmptyState
        level="h1"
        title={t('places.isTrashed', { name: resource.name })}
        actions={
          <Button variant="primary" isPending={restore.isPending} onPress={() => restore.mutate(resource.id)}>
            {t('places.restore')}
          </Button>
        }
      >
        {t('places.isTrashedText')}
      </EmptyState>
    </>
  );
}

function OpenedPlace({ place }: { place: OpenPlace }) {
  useRoleNotice(place.resource);
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  return (
    <PlaceActionsSlot value={slot}>
      <PlaceHeader place={place} />
      <PlaceTabs place={place} slotRef={setSlot} />
      <Suspense fallback={<div className="mq-pad" />}>
        {place.view === 'documents' && <DocumentsView place={place} />}
        {place.view === 'fichiers' && <FilesView place={place} />}
        {place.view === 'discussions' && <DiscussionsView place={place} />}
      </Suspense>
    </PlaceActionsSlot>
  );
}

function PlaceHeader({ place: { resource, breadcrumb, ids, view } }: { place: OpenPlace }) {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const actions = useResourceActions();
  const isPhone = useIsPhone();
  const nameOf = (id: string, name: string) => (id === me.personalSpaceId ? t('places.mine') : name);
  const title = nameOf(resource.id, resource.name);
  const leave = async () => {
    const up = ids.slice(0, -1);
    if (await actions.trash(resource)) await navigate(up.length > 0 ? placeHref(up, view) : '/espaces');
  };
  const items = actions
    .menuFor(resource)
    .filter((item) => item.id !== 'share')
    .map((item) =>
      // Suppr belongs to the rows of the list.
      item.id === 'trash' ? { ...item, keys: undefined, onAction: () => void leave() } : item,
    );
  useShortcut('f2', items.find(({ id }) => id === 'rename')?.onAction ?? null);
  return (
    <>
      <PageHeader
        title={title}
        documentTitle={`${title}, ${t(tabs[view].key).toLocaleLowerCase(t.locale)}`}
        crumbs={breadcrumb.map((crumb, index) => ({
          name: nameOf(crumb.id, crumb.name),
          to: placeHref(ids.slice(0, index + 1), view),
        }))}
        labels={
          <>
            <RestrictedMark of={resource} isLabelled={!isPhone} />
            {!roleAtLeast(resource.role, 'editor') && (
              <span className="mq-tag">{t(roleLabel(resource.role))}</span>
            )}
          </>
        }
        actions={
          <>
            <ShareButton resource={resource} icon={UserPlus} />
            {items.length > 0 && <Menu label={t('places.placeMenu', { name: title })} items={items} />}
          </>
        }
      />
      <BreakGlassBanner id={resource.id} />
      {actions.dialogs}
    </>
  );
}

const roleLabel = (role: string): MessageKey =>
  role === 'commenter' || role === 'suggester' ? `places.role.${role}` : 'places.role.reader';

const tabs = {
  documents: { icon: FileText, key: 'places.documents' },
  fichiers: { icon: Folder, key: 'places.files' },
  discussions: { icon: MessagesSquare, key: 'places.discussions' },
} as const satisfies Record<PlaceViewName, { icon: typeof FileText; key: MessageKey }>;

function PlaceTabs({ place, slotRef }: { place: OpenPlace; slotRef: (element: HTMLElement | null) => void }) {
  const t = useT();
  const navigate = useNavigate();
  const { id } = place.resource;
  const unread = unreadIn(
    useConversationItems().filter(({ space, parentId }) => space?.id === id || parentId === id),
  );
  const go = (view: PlaceViewName) => void navigate(placeHref(place.ids, view));
  useShortcut('alt+1', () => go('documents'));
  useShortcut('alt+2', () => go('fichiers'));
  useShortcut('alt+3', () => go('discussions'));
  return (
    <div className="mq-views">
      <nav aria-label={t('places.views', { name: place.resource.name })}>
        <ul>
          {placeViews.map((view) => (
            <li key={view}>
              <Link to={placeHref(place.ids, view)} aria-current={view === place.view ? 'page' : undefined}>
                <Icon of={tabs[view].icon} />
                {t(tabs[view].key)}
                {view === 'discussions' && <UnreadBadge count={unread} />}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <span className="mq-grow" />
      <div className="acts" ref={slotRef} />
    </div>
  );
}
