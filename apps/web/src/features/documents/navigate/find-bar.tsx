import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { useShortcut } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import { announce, Button, CheckField, IconButton, TextField, toast, useStore } from '../../../ui/index.js';
import type { FindQuery } from './find-text.js';
import type { DocumentNavigation, FindRequest } from './navigation.js';
import './find.css';

export interface FindBarProps {
  navigation: DocumentNavigation;
  /** May replace what is found. */
  canEdit: boolean;
  /** Takes the last replacements back. */
  onUndo: () => void;
}

/** Ctrl+F and Ctrl+H, while the text is shown. */
export function useFindKeys({ find }: DocumentNavigation, canEdit: boolean, isShown: boolean): void {
  useShortcut('ctrl+f', isShown ? () => find('find') : null);
  useShortcut('ctrl+h', isShown ? () => find(canEdit ? 'replace' : 'find') : null);
}

export function FindBar(props: FindBarProps) {
  const request = useStore(props.navigation.finding);
  return request === null ? null : <OpenBar {...props} request={request} />;
}

/** What to look for, how strictly, and what to put in its place. Enter goes on, Escape goes back to the text. */
function OpenBar({ navigation, canEdit, onUndo, request }: FindBarProps & { request: FindRequest }) {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState<FindQuery>(() => ({
    ...{ matchCase: false, wholeWord: false, matchAccents: false },
    words: navigation.text?.selected() ?? '',
  }));
  const [words, setWords] = useState('');
  const steps = useFindSteps(navigation);
  useFocusOnRequest(field, request, navigation, (selected) => setQuery({ ...query, words: selected }));
  useEffect(() => navigation.text?.find(query.words === '' ? null : query), [navigation, query]);
  useAnnouncedCount(navigation, query.words !== '');
  const replaceField = useRef<HTMLInputElement>(null);
  const replace = (): void => navigation.text?.replace(words);
  const onKey = keysOf({ steps, field, replaceField, replace });
  const set = (change: Partial<FindQuery>): void => setQuery({ ...query, ...change });
  return (
    <div className="mq-find-place">
      <section
        className="mq-find"
        role="search"
        aria-label={t('find.title')}
        data-region="find"
        tabIndex={-1}
        onKeyDownCapture={onKey}
      >
        <div className="line">
          <TextField
            label={t('find.words')}
            value={query.words}
            onChange={(value) => set({ words: value })}
            inputRef={field}
            autoComplete="off"
            maxLength={500}
          />
          <FoundCount navigation={navigation} isSearching={query.words !== ''} />
          <StepButtons {...steps} />
        </div>
        {canEdit && request.mode === 'replace' && (
          <Replacing {...{ navigation, words, setWords, onUndo }} field={replaceField} />
        )}
        <FindOptions query={query} onChange={set} />
      </section>
    </div>
  );
}

interface Steps {
  go: (step: 1 | -1) => void;
  close: () => void;
}
/** From one place to the next, and back to the text. */
function useFindSteps(navigation: DocumentNavigation): Steps {
  const go = (step: 1 | -1): void => navigation.text?.go(step);
  const close = (): void => {
    navigation.finding.set(null);
    navigation.text?.leave();
  };
  useShortcut('f3', () => go(1));
  useShortcut('shift+f3', () => go(-1));
  return { go, close };
}

function StepButtons({ go, close }: Steps) {
  const t = useT();
  return (
    <>
      <IconButton
        icon={ChevronUp}
        label={t('find.previous')}
        keys={t('find.previousKeys')}
        onPress={() => go(-1)}
      />
      <IconButton icon={ChevronDown} label={t('find.next')} keys="F3" onPress={() => go(1)} />
      <IconButton icon={X} label={t('find.close')} onPress={close} />
    </>
  );
}

