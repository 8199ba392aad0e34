import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ChannelView, MessageChange, MessageFile, MessageView } from '@maroquin/contracts';
import { useMe, useSocketConnected } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { Icon, reportFailure, Skeleton } from '../../../ui/index.js';
import { type ChosenFiles, DropZone, looseFiles } from '../../files/index.js';
import { attach } from '../attachments/attach.js';
import { attachmentsOf } from '../attachments/attachments.js';
import { Closed } from './closed.js';
import { useArrivals, useReading } from './use-reading.js';
import { Composer } from './composer.js';
import type { MessageOutbox } from '../conversation/outbox.js';
import type { ConversationState } from '../conversation/conversation.js';
import { useGoToDay } from './go-to.js';
import { enterRows, Rows } from './message-rows.js';
import { Outsiders } from './outsiders.js';
import { MessageActs, MessageActsProvider } from '../message/message-acts.js';
import { timelineOf, type TimelineRow } from '../conversation/timeline.js';
import { TypingLine } from './typing-line.js';
import { ThreadPanel } from './thread-panel.js';
import { useConversation } from './use-conversation.js';
import { THREAD, useLanding } from './use-landing.js';
import { useStick } from './use-stick.js';
import './discussions.css';

export interface ConversationPanelProps {
  channel: ChannelView;
  /** Beside a document: narrower, and the composer says so. */
  beside?: boolean;
  /** Whether the field to write in takes the focus. */
  autoFocus?: boolean;
}

/** The messages of a channel, the field to write in it, and the thread that is open beside them. */
export function ConversationPanel(props: ConversationPanelProps) {
  const { channel } = props;
  const [query, setQuery] = useSearchParams();
  const asked = Number(query.get(THREAD) ?? '');
  const show = (seq: number | null): void =>
    setQuery(
      (old) => {
        const next = new URLSearchParams(old);
        if (seq === null) next.delete(THREAD);
        else next.set(THREAD, String(seq));
        return next;
      },
      { replace: true },
    );
  return (
    <div className={`mq-dis-split ${props.beside ? 'beside' : ''}`}>
      <ConversationBody key={channel.id} {...props} filesIn={channel.id} onThread={show} />
      {Number.isSafeInteger(asked) && asked > 0 && (
        <ThreadPanel key={asked} channel={channel} seq={asked} onClose={() => show(null)}>
          {(thread) => (
            <ConversationBody channel={thread} filesIn={channel.id} beside autoFocus onThread={null} />
          )}
        </ThreadPanel>
      )}
    </div>
  );
}
/** A conversation that is no channel: the thread of a comment, its first message included. */
export function CommentConversation({
  canModerate,
  ...comment
}: Pick<ChannelView, 'id' | 'name' | 'lastSeq' | 'canPost'> & { canModerate: boolean }) {
  const channel: ChannelView = {
    ...comment,
    ...{ parentId: null, documentId: null, readSeq: comment.lastSeq, lastAt: null },
    ...{ internal: true, readOutside: false, canOpen: canModerate },
    ...{ restricted: false, archivedAt: null, canArchive: false },
  };
  return <ConversationBody channel={channel} filesIn={null} beside onThread={null} />;
}

interface BodyProps extends ConversationPanelProps {
  /** Opens the thread of a message; null: it is one. */
  onThread: ((seq: number) => void) | null;
  /** The conversation whose rights the files have. null: a comment takes no files. */
  filesIn: string | null;
}
function ConversationBody({ channel, beside, autoFocus, onThread, filesIn }: BodyProps) {
  const t = useT();
  // The mark "new since" stands where it stood when the person came in.
  const [readSeq] = useState(channel.readSeq);
  const { state, outbox, loadOlder, change, backTo } = useConversation(channel.id, readSeq);
  const acts = useActs(channel, change, state.log.messages, onThread);
  const rows = useRows(state, readSeq);
  const box = useRef<HTMLDivElement>(null);
  const { atEnd, toEnd } = useStick(box, rows[0]?.key, rows.at(-1)?.key, () => void loadOlder());
  useLanding(box, state, loadOlder, onThread === null);
  useGoToDay({ state, backTo }, onThread !== null);
  const isCut = !useSocketConnected();
  const me = useMe().person;
  useReading(channel, state.log.last, atEnd && state.status === 'ready', acts);
  const hasNewer = useArrivals(state.log.messages, me.id, atEnd, t);
  const canWrite = state.status !== 'closed' && channel.canPost;
  const drop = useDrop(channel.id, filesIn ?? channel.id);
  return (
    <DropZone
      className={`mq-dis-conv ${beside ? 'beside' : ''}`}
      label={t('attach.drop')}
      isEnabled={canWrite && filesIn !== null}
      onChosen={drop}
    >
      <div
        className="mq-dis-scroll"
        ref={box}
        role="region"
        aria-label={t('conversation.messages', { name: channel.name })}
        tabIndex={0}
        onKeyDown={enterRows}
      >
        <History state={state} rows={rows} canPost={channel.canPost} />
        <MessageActsProvider value={acts}>
          <Rows rows={rows} me={me} outbox={outbox} isCut={isCut} />
        </MessageActsProvider>
      </div>
      {!atEnd && rows.length > 0 && <Jump hasNewer={hasNewer} onJump={toEnd} />}
      <Outsiders channel={channel} />
      {!canWrite ? (
        <Closed channel={channel} isGone={state.status === 'closed'} />
      ) : (
        <Writing
          {...{ channel, beside, autoFocus, filesIn, outbox, acts, messages: state.log.messages, toEnd }}
        />
      )}
    </DropZone>
  );
}

