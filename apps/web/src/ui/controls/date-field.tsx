import { CalendarDays } from 'lucide-react';
import { useRef, useState } from 'react';
import { dayPattern, readDay, readTime, TIME_PATTERN, useT, writeDay } from '../../i18n/index.js';
import { TextField, type TextFieldProps } from './field.js';
import { IconButton } from './button.js';

interface TypedFieldProps extends Pick<TextFieldProps, 'label' | 'hint' | 'error' | 'autoFocus'> {
  /** A day as 2026-12-01, a time as 08:30; "" where none is given, and what was typed where that is neither. */
  value: string;
  onChange: (value: string) => void;
}

/**
 * What somebody types stays as it is while it is typed, and until what it means has been taken over; another value from
 * elsewhere replaces it.
 */
function useTyped(value: string, read: (words: string) => string | null, write: (value: string) => string) {
  const [draft, setDraft] = useState({ words: write(value), before: value, meant: value });
  const [isLeft, setLeft] = useState(true);
  const isDraft = value === draft.before || value === draft.meant;
  const words = isDraft ? draft.words : write(value);
  const isUnknown = words.trim() !== '' && read(words) === null;
  return {
    words,
    isShownWrong: isLeft && isUnknown,
    /** @returns what the words mean, or the words */
    type: (next: string): string => {
      const meant = read(next) ?? next.trim();
      setDraft({ words: next, before: value, meant });
      setLeft(false);
      return meant;
    },
    leave: (): void => {
      setLeft(true);
      const meant = read(words);
      if (meant !== null) setDraft({ words: write(meant), before: value, meant });
    },
  };
}

/**
 * A day, typed the way one writes it here whatever language the browser has: its own control for dates follows the
 * browser and would ask a French person for the month first.
 */
export function DateField({ value, onChange, error, ...rest }: TypedFieldProps) {
  const t = useT();
  const typed = useTyped(value, readDay, writeDay);
  return (
    <TextField
      {...rest}
      value={typed.words}
      onChange={(words) => onChange(typed.type(words))}
      onBlur={typed.leave}
      placeholder={dayPattern(t.locale)}
      autoComplete="off"
      inputMode="numeric"
      maxLength={20}
      error={typed.isShownWrong ? t('ui.dayUnknown') : error}
      after={<CalendarButton value={readDay(value) ?? ''} onChange={onChange} />}
    />
  );
}

/** The browser's calendar, for whoever would rather choose than type. */
function CalendarButton({ value, onChange }: Pick<TypedFieldProps, 'value' | 'onChange'>) {
  const t = useT();
  const native = useRef<HTMLInputElement>(null);
  return (
    <span className="mq-calendar">
      <input
        ref={native}
        type="date"
        aria-hidden="true"
        tabIndex={-1}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <IconButton icon={CalendarDays} label={t('ui.calendar')} onPress={() => native.current?.showPicker()} />
    </span>
  );
}

/** More digits could follow fewer than these. */
const WHOLE_TIME = /\d\s*[h:.]\s*\d\d$|^\d{4}$/iu;

/**
 * A time of the day on the clock of twenty-four hours, typed: 8 h 30, 08:30. Passed on when it is whole, or when one goes
 * on to the next field; what is no time is not passed on.
 */
export function TimeField({ value, onChange, ...rest }: TypedFieldProps) {
  const t = useT();
  const typed = useTyped(value, readTime, (time) => time);
  const pass = (words: string): void => {
    const time = readTime(words);
    if (time !== null && time !== value) onChange(time);
  };
  return (
    <TextField
      {...rest}
      value={typed.words}
      onChange={(words) => {
        typed.type(words);
        if (WHOLE_TIME.test(words.trim())) pass(words);
      }}
      onBlur={() => {
        pass(typed.words);
        typed.leave();
      }}
      placeholder={TIME_PATTERN}
      autoComplete="off"
      maxLength={9}
      error={typed.isShownWrong ? t('ui.timeUnknown') : rest.error}
    />
  );
}
