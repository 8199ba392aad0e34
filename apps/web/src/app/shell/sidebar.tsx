import {
  BookOpenCheck,
  CalendarX2,
  ChevronDown,
  ChevronRight,
  ClipboardCheck,
  File,
  FileText,
  Folder,
  Hammer,
  Hand,
  Hash,
  Inbox,
  KeyRound,
  Layers,
  Link2,
  Plus,
  ScanEye,
  ScrollText,
  Trash2,
  Users,
  UsersRound,
  X,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Link, useLocation } from 'react-router';
import type { ResourceView } from '@maroquin/contracts';
import {
  useCapability,
  useChildren,
  unreadIn,
  useConversationItems,
  useFavourites,
  useMe,
  useSpaces,
} from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { PlaceStorage } from '../../features/files/index.js';
import { CreateSpaceDialog } from '../../features/places/index.js';
import { parsePlacePath, placeHref, type PlaceViewName, resourceHref } from '../../frame/index.js';
import { useMyRequests, useReviews } from '../../features/access/index.js';
import { Icon, IconButton, UnreadBadge } from '../../ui/index.js';

export function Sidebar() {
  const t = useT();
  return (
    <aside className="mq-side" aria-label={t('app.sidebar')} data-region="sidebar" tabIndex={-1}>
      <SidebarContent />
    </aside>
  );
}

