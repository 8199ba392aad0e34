import { useMemo, useSyncExternalStore } from 'react';
import type { Place } from '@maroquin/contracts';
import { type Collab, type SaveState, useSaveState } from '../../coediting/index.js';
import { useT } from '../../../i18n/index.js';
import { Button, Note, Skeleton } from '../../../ui/index.js';
import type { Review } from '../comments/use-review.js';
import type { DocumentNavigation } from '../navigate/navigation.js';
import { ProseEditor, type ProseEditorProps } from '../prose/prose-editor.js';
import { TextNote } from '../text/text-note.js';
import { contentWatchOf } from '../writing/content-watch.js';
import type { HueBook } from '../writing/hues.js';

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
export function DocumentBody({
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
