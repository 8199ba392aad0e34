import { useCallback, useEffect, useRef, useState } from 'react';
import { type Place, type ResourceView, roleAtLeast } from '@maroquin/contracts';
import { usePlaceWatch } from '../../../api/index.js';
import { GonePage, useShortcut } from '../../../frame/index.js';
import { useRoleNotice } from '../../access/index.js';
import type { Collab } from '../../coediting/index.js';
import { useT } from '../../../i18n/index.js';
import { useReview } from '../comments/use-review.js';
import { HistoryPage } from '../history/history-page.js';
import { useHistoryPlace } from '../history/use-history-place.js';
import { HueBook } from '../writing/hues.js';
import { usePanel } from './document-panel.js';
import { LiveDocument } from './live-document.js';
import { RefusedDialog } from './refused-dialog.js';
import { useAside } from './use-aside.js';
import { useCollabBanner } from './use-collab-banner.js';
import { useRightsOf } from './use-rights-of.js';
import { type Standing, useStanding } from './use-standing.js';

export interface OpenDocumentProps {
  place: Place;
  collab: Collab;
  me: { id: string; name: string };
  isVisitor: boolean;
  /** Opens the document again, as the server has it. */
  onRestart: () => void;
}

/** A document that is connected: its text, its history over it, and what was refused. */
export function OpenDocument({ place, collab, me, isVisitor, onRestart }: OpenDocumentProps) {
  const t = useT();
  const { resource } = place;
  const { may, refused, isGone } = useStanding(collab, resource, isVisitor);
  const [hues] = useState(() => new HueBook());
  const panel = usePanel();
  const past = usePast(resource);
  const review = useReview(place, collab, { onOpen: panel.openReview, hidden: past.isShown, may });
  const refusal = useRefusal(refused);
  const read = useRef<() => string>(() => '');
  const onText = useCallback((next: () => string) => void (read.current = next), []);
  usePlaceChanges(place);
  useCollabBanner(collab);
  const aside = useAside(place, collab, onRestart);
  useRightsOf(collab);
  useRoleNotice(resource);
  if (isGone)
    return (
      <GonePage resourceId={resource.id} title={t('editor.closed')}>
        {t('editor.closedHelp')}
      </GonePage>
    );
  return (
    <>
      {past.isShown && <HistoryPage resource={resource} place={past.place} hues={hues} />}
      <LiveDocument
        {...{ place, collab, me, isVisitor, hues, panel, review, onText }}
        canWrite={may.write}
        isShown={!past.isShown}
        onHistory={past.open}
        onRefused={refusal.show}
      />
      {refused !== undefined && refusal.isShown && (
        <RefusedDialog
          refusal={refused}
          text={read.current()}
          onClose={refusal.close}
          onSave={isVisitor ? null : aside}
          onDiscard={() => void collab.provider.discard().then(onRestart)}
        />
      )}
    </>
  );
}

/** The history, for those who may look back. */
const usePast = ({ role }: ResourceView) => {
  const place = useHistoryPlace();
  const mayLookBack = roleAtLeast(role, 'editor');
  const isShown = place.isOpen && mayLookBack;
  useShortcut('alt+shift+h', mayLookBack ? (place.isOpen ? place.close : place.open) : null);
  useFocusAfter(isShown);
  return { place, isShown, open: mayLookBack ? place.open : null };
};

/** From the past one comes back to the text. */
const useFocusAfter = (isPast: boolean): void => {
  const was = useRef(isPast);
  useEffect(() => {
    if (was.current && !isPast)
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-region-start]')?.focus());
    was.current = isPast;
  }, [isPast]);
};

/** The dialog about refused work: once closed it stays away until it is asked for, or something else is refused. */
const useRefusal = (refused: Standing['refused']) => {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => setSeen(false), [refused?.code]);
  const show = useCallback(() => setSeen(false), []);
  return { isShown: !isSeen, show, close: () => setSeen(true) };
};

/** Follows renames, moves and changes of rights. */
const usePlaceChanges = ({ resource, breadcrumb }: Place): void =>
  usePlaceWatch(breadcrumb.at(-1)?.id ?? resource.parentId ?? resource.id, resource.id);