/** What is dropped on the conversation goes to the message that is being written. */
const useDrop = (channelId: string, filesIn: string): ((chosen: Promise<ChosenFiles>) => void) => {
  const t = useT();
  const myId = useMe().person.id;
  return (chosen) => {
    const attachments = attachmentsOf(myId, channelId, filesIn);
    void chosen.then((dropped) => attach(attachments, looseFiles(dropped), t)).catch(reportFailure);
  };
};

interface WritingProps extends Omit<BodyProps, 'onThread'> {
  outbox: MessageOutbox;
  acts: MessageActs;
  messages: readonly MessageView[];
  toEnd: () => void;
}
function Writing({
  channel,
  beside = false,
  autoFocus = false,
  filesIn,
  outbox,
  acts,
  messages,
  toEnd,
}: WritingProps) {
  const t = useT();
  const isThread = acts.openThread === null;
  const label = isThread ? t('thread.reply') : t('composer.label', { name: channel.name });
  const send = (text: string, files: readonly MessageFile[]): boolean => {
    const quote = acts.quoting.get()?.seq;
    const taken = outbox.add(channel.id, text, {
      ...(quote !== undefined && { quote }),
      ...(files.length > 0 && { files }),
    });
    if (taken) acts.quoting.set(null);
    if (taken) requestAnimationFrame(toEnd);
    return taken;
  };
  return (
    <>
      <TypingLine channelId={channel.id} last={messages.at(-1)} />
      <Composer
        key={channel.id}
        channelId={channel.id}
        filesIn={filesIn}
        compact={beside}
        autoFocus={autoFocus}
        label={label}
        placeholder={beside && !isThread ? t('composer.beside') : label}
        onEditLast={() => editLast(acts, messages)}
        acts={acts}
        onSend={send}
      />
    </>
  );
}

/** Leads back to the end from higher up. */
function Jump({ hasNewer, onJump }: { hasNewer: boolean; onJump: () => void }) {
  const t = useT();
  return (
    <button type="button" className="mq-btn s mq-dis-jump" onClick={onJump}>
      <Icon of={ArrowDown} size="s" />
      {hasNewer ? t('conversation.toNewest') : t('conversation.toEnd')}
    </button>
  );
}

const useRows = (state: ConversationState, readSeq: number): readonly TimelineRow[] => {
  const dates = useDates();
  const myId = useMe().person.id;
  const { messages } = state.log;
  const { pending } = state;
  return useMemo(
    () => timelineOf({ messages, pending, myId, readSeq, dayOf: (at) => dates.day(at) }),
    [messages, pending, myId, readSeq, dates],
  );
};

/** What stands above the first message. */
function History({
  state,
  rows,
  canPost,
}: {
  state: ConversationState;
  rows: readonly TimelineRow[];
  canPost: boolean;
}) {
  const t = useT();
  if (state.status === 'loading') return <Skeleton rows={3} label={t('conversation.loading')} />;
  if (state.loadingOlder) return <p className="mq-dis-history">{t('conversation.older')}</p>;
  if (rows.length === 0)
    return (
      <p className="mq-dis-history">{canPost ? t('conversation.empty') : t('conversation.emptyReader')}</p>
    );
  return state.log.complete ? <p className="mq-dis-history">{t('conversation.start')}</p> : null;
}

const useActs = (
  channel: ChannelView,
  change: (change: MessageChange) => void,
  messages: readonly MessageView[],
  onThread: ((seq: number) => void) | null,
): MessageActs => {
  const t = useT();
  const now = useRef({ messages, onThread });
  useLayoutEffect(() => {
    now.current = { messages, onThread };
  });
  const hasThreads = onThread !== null;
  const myId = useMe().person.id;
  const { id, canPost, canOpen } = channel;
  const acts = useMemo(() => {
    const find = (seq: number): MessageView | undefined => at(now.current.messages, seq);
    const made = new MessageActs({ id, canPost, canOpen }, myId, change, find, t);
    if (hasThreads) made.openThread = (seq) => now.current.onThread?.(seq);
    return made;
  }, [id, canPost, canOpen, myId, change, t, hasThreads]);
  useEffect(() => {
    addEventListener('pagehide', acts.leave);
    return () => {
      removeEventListener('pagehide', acts.leave);
      acts.leave();
    };
  }, [acts]);
  return acts;
};

const at = (messages: readonly MessageView[], seq: number): MessageView | undefined =>
  messages[seq - (messages[0]?.seq ?? 0)];

const editLast = (acts: MessageActs, messages: readonly MessageView[]): boolean => {
  const last = messages.findLast((message) => acts.mayEdit(message) && message.deleted === undefined);
  if (last !== undefined) acts.editing.set(last.seq);
  return last !== undefined;
};
