import { MESSAGE_MAX_LENGTH } from '@maroquin/contracts';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useGrowing } from '../../../ui/index.js';
import { toSent } from '../message/mentions.js';
import { MentionList, mentionProps, useMentions } from './mention-list.js';

export interface MentionFieldProps {
  /** A conversation, or what it is to hang on: whose readers are mentioned. */
  conversationId: string;
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  /** With ids in place of the names that were chosen. */
  onSubmit: (text: string) => void;
  /** Buttons below the field. */
  actions: (submit: () => void) => ReactNode;
}

/** A field to write a first message in. Enter sends, Shift+Enter goes to the next line, "@" mentions. */
export function MentionField(props: MentionFieldProps) {
  const { conversationId, label, placeholder, value, onChange, onSubmit, actions } = props;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useGrowing(field, value);
  useEffect(() => field.current?.focus(), []);
  const mentions = useMentions({ channelId: conversationId, field });
  const submit = (): void => onSubmit(toSent(value.trim()));
  return (
    <div className="mq-comment-field">
      <MentionList of={mentions} id={`${id}-people`} />
      <label className="mq-vh" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        ref={field}
        className="mq-in"
        rows={2}
        value={value}
        placeholder={placeholder}
        maxLength={MESSAGE_MAX_LENGTH}
        {...mentionProps(mentions, `${id}-people`)}
        onChange={(event) => {
          onChange(event.target.value);
          mentions.update(event.target);
        }}
        onKeyDown={(event) => {
          if (mentions.onKeyDown(event)) return;
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      <div className="acts">{actions(submit)}</div>
    </div>
  );
}
