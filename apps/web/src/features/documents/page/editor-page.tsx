import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useParams } from 'react-router';
import { idSchema, roleAtLeast, type Place } from '@maroquin/contracts';
import { isApiError, serviceState, useMe, usePlace, usePlaceWatch } from '../../../api/index.js';
import { GonePage, NotFoundPage, useShortcut } from '../../../frame/index.js';
import { BreakGlassBanner, MarkingBanner, useRoleNotice } from '../../access/index.js';
import { type Collab, type SaveState, useCollab, useSaveState } from '../../coediting/index.js';
import { HistoryPage } from '../history/history-page.js';
import { useHistoryPlace } from '../history/use-history-place.js';
import { useT } from '../../../i18n/index.js';
import { Button, ErrorNote, Note, Skeleton } from '../../../ui/index.js';
import { DocumentHeader } from './document-header.js';
import { FocusCorner, useFocusMode } from './focus-mode.js';
import { useReview, type Review } from '../comments/use-review.js';
import { DocumentPanel, useDiscussionUnread, usePanel } from './document-panel.js';
import { HueBook } from '../writing/hues.js';
import { contentWatchOf } from '../writing/content-watch.js';
import { usePresent } from '../writing/presence.js';
import { DocumentNavigation } from '../navigate/navigation.js';
import { ProseEditor, type ProseEditorProps } from '../prose/prose-editor.js';
import { SuggestionsOnlyNote } from '../suggestions/suggestions-only.js';
import { RefusedDialog } from './refused-dialog.js';
import { DocumentSave } from './document-save.js';
import { TextNote } from '../text/text-note.js';
import { useCollabBanner } from './use-collab-banner.js';
import { useAside } from './use-aside.js';
import { useRightsOf } from './use-rights-of.js';
import './editor.css';

/** `/d/:documentId` */
export function EditorPage() {
  const { documentId } = useParams();
  const id = idSchema.safeParse(documentId);
  const [turn, setTurn] = useState(0);
  const restart = useRestart(() => setTurn((now) => now + 1));
  if (!id.success) return <NotFoundPage />;
  return <DocumentFor key={`${id.data} ${String(turn)}`} id={id.data} onRestart={restart} />;
}

/** Once at once; again and again only with a pause, should the server not know its own restore yet. */
const RESTART_PAUSE_MS = 3000;
const useRestart = (restart: () => void): (() => void) => {
  const last = useRef(0);
  const latest = useRef(restart);
  latest.current = restart;
  return useCallback(() => {
    const wait = Date.now() - last.current < RESTART_PAUSE_MS ? RESTART_PAUSE_MS : 0;
    last.current = Date.now() + wait;
    setTimeout(() => latest.current(), wait);
  }, []);
};

function DocumentFor({ id, onRestart }: { id: string; onRestart: () => void }) {
  const t = useT();
  const { person: me, visit } = useMe();
  const query = usePlace(id);
  const collab = useCollab(id, me.id, visit !== undefined);
  const isRefusal = isApiError(query.error) && query.error.status >= 400 && query.error.status < 500;
  if (isRefusal && query.data === undefined) return <NotFoundPage resourceId={id} />;
  if (query.data !== undefined && query.data.resource.kind !== 'document') return <NotFoundPage />;
  if (query.data === undefined || collab === null)
    return (
      <>
        <div className="mq-head" />
        <div className="mq-pad">
          {query.error ? <ErrorNote error={query.error} /> : <Skeleton label={t('editor.loading')} />}
        </div>
      </>
    );
  return <OpenDocument {...{ collab, me, onRestart }} place={query.data} isVisitor={visit !== undefined} />;
}

interface OpenDocumentProps {
  place: Place;
  collab: Collab;
  me: { id: string; name: string };
  isVisitor: boolean;
  /** Opens the document again, as the server has it. */
  onRestart: () => void;
}

const NO_ACCESS = new Set([4403, 4404]);

/** Of the connection, what the page itself shows or allows. */
const standingOf = ({ access, refused, ended }: SaveState) => ({ access, refused, ended });
type Standing = ReturnType<typeof standingOf>;

const isOpenTo = ({ access, refused, ended }: Standing, levels: readonly string[]): boolean =>
  levels.includes(access) && refused === undefined && ended === undefined;
/** The right is gone, and nothing of ours is left to save. */
const isGone = ({ ended, refused }: Standing, isVisitor: boolean): boolean =>
  ended !== undefined && refused === undefined && (NO_ACCESS.has(ended) || (isVisitor && ended === 4401));

