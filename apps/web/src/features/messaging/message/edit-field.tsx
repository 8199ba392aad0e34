import {
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { MESSAGE_MAX_LENGTH, type MessageView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { toSent, toWritten } from './mentions.js';
import { Button, ErrorNote, useAttempt, useGrowing } from '../../../ui/index.js';
import { useMessageActs } from './message-acts.js';

/** Keys belong to the input method (229 is what browsers then send). */
const isComposing = (event: KeyboardEvent): boolean => event.nativeEvent.isComposing || event.keyCode === 229;
const isPlainEnter = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && !event.shiftKey && !isComposing(event);

const useCaretAtEnd = (field: RefObject<HTMLTextAreaElement | null>): void => {
  useEffect(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, [field]);
};

/** In place of the message: Enter saves, Escape leaves it as it was. */
export function EditField({ message, onDone }: { message: MessageView; onDone: () => void }) {
  const t = useT();
  const id = useId();
  const acts = useMessageActs();
  const [text, setText] = useState(() => toWritten(message.text, message.mentions));
  const { busy, error, attempt } = useAttempt();
  const field = useRef<HTMLTextAreaElement>(null);
  useCaretAtEnd(field);
  useGrowing(field, text);
  const words = text.trim();
  const isWrong = words === '' || words.length > MESSAGE_MAX_LENGTH;
  const save = (event?: FormEvent): void => {
    event?.preventDefault();
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
    const act = isPlainEnter(event) ? save : event.key === 'Escape' && !isComposing(event) ? onDone : null;
    if (act === null) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form className="mq-dis-edit" onSubmit={save}>
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
      <EditFoot id={`${id}-keys`} isPending={busy} isDisabled={isWrong} onCancel={onDone} />
    </form>
  );
}

interface EditFootProps {
  id: string;
  isPending: boolean;
  isDisabled: boolean;
  onCancel: () => void;
}
function EditFoot({ id, isPending, isDisabled, onCancel }: EditFootProps) {
  const t = useT();
  return (
    <div className="row">
      <span id={id} className="mq-small mq-sec">
        {t('message.editKeys')}
      </span>
      <Button size="s" variant="ghost" onPress={onCancel}>
        {t('ui.cancel')}
      </Button>
      <Button size="s" variant="primary" type="submit" isPending={isPending} isDisabled={isDisabled}>
        {t('message.save')}
      </Button>
    </div>
  );
}
