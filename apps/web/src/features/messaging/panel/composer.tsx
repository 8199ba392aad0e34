import { SendHorizontal, Smile, Type } from 'lucide-react';
import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { MESSAGE_MAX_LENGTH, type MessageFile } from '@maroquin/contracts';
import { typed, typingRules, useT } from '../../../i18n/index.js';
import { Button, IconButton, useStore, useGrowing } from '../../../ui/index.js';
import { AttachButton, AttachmentStrip, usePaste } from '../attachments/attach.js';
import { type Attachments, attachmentsOf } from '../attachments/attachments.js';
import { type Draft, draftOf } from '../drafts/drafts.js';
import { sendTyping, stopTyping } from '../conversation/typing.js';
import { SendLater } from '../own/send-later.js';
import { SignPicker } from '../message/sign-picker.js';
import { type MessageActs, MessageActsProvider } from '../message/message-acts.js';
import { toSent } from '../message/mentions.js';
import { Quoting } from '../message/quote.js';
import { MentionList, mentionProps, useMentions } from './mention-list.js';
import { insert, MarkBar, markByKeys } from './mark-bar.js';

/** Whether the row of marks is shown, on this device. */
const MARKS_SHOWN = 'maroquin.composer.marks';

export interface ComposerProps {
  channelId: string;
  /** Where files go: the conversation itself or, of a thread, the one it hangs on. null: none are sent here. */
  filesIn: string | null;
  /** Its accessible name. */
  label: string;
  placeholder: string;
  compact?: boolean;
  /** What one opened it for is to write. */
  autoFocus?: boolean;
  /** False when the message was not taken: the text stays. */
  onSend: (text: string, files: readonly MessageFile[]) => boolean;
  /** Up in an empty field; false when there is nothing of mine. */
  onEditLast: () => boolean;
  acts: MessageActs;
}

/** Enter sends, Shift+Enter goes to the next line; while an input method composes, Enter belongs to it. */
export function Composer(props: ComposerProps) {
  const { channelId, filesIn, compact, acts } = props;
  const id = useId();
  const draft = draftOf(acts.myId, channelId);
  const attachments = attachmentsOf(acts.myId, channelId, filesIn ?? channelId);
  const field = useRef<HTMLTextAreaElement>(null);
  const { send, error } = useSending(props, draft, attachments, field);
  return (
    <form
      className="mq-dis-composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <MessageActsProvider value={acts}>
        <Quoting />
      </MessageActsProvider>
      <AttachmentStrip attachments={attachments} />
      <ComposerField {...props} {...{ id, field, draft, attachments, send }} isWrong={error !== null} />
      <ComposerFoot
        {...{ id: `${id}-keys`, error, compact, field, attachments, channelId, draft, filesIn }}
      />
    </form>
  );
}

/** Sends the draft once its files are committed; `error` says why it cannot leave. */
function useSending(
  { channelId, onSend }: ComposerProps,
  draft: Draft,
  attachments: Attachments,
  field: React.RefObject<HTMLTextAreaElement | null>,
) {
  const text = useStore(draft.text);
  const isDeparting = useStore(attachments.departing);
  const [isFull, setFull] = useState(false);
  const over = text.trim().length - MESSAGE_MAX_LENGTH;
  const send = (): void => {
    const message = text.trim();
    if ((message === '' && attachments.items.get().length === 0) || over > 0 || isDeparting) return;
    attachments.whenCommitted(() => {
      const taken = onSend(toSent(message), attachments.files());
      setFull(!taken);
      if (!taken) return;
      draft.write('');
      stopTyping(channelId);
      attachments.clear();
    });
    field.current?.focus();
  };
  return { send, error: useProblem(over, isFull) };
}

interface ComposerFieldProps extends ComposerProps {
  id: string;
  field: React.RefObject<HTMLTextAreaElement | null>;
  draft: Draft;
  attachments: Attachments;
  send: () => void;
  isWrong: boolean;
}
/** The field to write in, and whom one may mention in it. */
function ComposerField(props: ComposerFieldProps) {
  const { id, field, draft, attachments, send, isWrong } = props;
  const { channelId, filesIn, label, placeholder, autoFocus = false, onEditLast, acts } = props;
  const t = useT();
  const text = useStore(draft.text);
  const isDeparting = useStore(attachments.departing);
  useGrowing(field, text);
  useFocused(field, autoFocus);
  const mentions = useMentions({ channelId, field });
  const onPaste = usePaste(attachments);
  useQuoteFocus(acts, field);
  const leaveAsIs = (): void => {
    acts.quoting.set(null);
    attachments.stay();
  };
  return (
    <>
      <MentionList of={mentions} id={`${id}-people`} />
      <label className="mq-vh" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        ref={field}
        rows={1}
        value={text}
        placeholder={placeholder}
        readOnly={isDeparting}
        onPaste={filesIn === null ? undefined : onPaste}
        aria-describedby={`${id}-keys`}
        aria-invalid={isWrong || undefined}
        {...mentionProps(mentions, `${id}-people`)}
        onChange={(event) => {
          draft.write(event.target.value);
          if (event.target.value.trim() !== '') sendTyping(channelId);
          mentions.update(event.target);
        }}
        onInput={(event) => t.locale === 'fr' && writeAsInFrench(event)}
        onKeyDown={(event) => {
          if (mentions.onKeyDown(event)) return;
          if (event.key === 'Escape') leaveAsIs();
          if (event.key === 'ArrowUp' && text === '' && onEditLast()) event.preventDefault();
          else if (!markByKeys(event)) onEnter(send)(event);
        }}
        data-region-start
      />
    </>
  );
}

