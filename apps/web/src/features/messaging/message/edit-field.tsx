import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { MESSAGE_MAX_LENGTH, type MessageView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Button, ErrorNote, useAttempt } from '../../../ui/index.js';
import { toSent, toWritten } from './mentions.js';
import { useMessageActs } from './message-acts.js';

/** In place of the message: Enter saves, Escape leaves it as it was. */
export function EditField({ message, onDone }: { message: MessageView; onDone: () => void }) {
  const t = useT();
  const id = useId();
  const acts = useMessageActs();
  const [text, setText] = useState(() => toWritten(message.text, message.mentions));
  const { busy, error, attempt } = useAttempt();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);
  useLayoutEffect(() => {
    const { current } = field;
    if (current === null) return;
    current.style.height = 'auto';
    current.style.height = `${String(current.scrollHeight)}px`;
  }, [text]);
  const words = text.trim();
  const isWrong = words === '' || words.length > MESSAGE_MAX_LENGTH;
  const save = (): void => {
    if (isWrong) return;
    const sent = toSent(words);
    if (sent === message.text) onDone();
    else
      void attempt(async () => {
        await acts.edit(message.seq, sent);
        onDone();
      });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') onDone();
    else if (event.key !== 'Enter' || event.shiftKey) return;
    else save();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      className="mq-dis-edit"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label className="mq-vh" htmlFor={id}>
        {t('message.editLabel')}
      </label>
      <textarea
        id={id}
        ref={field}
        rows={1}
        value={text}
        aria-describedby={`${id}-keys`}
        aria-invalid={isWrong || undefined}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {error !== null && <ErrorNote error={error} />}
      <div className="row">
        <span id={`${id}-keys`} className="mq-small mq-sec">
          {t('message.editKeys')}
        </span>
        <Button size="s" variant="ghost" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
        <Button size="s" variant="primary" type="submit" isPending={busy} isDisabled={isWrong}>
          {t('message.save')}
        </Button>
      </div>
    </form>
  );
}
