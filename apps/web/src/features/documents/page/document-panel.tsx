import { X } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { discussionSchema, type Place } from '@maroquin/contracts';
import { request, useMe, usePlaceWatch } from '../../../api/index.js';
import type { Collab } from '../../coediting/index.js';
import { ConversationPanel, useChannel, useChannels, useLiveCounts } from '../../messaging/index.js';
import { useT } from '../../../i18n/index.js';
import type { CircuitDraft } from '../circuit/circuit-draft.js';
import { CircuitPanel } from '../circuit/circuit-panel.js';
import { ReviewPanel } from '../comments/review-panel.js';
import type { DocumentNavigation } from '../navigate/navigation.js';
import { OutlinePanel } from '../navigate/outline-panel.js';
import { type Review, untilShown } from '../comments/use-review.js';
import type { HueBook } from '../writing/hues.js';
import { ErrorNote, IconButton, Skeleton, useIsPhone } from '../../../ui/index.js';

/**
 * Messages beside this document that are not read; the discussion is only made when it is first opened. null: it is
 * internal, and this person is a guest or came by a link.
 */
export const useDiscussionUnread = (documentId: string, isOutside: boolean): number | null => {
  // A discussion that a colleague creates while the document is open must appear too.
  usePlaceWatch(documentId);
  const channels = useChannels(documentId).data?.items ?? none;
  useLiveCounts(channels, useMe().person.id);
  if (isOutside && channels.length === 0) return null;
  return channels.reduce((sum, channel) => sum + Math.max(0, channel.lastSeq - channel.readSeq), 0);
};
const none: never[] = [];

type Tab = 'review' | 'discussion' | 'outline' | 'circuit';
const TITLES = {
  review: 'comment.panel',
  discussion: 'editor.discussion',
  outline: 'outline.title',
  circuit: 'circuit.panel',
} as const;

/** What stands beside the text; one thing at a time. */
export interface Panel {
  readonly tab: Tab | null;
  readonly openReview: () => void;
  readonly openDiscussion: () => void;
  readonly toggleReview: () => void;
  readonly toggleDiscussion: () => void;
  readonly toggleOutline: () => void;
  readonly toggleCircuit: () => void;
  readonly close: () => void;
  /** A circuit that was being started when the text changed. */
  readonly draft: CircuitDraft | null;
  readonly setDraft: (draft: CircuitDraft | null) => void;
  /** What is shown of it, where a document may be without comments, or a person without its discussion or circuit. */
  readonly shown: (has: Readonly<Record<'review' | 'discussion' | 'circuit', boolean>>) => Tab | null;
}

/** A link from the home page or the activity leads to the circuit, wherever it is followed: once, as the address says it. */
const useAskedCircuit = (open: () => void): void => {
  const [query, setQuery] = useSearchParams();
  const isAsked = query.has(ASKED);
  useEffect(() => {
    if (!isAsked) return;
    open();
    const rest = new URLSearchParams(query);
    rest.delete(ASKED);
    setQuery(rest, { replace: true });
  }, [isAsked, open, query, setQuery]);
};
const ASKED = 'circuit';

export const usePanel = (): Panel => {
  const [tab, setTab] = useState<Tab | null>(null);
  const [draft, setDraft] = useState<CircuitDraft | null>(null);
  useAskedCircuit(useCallback(() => setTab('circuit'), []));
  const close = useCallback(() => {
    const opener = document.querySelector<HTMLElement>('[data-opens-panel="open"]');
    setTab(null);
    // The focus goes back to what opened it.
    requestAnimationFrame(() => opener?.focus());
  }, []);
  const acts = useMemo(() => {
    const toggle = (wanted: Tab) => () => setTab((now) => (now === wanted ? null : wanted));
    return {
      openReview: () => setTab('review'),
      openDiscussion: () => setTab('discussion'),
      toggleReview: toggle('review'),
      toggleDiscussion: toggle('discussion'),
      toggleOutline: toggle('outline'),
      toggleCircuit: toggle('circuit'),
    };
  }, []);
  const shown: Panel['shown'] = ({ review, discussion, circuit }) => {
    // A plain text has neither comments nor titles.
    const has = { review, outline: review, discussion, circuit };
    return tab !== null && has[tab] ? tab : null;
  };
  return { tab, close, shown, draft, setDraft, ...acts };
};

interface DocumentPanelProps {
  place: Place;
  tab: Tab;
  provider: Collab['provider'];
  review: Review | null;
  panel: Panel;
  navigation: DocumentNavigation;
  hues: HueBook;
}

/** Comments, discussion, titles or circuit beside the document. On a phone they cover the page. */
export function DocumentPanel(props: DocumentPanelProps) {
  const { place, tab, provider, review, panel, navigation, hues } = props;
  const t = useT();
  const documentId = place.resource.id;
  const aside = useRef<HTMLElement>(null);
  const isPhone = useIsPhone();
  const whenLive = useCallback(() => untilShown(provider), [provider]);
  useEffect(() => {
    // Whoever begins a comment is already where it is written.
    if (aside.current?.contains(document.activeElement) !== true) aside.current?.focus();
  }, [tab]);
  return (
    <aside
      ref={aside}
      className="mq-panel"
      aria-labelledby="document-panel"
      data-region="panel"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) panel.close();
      }}
    >
      <header className="mq-panel-head">
        <h2 id="document-panel">{t(TITLES[tab])}</h2>
        <IconButton icon={X} size="s" label={t('editor.closePanel')} onPress={panel.close} />
      </header>
      {tab === 'review' && review !== null && (
        <ReviewPanel documentId={documentId} review={review} hues={hues} />
      )}
      {tab === 'outline' && <OutlinePanel navigation={navigation} onClose={panel.close} />}
      {tab === 'circuit' && (
        <CircuitPanel
          {...{ place, whenLive, draft: panel.draft }}
          onDraft={(draft) => {
            panel.setDraft(draft);
            // It covers the text that is to be read again.
            if (draft !== null && isPhone) panel.close();
          }}
        />
      )}
      {tab === 'discussion' && <Discussion documentId={documentId} />}
    </aside>
  );
}

/** Made where there is none yet. */
function Discussion({ documentId }: { documentId: string }) {
  const t = useT();
  const made = useQuery({
    queryKey: ['document', documentId, 'discussion'],
    queryFn: () => request('POST', `/documents/${documentId}/discussion`, { schema: discussionSchema }),
    staleTime: Infinity,
  });
  const channelId = made.data?.channelId;
  if (channelId !== undefined) return <Beside channelId={channelId} />;
  return (
    <div className="mq-pad">
      {made.error ? (
        <ErrorNote error={made.error} />
      ) : (
        <Skeleton rows={3} label={t('editor.discussionLoading')} />
      )}
    </div>
  );
}

function Beside({ channelId }: { channelId: string }) {
  const t = useT();
  const { data, error } = useChannel(channelId);
  if (data === undefined)
    return (
      <div className="mq-pad">
        {error ? <ErrorNote error={error} /> : <Skeleton rows={3} label={t('editor.discussionLoading')} />}
      </div>
    );
  return <ConversationPanel key={data.id} channel={data} beside autoFocus />;
}
