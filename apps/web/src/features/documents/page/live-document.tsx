import { useEffect, useState } from 'react';
import { type Place, roleAtLeast } from '@maroquin/contracts';
import { useShortcut } from '../../../frame/index.js';
import { BreakGlassBanner, MarkingBanner } from '../../access/index.js';
import type { Collab } from '../../coediting/index.js';
import type { Review } from '../comments/use-review.js';
import { DocumentNavigation } from '../navigate/navigation.js';
import { SuggestionsOnlyNote } from '../suggestions/suggestions-only.js';
import type { HueBook } from '../writing/hues.js';
import { usePresent } from '../writing/presence.js';
import { DocumentBody } from './document-body.js';
import { DocumentPanel, type Panel, useDiscussionUnread } from './document-panel.js';
import { DocumentSave } from './document-save.js';
import { FocusCorner, useFocusMode } from './focus-mode.js';
import { DocumentHeader } from './document-header.js';

export interface LiveDocumentProps {
  place: Place;
  collab: Collab;
  me: { id: string; name: string };
  isVisitor: boolean;
  hues: HueBook;
  panel: Panel;
  review: Review | null;
  canWrite: boolean;
  /** While the history is shown, the text stays connected, with its own undo and caret. */
  isShown: boolean;
  onText: (read: () => string) => void;
  onHistory: (() => void) | null;
  /** Shows what was refused. */
  onRefused: () => void;
}

/** The document as it is now: header, text, and what stands beside it. */
export function LiveDocument(props: LiveDocumentProps) {
  const { place, collab, me, isVisitor, hues, panel, review, isShown, onHistory } = props;
  const { resource } = place;
  const navigation = useNavigation(resource.numberedTitles === true);
  const present = usePresent(collab.awareness, me.id, hues);
  const unread = useDiscussionUnread(resource.id, place.outside);
  const focus = useFocusMode(isShown);
  useShortcut('alt+shift+p', review !== null && isShown ? panel.toggleOutline : null);
  const shown = panel.shown({ review: review !== null, discussion: unread !== null, circuit: !isVisitor });
  const mayComment = (review !== null || unread !== null) && roleAtLeast(resource.role, 'commenter');
  const save = (
    <DocumentSave provider={collab.provider} mayComment={mayComment} onRefused={props.onRefused} />
  );
  return (
    <div className="mq-live" hidden={!isShown}>
      <MarkingBanner of={resource} />
      {!isVisitor && <BreakGlassBanner id={resource.id} />}
      <SuggestionsOnlyNote of={resource} />
      <DocumentHeader
        {...{ place, present, unread, review, panel, onHistory }}
        doc={collab.doc}
        save={focus.isOn ? null : save}
        navigation={review === null ? null : navigation}
        onFocus={focus.enter}
      />
      <FocusCorner focus={focus} save={save} />
      <div className={`mq-split mq-doc ${shown === null ? 'alone' : ''}`}>
        <div className="mq-doc-main">
          <DocumentBody
            {...{ place, collab, me, hues, review, navigation, isShown }}
            canWrite={props.canWrite}
            onText={props.onText}
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
  );
}

/** What finds its way in the text: titles, search. */
const useNavigation = (isNumbered: boolean): DocumentNavigation => {
  const [navigation] = useState(() => new DocumentNavigation());
  useEffect(() => navigation.numbered.set(isNumbered), [navigation, isNumbered]);
  return navigation;
};