function OpenDocument({ place, collab, me, isVisitor, onRestart }: OpenDocumentProps) {
  const t = useT();
  const { resource } = place;
  const state = useSaveState(collab.provider, standingOf);
  const [hues] = useState(() => new HueBook());
  const [navigation] = useState(() => new DocumentNavigation());
  const panel = usePanel();
  const past = useHistoryPlace();
  const [refusedSeen, setRefusedSeen] = useState(false);
  const read = useRef<() => string>(() => '');
  const onText = useCallback((next: () => string) => void (read.current = next), []);
  const present = usePresent(collab.awareness, me.id, hues);
  const unread = useDiscussionUnread(resource.id, place.outside);
  const mayLookBack = roleAtLeast(resource.role, 'editor');
  const isPast = past.isOpen && mayLookBack;
  const canWrite = isOpenTo(state, ['write']) && roleAtLeast(resource.role, 'editor');
  const canSuggest = isOpenTo(state, ['write', 'suggest']) && roleAtLeast(resource.role, 'suggester');
  const may = { write: canWrite, suggest: canSuggest };
  const review = useReview(place, collab, { onOpen: panel.openReview, hidden: isPast, may });
  usePlaceChanges(place);
  useEffect(
    () => navigation.numbered.set(resource.numberedTitles === true),
    [navigation, resource.numberedTitles],
  );
  useCollabBanner(collab);
  const aside = useAside(place, collab, onRestart);
  useRightsOf(collab);
  useRoleNotice(resource);
  useEffect(() => {
    if (state.ended === 4401) serviceState.sessionEnded();
  }, [state.ended]);
  useEffect(() => setRefusedSeen(false), [state.refused?.code]);
  useShortcut('alt+shift+h', mayLookBack ? (past.isOpen ? past.close : past.open) : null);
  useShortcut('alt+shift+p', review === null || isPast ? null : panel.toggleOutline);
  useFocusAfter(isPast);
  const focus = useFocusMode(!isPast);
  const mayComment = review !== null || unread !== null;
  const showRefused = useCallback(() => setRefusedSeen(false), []);
  const save = (
    <DocumentSave
      provider={collab.provider}
      mayComment={mayComment && roleAtLeast(resource.role, 'commenter')}
      onRefused={showRefused}
    />
  );
  const shown = panel.shown({ review: review !== null, discussion: unread !== null, circuit: !isVisitor });
  if (isGone(state, isVisitor))
    return (
      <GonePage resourceId={resource.id} title={t('editor.closed')}>
        {t('editor.closedHelp')}
      </GonePage>
    );
  return (
    <>
      {isPast && <HistoryPage resource={resource} place={past} hues={hues} />}
      {/* The text stays connected meanwhile, with its own undo and caret. */}
      <div className="mq-live" hidden={isPast}>
        <MarkingBanner of={resource} />
        {!isVisitor && <BreakGlassBanner id={resource.id} />}
        <SuggestionsOnlyNote of={resource} />
        <DocumentHeader
          place={place}
          doc={collab.doc}
          save={focus.isOn ? null : save}
          present={present}
          unread={unread}
          review={review}
          panel={panel}
          navigation={review === null ? null : navigation}
          onHistory={mayLookBack ? past.open : null}
          onFocus={focus.enter}
        />
        <FocusCorner focus={focus} save={save} />
        <div className={`mq-split mq-doc ${shown === null ? 'alone' : ''}`}>
          <div className="mq-doc-main">
            <DocumentBody
              {...{ place, collab, me, hues, canWrite, onText, review, navigation }}
              isShown={!isPast}
              onDiscussion={unread === null ? null : panel.openDiscussion}
            />
          </div>
          {shown !== null && (
            <DocumentPanel
              {...{ place, tab: shown, provider: collab.provider, review, panel, navigation, hues }}
            />
          )}
        </div>
      </div>
      {state.refused !== undefined && !refusedSeen && (
        <RefusedDialog
          refusal={state.refused}
          text={read.current()}
          onClose={() => setRefusedSeen(true)}
          onSave={isVisitor ? null : aside}
          onDiscard={() => void collab.provider.discard().then(onRestart)}
        />
      )}
    </>
  );
}

/** From the past one comes back to the text. */
const useFocusAfter = (isPast: boolean): void => {
  const was = useRef(isPast);
  useEffect(() => {
    if (was.current && !isPast)
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-region-start]')?.focus());
    was.current = isPast;
  }, [isPast]);
};

interface DocumentBodyProps {
  place: Place;
  collab: Collab;
  me: { id: string; name: string };
  hues: HueBook;
  /** Whether this person may change the text itself. */
  canWrite: boolean;
  onText: (read: () => string) => void;
  onDiscussion: (() => void) | null;
  review: Review | null;
  navigation: DocumentNavigation;
  isShown: boolean;
}
/** Prose or plain text, once something of it is here. */
function DocumentBody({
  place: { resource },
  collab,
  me,
  hues,
  canWrite,
  onText,
  onDiscussion,
  review,
  navigation,
  isShown,
}: DocumentBodyProps) {
  const t = useT();
  const { doc, awareness, provider } = collab;
  const link = useMemo(() => ({ doc, awareness, provider }), [doc, awareness, provider]);
  const isAwaited = useSaveState(provider, nothingIsHere);
  if (isAwaited && !hasContent(collab))
    return (
      <div className="mq-sheet">
        <Skeleton rows={5} label={t('editor.loading')} />
      </div>
    );
  const common = { documentId: resource.id, link, me, onText };
  if (review === null) return <TextNote {...common} canEdit={canWrite} />;
  const { comments, suggestions, modes, onComment } = review;
  const parts = {
    hues,
    onDiscussion,
    comments,
    suggestions,
    modes,
    onComment,
    canWrite,
    navigation,
    isShown,
  };
  return <KnownProse {...common} {...parts} />;
}

/** A newer page wrote something that this one does not know: it must not write here any more. */
function KnownProse(props: ProseEditorProps) {
  const t = useT();
  const watch = contentWatchOf(props.link.doc);
  if (useSyncExternalStore(watch.subscribe, watch.isKnown)) return <ProseEditor {...props} />;
  const reload = (
    <Button variant="primary" onPress={() => location.reload()}>
      {t('app.reload')}
    </Button>
  );
  return (
    <div className="mq-pad">
      <Note tone="warn" isAlert actions={reload}>
        <p>{t('editor.olderPage')}</p>
      </Note>
    </div>
  );
}

const nothingIsHere = ({ synced, pending, connected }: SaveState): boolean =>
  !synced && pending === 0 && !connected;

/** Before the first answer of the server an empty text would look like a lost one. */
const hasContent = ({ doc }: Collab): boolean => doc.share.size > 0 && doc.store.clients.size > 0;

/** Somebody renamed, moved or shared it. */
const usePlaceChanges = ({ resource, breadcrumb }: Place): void =>
  usePlaceWatch(breadcrumb.at(-1)?.id ?? resource.parentId ?? resource.id, resource.id);
