import {
  Bold,
  Code,
  Italic,
  Link,
  List,
  ListOrdered,
  type LucideIcon,
  Strikethrough,
  TextQuote,
} from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Toolbar } from 'react-aria-components';
import { useT } from '../../../i18n/index.js';
import { IconButton } from '../../../ui/index.js';

type Field = HTMLTextAreaElement;

/** By a command of the browser, so that Ctrl+Z takes it back. */
export function insert(field: Field | null, text: string): void {
  if (field === null) return;
  field.focus();
  document.execCommand('insertText', false, text);
}

/** Around what is selected; taken away where it is there already. */
function wrap(field: Field, sign: string): void {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const isWrapped =
    value.slice(from - sign.length, from) === sign && value.slice(to, to + sign.length) === sign;
  if (isWrapped) field.setSelectionRange(from - sign.length, to + sign.length);
  const words = value.slice(from, to);
  insert(field, isWrapped ? words : `${sign}${words}${sign}`);
  const start = isWrapped ? from - sign.length : from + sign.length;
  field.setSelectionRange(start, start + words.length);
}

/** Before each line that is touched; taken away where all of them have it. */
function begin(field: Field, signOf: (line: number) => string, known: RegExp): void {
  const { selectionStart, selectionEnd, value } = field;
  const from = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const end = value.indexOf('\n', selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split('\n');
  const has = lines.every((line) => known.test(line));
  field.setSelectionRange(from, to);
  insert(field, lines.map((line, at) => (has ? line.replace(known, '') : `${signOf(at)}${line}`)).join('\n'));
}

function link(field: Field): void {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const words = value.slice(from, to);
  insert(field, /^https?:/iu.test(words) ? words : `${words}${words === '' ? '' : ' '}https://`);
}

interface Mark {
  readonly id: 'bold' | 'italic' | 'strike' | 'link' | 'list' | 'numbers' | 'quote' | 'code';
  readonly icon: LucideIcon;
  readonly keys?: string;
  readonly apply: (field: Field) => void;
}
const marks: readonly Mark[] = [
  { id: 'bold', icon: Bold, keys: 'Ctrl+B', apply: (field) => wrap(field, '**') },
  { id: 'italic', icon: Italic, keys: 'Ctrl+I', apply: (field) => wrap(field, '*') },
  { id: 'strike', icon: Strikethrough, apply: (field) => wrap(field, '~~') },
  { id: 'link', icon: Link, apply: link },
  { id: 'list', icon: List, apply: (field) => begin(field, () => '- ', /^- /u) },
  {
    id: 'numbers',
    icon: ListOrdered,
    apply: (field) => begin(field, (at) => `${String(at + 1)}. `, /^\d+\. /u),
  },
  { id: 'quote', icon: TextQuote, apply: (field) => begin(field, () => '> ', /^> /u) },
  { id: 'code', icon: Code, apply: (field) => wrap(field, '`') },
];

/** True when the key marked something. */
export function markByKeys(event: KeyboardEvent<Field>): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return false;
  const id = { b: 'bold', i: 'italic' }[event.key.toLowerCase()];
  const mark = marks.find((one) => one.id === id);
  if (mark === undefined) return false;
  event.preventDefault();
  mark.apply(event.currentTarget);
  return true;
}

/** What one can also type: the signs are put into the text. */
export function MarkBar({ field }: { field: React.RefObject<Field | null> }) {
  const t = useT();
  return (
    <Toolbar className="mq-dis-marks" aria-label={t('composer.marks')}>
      {marks.map(({ id, icon, keys, apply }) => (
        <IconButton
          key={id}
          icon={icon}
          label={t(`composer.mark.${id}`)}
          {...(keys !== undefined && { keys })}
          size="s"
          onPress={() => {
            if (field.current === null) return;
            field.current.focus();
            apply(field.current);
          }}
        />
      ))}
    </Toolbar>
  );
}
