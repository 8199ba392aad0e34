import {
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { UserPlus, Users, X } from 'lucide-react';
import {
  Button as AriaButton,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  OverlayTriggerStateContext,
  Popover,
} from 'react-aria-components';
import type { SubjectView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Avatar, Icon, isAddress, PersonName, Tile, useDebounced } from '../../../ui/index.js';
import { type DirectorySource, searchDirectory, useDirectory } from './access-api.js';

/** At most this many people at once, chosen or pasted. */
export const MAX_CHIPS = 50;

interface SubjectFieldProps {
  /** What the field asks for; without it, who is given access. */
  label?: string;
  onlyPeople?: boolean;
  /** Where people are looked for; default: in the directory. */
  source?: DirectorySource;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  chosen: readonly SubjectView[];
  /** Ids that have a right here already. */
  hidden: ReadonlySet<string>;
  onChoose: (subject: SubjectView) => void;
  onRemove: (id: string) => void;
  /** Pasted names that the directory does not know. */
  onUnknown: (names: readonly string[]) => void;
  /** For an address that the directory does not know: what is offered at once, and what it does. */
  invite?: { label: string; run: (address: string) => void } | null;
}

/** What the list offers: somebody of the directory, or to let in who is not in it. */
type Offer = SubjectView | { id: typeof INVITE; address: string; label: string };
const INVITE = 'invite';

/** One field for people and groups: a combobox of the directory, with what was chosen before the input. */
export function SubjectField(props: SubjectFieldProps) {
  const { label, onlyPeople, source = 'directory', autoFocus, inputRef, chosen } = props;
  const { onChoose, onRemove, onUnknown, invite } = props;
  const t = useT();
  const [text, setText] = useState('');
  const { dialog, findDialog } = useDialogAround();
  const { offers, isWaiting } = useOffers(text, props);
  const take = (offer: Offer | undefined) => {
    if (offer === undefined) return;
    if ('address' in offer) invite?.run(offer.address);
    else onChoose(offer);
    setText('');
  };
  const onEnter = useEnterTakesOnly(offers, isWaiting, text, take);
  const onEscape = useEscape(() => setText(''));
  const placeholder = t(onlyPeople ? 'share.placeholderPeople' : 'share.placeholder');
  return (
    <ComboBox
      className="mq-field"
      autoFocus={autoFocus}
      items={offers}
      inputValue={text}
      onInputChange={setText}
      selectedKey={null}
      onSelectionChange={(key) => take(offers.find((one) => one.id === key))}
      allowsEmptyCollection={text.trim() !== ''}
      menuTrigger="input"
      defaultFilter={() => true}
    >
      <Label className="mq-lbl">{label ?? t('share.giveTo')}</Label>
      <div className="mq-combo" ref={findDialog} onKeyDownCapture={onEscape}>
        <Chips chosen={chosen} onRemove={onRemove} />
        <Input
          ref={inputRef}
          placeholder={chosen.length > 0 ? undefined : placeholder}
          onPaste={(event) => pasteList(event, source, onChoose, onUnknown)}
          onKeyDown={(event) => {
            const last = chosen.at(-1);
            if (event.key === 'Backspace' && text === '' && last) onRemove(last.id);
            if (event.key === 'Enter' && !isChosen(event.target)) onEnter();
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

/** What the list offers for what is typed: who is not chosen yet, or an invitation where nobody is found. */
function useOffers(
  text: string,
  { onlyPeople, source = 'directory', chosen, hidden, invite = null }: SubjectFieldProps,
): { offers: readonly Offer[]; isWaiting: boolean } {
  const wanted = useDebounced(text.trim(), 150);
  const directory = useDirectory(wanted, source);
  const isNew = ({ id }: SubjectView) => !hidden.has(id) && !chosen.some((one) => one.id === id);
  const isAsked = ({ kind }: SubjectView) => !onlyPeople || kind === 'person';
  const found =
    wanted === '' || text.trim() === '' ? [] : (directory.data ?? []).filter(isNew).filter(isAsked);
  const isWaiting = directory.isFetching || wanted !== text.trim();
  const isOutside = !isWaiting && found.length === 0 && isAddress(wanted) && invite !== null;
  return {
    offers: isOutside ? [{ id: INVITE, address: wanted, label: invite.label }] : found,
    isWaiting,
  };
}

/** The dialogue that the field stands in, if any. */
function useDialogAround() {
  const [dialog, setDialog] = useState<Element | null>(null);
  const findDialog = useCallback(
    (element: HTMLElement | null) => setDialog(element?.closest('[role="dialog"]') ?? null),
    [],
  );
  return { dialog, findDialog };
}

/** Escape empties the field while its list is open, and else closes the dialogue around it. */
function useEscape(empty: () => void): (event: KeyboardEvent) => void {
  const overlay = use(OverlayTriggerStateContext);
  return (event) => {
    if (event.key !== 'Escape') return;
    // Suggestions that still come for what is typed would open the list again.
    if (isExpanded(event.target)) return empty();
    if (overlay === null) return;
    // The field would keep the key to itself as long as something is typed.
    event.stopPropagation();
    overlay.close();
  };
}

const isExpanded = (target: EventTarget): boolean =>
  target instanceof Element && target.getAttribute('aria-expanded') === 'true';
/** The arrows have chosen one of the list, which the list itself takes at Enter. */
const isChosen = (target: EventTarget): boolean =>
  target instanceof Element && target.hasAttribute('aria-activedescendant');

/** Enter takes what is offered when it is one thing only, also when it was pressed before the answer came. */
function useEnterTakesOnly(
  offers: readonly Offer[],
  isWaiting: boolean,
  text: string,
  take: (offer: Offer | undefined) => void,
): () => void {
  const enteredFor = useRef<string | null>(null);
  const latest = useRef(take);
  latest.current = take;
  const only = !isWaiting && offers.length === 1 ? offers[0] : undefined;
  useEffect(() => {
    if (isWaiting || enteredFor.current === null) return;
    if (enteredFor.current === text) latest.current(only);
    enteredFor.current = null;
  }, [isWaiting, only, text]);
  return () => {
    if (isWaiting) enteredFor.current = text;
    else latest.current(only);
  };
}

function DirectoryList({ empty }: { empty: string }) {
  const t = useT();
  return (
    <ListBox<Offer>
      className="mq-menu"
      renderEmptyState={() => <p className="mq-small mq-muted none">{empty}</p>}
    >
      {(subject) =>
        'address' in subject ? (
          <ListBoxItem id={subject.id} textValue={subject.address}>
            <Icon of={UserPlus} />
            <span>{subject.label}</span>
            <span className="d">{subject.address}</span>
          </ListBoxItem>
        ) : (
          <ListBoxItem id={subject.id} textValue={subject.name}>
            <SmallIcon subject={subject} />
            <span>
              <PersonName person={subject} />
            </span>
            <span className="d">{subject.email ?? t('share.group')}</span>
          </ListBoxItem>
        )
      }
    </ListBox>
  );
}

/** Who was chosen, each with how to take them away. */
function Chips({ chosen, onRemove }: Pick<SubjectFieldProps, 'chosen' | 'onRemove'>) {
  const t = useT();
  return chosen.map((subject) => (
    <span key={subject.id} className="mq-pill">
      <SmallIcon subject={subject} />
      <PersonName person={subject} />
      <AriaButton
        slot={null}
        aria-label={t('share.remove', { name: subject.name })}
        onPress={() => onRemove(subject.id)}
      >
        <Icon of={X} size="s" />
      </AriaButton>
    </span>
  ));
}

function SmallIcon({ subject }: { subject: SubjectView }) {
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
  source: DirectorySource,
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
  void resolveAll(parts.slice(0, MAX_CHIPS), source).then(({ subjects, missing }) => {
    for (const subject of subjects) onChoose(subject);
    onUnknown(missing);
  });
};

const resolveAll = async (parts: readonly string[], source: DirectorySource) => {
  const subjects: SubjectView[] = [];
  const missing: string[] = [];
  for (const part of parts) {
    const found = await searchDirectory(part.slice(0, 100), source).catch(() => []);
    const same = found.find(
      (one) =>
        one.email?.toLowerCase() === part.toLowerCase() || one.name.toLowerCase() === part.toLowerCase(),
    );
    if (same) subjects.push(same);
    else missing.push(part);
  }
  return { subjects, missing };
};
