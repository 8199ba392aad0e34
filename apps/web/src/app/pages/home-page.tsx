import { Layers, LayoutTemplate, Plus } from 'lucide-react';
import { Suspense } from 'react';
import type { ResourceView } from '@maroquin/contracts';
import { Link, useNavigate } from 'react-router';
import { PageBody, PageHeader, resourceHref, templatesHref, usePrimaryAction } from '../../frame/index.js';
import { FirstRunNote } from '../../features/sign-in/index.js';
import { useFavourites, useMe, useRecent, useShared, useSpaces } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { useIsVisitor, VisitHome } from '../../features/access/index.js';
import { Avatar, Button, EmptyState, ErrorNote, Icon, Skeleton, Tile } from '../../ui/index.js';
import { ResourceDate, ResourceTable, useResourceActions } from '../../features/places/index.js';
import { Awaiting } from '../../features/notifications/index.js';
import { useNewDocumentAnywhere } from '../../features/documents/index.js';

const CARDS = 3;
const SPACES = 6;
const SHARED = 5;

/** What was written last among everything the person may see. A visitor by link sees what the link opens. */
export function HomePage() {
  return useIsVisitor() ? <VisitHome /> : <Home />;
}

function Home() {
  const t = useT();
  const me = useMe();
  const recent = useRecent();
  const actions = useResourceActions();
  const newDocument = useNewDocumentAnywhere();
  usePrimaryAction(t('places.newDocument'), newDocument);
  const rows = recent.data?.items ?? [];
  const firstName = me.person.name.split(' ')[0] ?? me.person.name;
  return (
    <>
      <PageHeader
        title={t('places.hello', { name: firstName })}
        documentTitle={t('places.home')}
        actions={newDocument && <HomeActions onNew={newDocument} />}
      />
      <PageBody>
        <FirstRunNote />
        {recent.isPending && <Skeleton rows={6} />}
        {recent.error && rows.length === 0 && <ErrorNote error={recent.error} />}
        {recent.isSuccess && rows.length === 0 && <NothingRecent onNew={newDocument} />}
        {rows.length > 0 && <Resume rows={rows.slice(0, CARDS)} />}
        <Suspense fallback={null}>
          <Awaiting />
        </Suspense>
        <Favourites />
        <SharedWithMe />
        <YourSpaces />
        {rows.length > CARDS && (
          <section aria-labelledby="recent">
            <div className="mq-sect">
              <h2 id="recent">{t('places.recent')}</h2>
            </div>
            <ResourceTable label={t('places.recent')} rows={rows.slice(CARDS)} actions={actions} />
          </section>
        )}
        {actions.dialogs}
      </PageBody>
    </>
  );
}

function HomeActions({ onNew }: { onNew: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  // Who has no space of its own begins in the space where it writes.
  const mayBegin = useMe().personalSpaceId !== null;
  return (
    <span className="mq-desk mq-row">
      {mayBegin && (
        <Button variant="ghost" icon={LayoutTemplate} onPress={() => void navigate(templatesHref())}>
          {t('template.from')}
        </Button>
      )}
      <Button variant="primary" icon={Plus} onPress={onNew}>
        {t('places.newDocument')}
      </Button>
    </span>
  );
}

function NothingRecent({ onNew }: { onNew: (() => void) | null }) {
  const t = useT();
  return (
    <EmptyState
      title={t('places.noRecent')}
      actions={
        onNew && (
          <Button icon={Plus} onPress={onNew}>
            {t('places.newDocument')}
          </Button>
        )
      }
    >
      {t('places.noRecentText')}
    </EmptyState>
  );
}

/** What I come back to often; the sidebar lists it too, but not on a phone. */
function Favourites() {
  const t = useT();
  const rows = useFavourites();
  const actions = useResourceActions();
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="favourites">
      <div className="mq-sect">
        <h2 id="favourites">{t('places.favourites')}</h2>
      </div>
      <ResourceTable label={t('places.favourites')} rows={rows} actions={actions} />
      {actions.dialogs}
    </section>
  );
}

/** What colleagues opened to me last; the whole list has a page of its own. */
function SharedWithMe() {
  const t = useT();
  const rows = useShared().data?.pages[0]?.items ?? [];
  const actions = useResourceActions();
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="shared">
      <div className="mq-sect">
        <h2 id="shared">{t('places.sharedWithMe')}</h2>
        {rows.length > SHARED && <Link to="/partages">{t('places.allShared')}</Link>}
      </div>
      <ResourceTable label={t('places.sharedWithMe')} rows={rows.slice(0, SHARED)} actions={actions} />
      {actions.dialogs}
    </section>
  );
}

/** The spaces, where there are any; the sidebar lists them too, but not on a phone. */
function YourSpaces() {
  const t = useT();
  const shared = useSpaces().data?.items.filter((space) => !space.personal) ?? [];
  if (shared.length === 0) return null;
  return (
    <section aria-labelledby="spaces">
      <div className="mq-sect">
        <h2 id="spaces">{t('places.yourSpaces')}</h2>
      </div>
      <ul className="mq-cards spaces">
        {shared.slice(0, SPACES).map((space) => (
          <li className="mq-card" key={space.id}>
            <Tile>
              <Icon of={Layers} />
            </Tile>
            <Link to={resourceHref(space)}>{space.name}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Resume({ rows }: { rows: readonly ResourceView[] }) {
  const t = useT();
  return (
    <section aria-labelledby="resume">
      <div className="mq-sect">
        <h2 id="resume">{t('places.resume')}</h2>
      </div>
      <ul className="mq-cards">
        {rows.map((row) => (
          <li className="mq-card" key={row.id}>
            <span className={`mq-page ${row.documentKind === 'text' ? 'note' : ''}`} aria-hidden="true">
              <i />
              <i />
              <i />
              <i />
              <i />
              <i />
            </span>
            <Link to={resourceHref(row)}>{row.name}</Link>
            <span className="mq-live">
              {row.updatedBy && <Avatar person={row.updatedBy} size="s" />}
              <ResourceDate at={row.updatedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