interface FindKeys {
  steps: Steps;
  field: { readonly current: HTMLInputElement | null };
  replaceField: { readonly current: HTMLInputElement | null };
  replace: () => void;
}
/** Handled before the fields, which keep what is typed in them to themselves. */
const keysOf =
  ({ steps: { go, close }, field, replaceField, replace }: FindKeys) =>
  (event: KeyboardEvent): void => {
    const step = event.shiftKey ? -1 : 1;
    if (event.key === 'Escape') close();
    else if (event.key === 'F3') go(step);
    else if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    else if (event.target === field.current) go(step);
    else if (event.target === replaceField.current) replace();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

interface FindOptionsProps {
  query: FindQuery;
  onChange: (change: Partial<FindQuery>) => void;
}
/** How strictly the words are compared. */
function FindOptions({ query, onChange }: FindOptionsProps) {
  const t = useT();
  return (
    <div className="line ways">
      <CheckField isSelected={query.matchCase} onChange={(matchCase) => onChange({ matchCase })}>
        {t('find.case')}
      </CheckField>
      <CheckField isSelected={query.wholeWord} onChange={(wholeWord) => onChange({ wholeWord })}>
        {t('find.whole')}
      </CheckField>
      <CheckField isSelected={query.matchAccents} onChange={(matchAccents) => onChange({ matchAccents })}>
        {t('find.accents')}
      </CheckField>
    </div>
  );
}

interface ReplacingProps {
  navigation: DocumentNavigation;
  words: string;
  setWords: (words: string) => void;
  onUndo: () => void;
  field: Ref<HTMLInputElement>;
}
function Replacing({ navigation, words, setWords, onUndo, field }: ReplacingProps) {
  const t = useT();
  const replace = (): void => navigation.text?.replace(words);
  const replaceAll = (): void => {
    const replaced = navigation.text?.replaceAll(words) ?? 0;
    if (replaced > 0) toast({ text: t('find.replaced', { count: replaced }), undo: onUndo });
  };
  return (
    <div className="line">
      <TextField
        label={t('find.with')}
        value={words}
        onChange={setWords}
        inputRef={field}
        autoComplete="off"
        maxLength={500}
      />
      {/* Never disabled: the one that is pressed last would lose the focus. */}
      <Button size="s" onPress={replace}>
        {t('find.replace')}
      </Button>
      <Button size="s" onPress={replaceAll}>
        {t('find.replaceAll')}
      </Button>
    </div>
  );
}

function FoundCount({ navigation, isSearching }: { navigation: DocumentNavigation; isSearching: boolean }) {
  const t = useT();
  const { count, current } = useStore(navigation.found);
  const words = count === 0 ? t('find.none') : t('find.count', { current: current + 1, count });
  // Said by `useSaidCount`, with the words around.
  return (
    <span className="count mq-num" data-found>
      {isSearching && words}
    </span>
  );
}

/** Each time the search is asked for, its field has the focus, with the selected words in it. */
const useFocusOnRequest = (
  field: { readonly current: HTMLInputElement | null },
  { turn }: FindRequest,
  navigation: DocumentNavigation,
  take: (words: string) => void,
): void => {
  const taken = useRef(turn);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const selected = navigation.text?.selected() ?? '';
    const isAgain = taken.current !== turn && document.activeElement !== field.current;
    if (isAgain && selected !== '') latest.current(selected);
    taken.current = turn;
    field.current?.focus();
    field.current?.select();
  }, [turn, field, navigation]);
};

/** Once one stops typing or going on: anything sooner would be talked over. */
const ANNOUNCE_AFTER_MS = 350;
const useAnnouncedCount = (navigation: DocumentNavigation, isSearching: boolean): void => {
  const t = useT();
  const { count, current } = useStore(navigation.found);
  useEffect(() => {
    if (!isSearching) return;
    const timer = setTimeout(() => {
      const at = { current: current + 1, count, words: navigation.text?.around() ?? '' };
      announce(count === 0 ? t('find.none') : t('find.said', at));
    }, ANNOUNCE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [navigation, isSearching, count, current, t]);
};