/** The same, over the page, where there is no room beside it. */
export function SidebarDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useT();
  return (
    <ModalOverlay
      className="mq-drawer-scrim"
      isDismissable
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="mq-drawer">
        <Dialog>
          <div className="top">
            <Heading slot="title" level={2}>
              {t('app.sidebar')}
            </Heading>
            <IconButton icon={X} label={t('ui.close')} onPress={onClose} />
          </div>
          <div className="mq-side">
            <SidebarContent />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function SidebarContent() {
  const t = useT();
  const me = useMe();
  const canCreate = useCapability('space.create');
  const [creating, setCreating] = useState(false);
  const spaces = useSpaces();
  const shared = spaces.data?.items.filter((space) => !space.personal) ?? [];
  return (
    <>
      <Favourites />
      <div>
        <h2>
          {t('app.spaces')}
          {canCreate && (
            <IconButton icon={Plus} size="s" label={t('app.createSpace')} onPress={() => setCreating(true)} />
          )}
        </h2>
        <ul>
          {shared.map((space) => (
            <SpaceItem key={space.id} space={space} />
          ))}
        </ul>
        {spaces.isSuccess && shared.length === 0 && <p className="none">{t('app.noSpaces')}</p>}
      </div>
      <div>
        <h2>{t('app.mine')}</h2>
        <ul>
          {me.personalSpaceId !== null && (
            <SideLink
              to={placeHref([me.personalSpaceId], 'documents')}
              icon={BookOpenCheck}
              label={t('app.myDocuments')}
            />
          )}
          <SideLink to="/partages" icon={Inbox} label={t('places.sharedWithMe')} />
          <SideLink to="/corbeille" icon={Trash2} label={t('app.trash')} />
        </ul>
      </div>
      <Waiting />
      <Administration />
      <PlaceStorage />
      <p className="foot">
        <Link to="/accessibilite">{t('accessibility.link')}</Link>
      </p>
      <CreateSpaceDialog isOpen={creating} onClose={() => setCreating(false)} />
    </>
  );
}

const FAVOURITE_ICONS: Readonly<Record<ResourceView['kind'], LucideIcon>> = {
  ...{ document: FileText, file: File, folder: Folder, space: Layers, channel: Hash },
};

/** What one comes back to often; absent until there is one. */
function Favourites() {
  const t = useT();
  const favourites = useFavourites();
  if (favourites.length === 0) return null;
  return (
    <div>
      <h2>{t('places.favourites')}</h2>
      <ul>
        {favourites.map((one) => (
          <SideLink key={one.id} to={resourceHref(one)} icon={FAVOURITE_ICONS[one.kind]} label={one.name} />
        ))}
      </ul>
    </div>
  );
}

/** For administrators of the organisation, and auditors of its rights. */
function Administration() {
  const t = useT();
  const isAdmin = useCapability('people.manage');
  const isAuditor = useCapability('access.audit');
  const readsAudit = useCapability('audit.read');
  const keepsKeys = useCapability('keys.keep');
  const mayAsk = useCapability('break-glass.ask');
  const mayEnd = useCapability('organisation.end');
  const seesBreakGlass = mayAsk || keepsKeys || readsAudit;
  if (!isAdmin && !isAuditor && !seesBreakGlass) return null;
  return (
    <div>
      <h2>{t('app.administration')}</h2>
      <ul>
        {isAdmin && <SideLink to="/personnes" icon={Users} label={t('app.people')} />}
        {isAdmin && <SideLink to="/equipes" icon={UsersRound} label={t('teams.title')} />}
        {isAdmin && <SideLink to="/liens" icon={Link2} label={t('links.title')} />}
        {isAuditor && <SideLink to="/droits" icon={ScanEye} label={t('rights.title')} />}
        {isAuditor && <SideLink to="/revues" icon={ClipboardCheck} label={t('reviews.title')} />}
        {readsAudit && <SideLink to="/audit" icon={ScrollText} label={t('audit.title')} />}
        {keepsKeys && <SideLink to="/cles" icon={KeyRound} label={t('keys.title')} />}
        {mayEnd && !isAdmin && <SideLink to="/fin" icon={CalendarX2} label={t('ending.title')} />}
        {seesBreakGlass && <SideLink to="/bris-de-glace" icon={Hammer} label={t('breakGlass.title')} />}
      </ul>
    </div>
  );
}

/** What waits for an answer or a decision; absent where nothing does. */
function Waiting() {
  const t = useT();
  const count = useMyRequests().rows.length;
  const reviews = useReviews().rows.filter(({ mayDecide, counts }) => mayDecide && counts.open > 0);
  if (count + reviews.length === 0) return null;
  return (
    <div>
      <h2>{t('requests.waiting')}</h2>
      <ul>
        {count > 0 && <SideLink to="/demandes" icon={Hand} label={t('requests.count', { count })} />}
        {reviews.length > 0 && (
          <SideLink
            to="/revues"
            icon={ClipboardCheck}
            label={t('reviews.count', { count: reviews.length })}
          />
        )}
      </ul>
    </div>
  );
}

function SideLink({ to, icon, label }: { to: string; icon: LucideIcon; label: string }) {
  const { pathname } = useLocation();
  return (
    <li>
      <Link className="it" to={to} aria-current={pathname === to ? 'page' : undefined}>
        <Icon of={icon} />
        <span className="mq-grow mq-cut">{label}</span>
      </Link>
    </li>
  );
}

function SpaceItem({ space }: { space: ResourceView }) {
  const t = useT();
  const { pathname } = useLocation();
  const here = parsePlacePath(pathname);
  const isOpenPlace = here?.ids[0] === space.id;
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const isUnfolded = unfolded ?? isOpenPlace;
  const view = here?.view ?? 'documents';
  const unread = unreadIn(useConversationItems().filter((one) => one.space?.id === space.id));
  return (
    <li>
      <div className="sp-row">
        <IconButton
          icon={isUnfolded ? ChevronDown : ChevronRight}
          size="s"
          label={t(isUnfolded ? 'app.fold' : 'app.unfold', { name: space.name })}
          aria-expanded={isUnfolded}
          onPress={() => setUnfolded(!isUnfolded)}
        />
        <Link
          className={`it ${unread > 0 ? 'un' : ''}`}
          to={placeHref([space.id], view)}
          aria-current={isOpenPlace && here.ids.length === 1 ? 'page' : undefined}
        >
          <span className="mq-grow mq-cut">{space.name}</span>
          <UnreadBadge count={unread} />
        </Link>
      </div>
      {isUnfolded && <Folders parents={[space.id]} view={view} openIds={here?.ids ?? []} />}
    </li>
  );
}

interface FoldersProps {
  parents: readonly string[];
  view: PlaceViewName;
  openIds: readonly string[];
}
/** The folders of a place; the open one shows its own below it. */
function Folders({ parents, view, openIds }: FoldersProps) {
  const parentId = parents.at(-1) ?? '';
  const children = useChildren(parentId, ['folder']);
  const folders = children.data?.pages.flatMap((page) => page.items) ?? [];
  if (folders.length === 0) return null;
  return (
    <ul className="sub">
      {folders.map((folder) => (
        <li key={folder.id}>
          <Link
            className="it"
            to={placeHref([...parents, folder.id], view)}
            aria-current={openIds.at(-1) === folder.id ? 'page' : undefined}
          >
            <Icon of={Folder} />
            <span className="mq-grow mq-cut">{folder.name}</span>
          </Link>
          {openIds.includes(folder.id) && (
            <Folders parents={[...parents, folder.id]} view={view} openIds={openIds} />
          )}
        </li>
      ))}
    </ul>
  );
}
