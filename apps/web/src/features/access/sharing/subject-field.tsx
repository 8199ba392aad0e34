import { useCallback, useState, type ClipboardEvent } from 'react';
import { Users, X } from 'lucide-react';
import {
  Button as AriaButton,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components';
import type { SubjectView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Avatar, Icon, Tile, useDebounced } from '../../../ui/index.js';
import { searchDirectory, useDirectory } from './access-api.js';

/** At most this many people at once, chosen or pasted. */
export const MAX_CHIPS = 50;

interface SubjectFieldProps {
  /** What the field asks for; without it, who is given access. */
  label?: string;
  onlyPeople?: boolean;
  autoFocus?: boolean;
  chosen: readonly SubjectView[];
  /** Ids that have a right here already. */
  hidden: ReadonlySet<string>;
  onChoose: (subject: SubjectView) => void;
  onRemove: (id: string) => void;
  /** Pasted names that the directory does not know. */
  onUnknown: (names: readonly string[]) => void;
}

/** One field for people and groups: a combobox of the directory, with what was chosen before the input. */
export function SubjectField({
  label,
  onlyPeople,
  autoFocus,
  chosen,
  hidden,
  onChoose,
  onRemove,
  onUnknown,
}: SubjectFieldProps) {
  const t = useT();
  const [text, setText] = useState('');
  const [dialog, setDialog] = useState<Element | null>(null);
  const findDialog = useCallback(
    (element: HTMLElement | null) => setDialog(element?.closest('[role="dialog"]') ?? null),
    [],
  );
  const wanted = useDebounced(text.trim(), 150);
  const directory = useDirectory(wanted);
  const isNew = ({ id }: SubjectView) => !hidden.has(id) && !chosen.some((one) => one.id === id);
  const isAsked = ({ kind }: SubjectView) => !onlyPeople || kind === 'person';
  const found = wanted === '' ? [] : (directory.data ?? []).filter(isNew).filter(isAsked);
  const isWaiting = directory.isFetching || wanted !== text.trim();
  return (
    <ComboBox
      className="mq-field"
      autoFocus={autoFocus}
      items={found}
      inputValue={text}
      onInputChange={setText}
      selectedKey={null}
      onSelectionChange={(key) => {
        const subject = found.find((one) => one.id === key);
        if (!subject) return;
        onChoose(subject);
        setText('');
      }}
      allowsEmptyCollection={text.trim() !== ''}
      menuTrigger="input"
      defaultFilter={() => true}
    >
      <Label className="mq-lbl">{label ?? t('share.giveTo')}</Label>
      <div className="mq-combo" ref={findDialog}>
        {chosen.map((subject) => (
          <Chip key={subject.id} subject={subject} onRemove={() => onRemove(subject.id)} />
        ))}
        <Input
          placeholder={chosen.length === 0 ? t('share.placeholder') : undefined}
          onPaste={(event) => pasteList(event, onChoose, onUnknown)}
          onKeyDown={(event) => {
            const last = chosen.at(-1);
            if (event.key === 'Backspace' && text === '' && last) onRemove(last.id);
          }}
        />
      </div>
      {/* Inside the dialogue, so that its words belong to a region of the page. */}
      <Popover className="mq-pop mq-combo-pop" UNSTABLE_portalContainer={dialog ?? undefined}>
        <DirectoryList empty={t(isWaiting ? 'share.searching' : 'share.nobody')} />
      </Popover>
    </ComboBox>
  );
}

function DirectoryList({ empty }: { empty: string }) {
  const t = useT();
  return (
    <ListBox<SubjectView>
      className="mq-menu"
      renderEmptyState={() => <p className="mq-small mq-muted none">{empty}</p>}
    >
      {(subject) => (
        <ListBoxItem id={subject.id} textValue={subject.name}>
          <SmallFace subject={subject} />
          <span>{subject.name}</span>
          <span className="d">{subject.email ?? t('share.group')}</span>
        </ListBoxItem>
      )}
    </ListBox>
  );
}

function Chip({ subject, onRemove }: { subject: SubjectView; onRemove: () => void }) {
  const t = useT();
  return (
    <span className="mq-pill">
      <SmallFace subject={subject} />
      {subject.name}
      <AriaButton slot={null} aria-label={t('share.remove', { name: subject.name })} onPress={onRemove}>
        <Icon of={X} size="s" />
      </AriaButton>
    </span>
  );
}

function SmallFace({ subject }: { subject: SubjectView }) {
  if (subject.kind === 'person') return <Avatar person={subject} size="s" isDecorative />;
  return (
    <Tile size="s">
      <Icon of={Users} size="s" />
    </Tile>
  );
}

/** A list of addresses: each is looked for; those that are not known are handed on by name. */
const pasteList = (
  event: ClipboardEvent,
  onChoose: (subject: SubjectView) => void,
  onUnknown: (names: readonly string[]) => void,
): void => {
  const parts = event.clipboardData
    .getData('text')
    .split(/[\n;,]+/u)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length < 2) return;
  event.preventDefault();
  void resolveAll(parts.slice(0, MAX_CHIPS)).then(({ subjects, missing }) => {
    for (const subject of subjects) onChoose(subject);
    onUnknown(missing);
  });
};

const resolveAll = async (parts: readonly string[]) => {
  const subjects: SubjectView[] = [];
  const missing: string[] = [];
  for (const part of parts) {
    const found = await searchDirectory(part.slice(0, 100)).catch(() => []);
    const same = found.find(
      (one) =>
        one.email?.toLowerCase() === part.toLowerCase() || one.name.toLowerCase() === part.toLowerCase(),
    );
    if (same) subjects.push(same);
    else missing.push(part);
  }
  return { subjects, missing };
};