/** The blanks and signs that documents get while one types. By a command of the browser, so that Ctrl+Z takes them back. */
const writeAsInFrench = ({ currentTarget: field, nativeEvent }: FormEvent<HTMLTextAreaElement>): void => {
  if (!(nativeEvent instanceof InputEvent) || nativeEvent.isComposing || nativeEvent.data?.length !== 1)
    return;
  if (nativeEvent.inputType !== 'insertText') return;
  const caret = field.selectionStart;
  const line = field.value.lastIndexOf('\n', caret - 1) + 1;
  const before = field.value.slice(line, caret);
  for (const rule of typingRules) {
    const found = typed(rule, before);
    if (found === null) continue;
    field.setSelectionRange(line + (found.match.index ?? 0) + rule.keep(found.match), caret);
    document.execCommand('insertText', false, found.put);
    return;
  }
};

/** Enter alone; while an input method composes it belongs to it (229 is what browsers then send). */
const isSending = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && event.keyCode !== 229;

const onEnter =
  (send: () => void) =>
  (event: KeyboardEvent): void => {
    if (!isSending(event)) return;
    event.preventDefault();
    send();
  };

const useFocused = (field: React.RefObject<HTMLTextAreaElement | null>, isWanted: boolean): void => {
  useEffect(() => {
    if (isWanted) field.current?.focus();
  }, [field, isWanted]);
};

/** Why the message cannot leave as it is. @param over characters above the limit */
const useProblem = (over: number, isFull: boolean): string | null => {
  const t = useT();
  const number = new Intl.NumberFormat(t.locale);
  if (over > 0)
    return t('composer.tooLong', { max: number.format(MESSAGE_MAX_LENGTH), over: number.format(over) });
  return isFull ? t('composer.full') : null;
};

interface FootProps extends Pick<ComposerProps, 'filesIn'> {
  id: string;
  error: string | null;
  compact?: boolean;
  field: React.RefObject<HTMLTextAreaElement | null>;
  attachments: Attachments;
  channelId: string;
  draft: Draft;
}
function ComposerFoot({ id, error, compact, field, attachments, channelId, draft, filesIn }: FootProps) {
  const t = useT();
  const isDeparting = useStore(attachments.departing);
  const [withMarks, setWithMarks] = useState(() => localStorage.getItem(MARKS_SHOWN) === 'yes');
  const show = (shown: boolean): void => {
    setWithMarks(shown);
    localStorage.setItem(MARKS_SHOWN, shown ? 'yes' : 'no');
  };
  const hint = compact ? (
    <span className="mq-vh">{t('composer.keys')}</span>
  ) : (
    <span title={t('composer.keys')}>{t('composer.short')}</span>
  );
  return (
    <div className="mq-dis-send">
      {withMarks && <MarkBar field={field} />}
      {filesIn !== null && <AttachButton attachments={attachments} />}
      <SignPicker
        label={t('composer.emoji')}
        words={false}
        trigger={<IconButton icon={Smile} label={t('composer.emoji')} size="s" />}
        onPick={(sign) => insert(field.current, sign)}
      />
      <IconButton
        icon={Type}
        label={t('composer.marks')}
        size="s"
        isPressed={withMarks}
        onPress={() => show(!withMarks)}
      />
      {filesIn !== null && <Later {...{ channelId, draft, attachments }} isWrong={error !== null} />}
      <p id={id} className={isDeparting ? 'mq-small' : error === null ? 'mq-small mq-sec' : 'mq-err'}>
        {isDeparting ? t('attach.departing') : (error ?? hint)}
      </p>
      {isDeparting ? (
        <Button size="s" onPress={() => attachments.stay()}>
          {t('attach.stay')}
        </Button>
      ) : (
        <Button type="submit" variant="primary" size="s" icon={SendHorizontal}>
          {t('composer.send')}
        </Button>
      )}
    </div>
  );
}

interface LaterProps extends Pick<FootProps, 'channelId' | 'draft' | 'attachments'> {
  isWrong: boolean;
}
/** Once its files are committed: what waits must not depend on this page. */
function Later({ channelId, draft, attachments, isWrong }: LaterProps) {
  const text = useStore(draft.text).trim();
  const items = useStore(attachments.items);
  const isReady = items.every(({ state }) => state === 'done') && (text !== '' || items.length > 0);
  const files = attachments.files().map(({ id }) => id);
  return (
    <SendLater
      channelId={channelId}
      message={isReady && !isWrong ? { text: toSent(text), files } : null}
      onScheduled={(scheduled) => {
        if (toSent(draft.text.get().trim()) === scheduled.text) draft.write('');
        attachments.left(scheduled.files);
      }}
    />
  );
}

/** Whoever answers a message goes on to write. */
const useQuoteFocus = (acts: MessageActs, field: React.RefObject<HTMLTextAreaElement | null>): void => {
  const quoting = useStore(acts.quoting);
  useEffect(() => {
    if (quoting !== null) field.current?.focus();
  }, [quoting, field]);
};
