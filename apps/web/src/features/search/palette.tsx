import { Search, X } from 'lucide-react';
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { useNavigate } from 'react-router';
import type { SearchKind } from '@maroquin/contracts';
import { createdSchema } from '@maroquin/contracts';
import { newKey, request, useRecent } from '../../api/index.js';
import { conversationHref, resourceHref } from '../../frame/index.js';
import { useT } from '../../i18n/index.js';
import { ErrorNote, Icon, IconButton, reportFailure, useDebounced, Skeleton } from '../../ui/index.js';
import { hitHref } from './hits.js';
import { narrow, respelt } from './operators.js';
import { PaletteList } from './palette-list.js';
import {
  type Command,
  commandGroups,
  firstGroups,
  hitGroups,
  type PaletteGroup,
  type PaletteRow,
} from './palette-rows.js';
import { useRecentSearches } from './recent-searches.js';
import { type Asked, useFirstHits, usePeopleHits } from './search-api.js';
import './search.css';

/** Milliseconds without a key before it is asked. */
const REST_MS = 120;
const HITS = 16;
const SEARCH_MAX = 500;

type Chip = 'all' | SearchKind;
const CHIPS: readonly Chip[] = ['all', 'document', 'message', 'file', 'place'];

interface PaletteProps {
  commands: readonly Command[];
  onClose: () => void;
}

/** One field over everything: what is found while one types, and what the page can do after ">". */
export function Palette({ commands, onClose }: PaletteProps) {
  const t = useT();
  return (
    <ModalOverlay className="mq-scrim" isOpen onOpenChange={(open) => !open && onClose()} isDismissable>
      <Modal className="mq-modal mq-palette">
        <AriaDialog className="mq-dlg" aria-label={t('search.title')}>
          <PaletteBody commands={commands} onClose={onClose} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteBody({ commands, onClose }: PaletteProps) {
  const t = useT();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [chip, setChip] = useState<Chip>('all');
  const [at, setAt] = useState(0);
  const { groups, isSettled, error, recents } = useGroups(typed, chip, commands);
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const current = Math.min(at, rows.length - 1);
  const type = (next: string): void => {
    setTyped(next);
    setAt(0);
  };
  const open = useOpenRow(typed, recents.keep, onClose, type);
  const words = typed.trim();
  const isNothing = words !== '' && rows.every(({ kind }) => kind === 'suggestion') && isSettled;
  const isSearching = words !== '' && rows.length === 0 && !isSettled;
  return (
    <>
      <PaletteField
        listId={listId}
        current={rows[current] === undefined ? null : current}
        typed={typed}
        onType={type}
        onKeyDown={keysOf({ rows, current, onPoint: setAt, onOpen: open })}
        onClose={onClose}
      />
      {words !== '' && !words.startsWith('>') && <Chips chosen={chip} onChoose={setChip} />}
      <div className="mq-palette-body">
        <PaletteList
          id={listId}
          groups={groups}
          current={current}
          onOpen={open}
          onPoint={setAt}
          onForget={recents.forget}
        />
        {error !== null && <ErrorNote error={error} />}
        {isSearching && error === null && <Skeleton rows={3} />}
        <p role="status" className={isNothing ? 'mq-palette-none' : 'mq-vh'}>
          {isNothing ? t('search.nothing', { typed: words }) : ''}
        </p>
      </div>
      <Hints />
    </>
  );
}

interface PaletteFieldProps {
  listId: string;
  /** Number of the row that Enter opens; null: the list is empty. */
  current: number | null;
  typed: string;
  onType: (typed: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onClose: () => void;
}
/** The field, which keeps the focus while its keys move in the list. */
function PaletteField({ listId, current, typed, onType, onKeyDown, onClose }: PaletteFieldProps) {
  const t = useT();
  return (
    <div className="mq-palette-head">
      <Icon of={Search} />
      <input
        autoFocus
        role="combobox"
        aria-expanded={current !== null}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current === null ? undefined : `${listId}-${String(current)}`}
        aria-label={t('search.everywhere')}
        placeholder={t('search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        maxLength={SEARCH_MAX}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="mq-desk">
        <kbd className="mq-kbd">{t.locale === 'en' ? 'Esc' : 'Échap'}</kbd>
      </span>
      <span className="mq-mob">
        <IconButton icon={X} label={t('ui.close')} onPress={onClose} />
      </span>
    </div>
  );
}

interface Keys {
  rows: readonly PaletteRow[];
  current: number;
  onPoint: (at: number) => void;
  onOpen: (row: PaletteRow, inNewTab: boolean) => void;
}
const keysOf =
  ({ rows, current, onPoint, onOpen }: Keys) =>
  (event: KeyboardEvent): void => {
    const row = rows[current];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && rows.length > 0) {
      event.preventDefault();
      onPoint((current + step + rows.length) % rows.length);
    }
    // While a word is being composed, Enter ends it.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || row === undefined) return;
    event.preventDefault();
    onOpen(row, event.ctrlKey || event.metaKey);
  };

/** What the list shows for what is typed. `isSettled`: it is about what is typed now. */
function useGroups(typed: string, chip: Chip, commands: readonly Command[]) {
  const words = useDebounced(typed.trim(), REST_MS);
  const isCommand = typed.startsWith('>');
  const recents = useRecentSearches();
  const documents = useRecent().data?.items;
  const asked: Asked = useMemo(
    () => ({ typed: isCommand ? '' : words, kinds: chip === 'all' ? undefined : [chip] }),
    [words, chip, isCommand],
  );
  const found = useFirstHits(asked, HITS);
  const people = usePeopleHits(narrow(words).words.trim(), chip === 'all' && !isCommand);
  const groups = ((): PaletteGroup[] => {
    if (isCommand) return commandGroups(typed, commands);
    if (typed.trim() === '') return firstGroups(recents.recent, documents ?? []);
    const persons = chip === 'all' && words !== '' ? (people.data?.items ?? []) : [];
    const { items: hits = [], suggestions = [] } = found.data ?? {};
    const meant = suggestions.map((one) => respelt(words, one));
    return hitGroups(words, { hits, people: persons, suggestions: meant }, chip !== 'all');
  })();
  const isSettled = words === typed.trim() && !found.isFetching && !people.isFetching;
  return { groups, isSettled, error: isCommand ? null : found.error, recents };
}

function useOpenRow(
  typed: string,
  keep: (typed: string) => void,
  onClose: () => void,
  onAgain: (typed: string) => void,
): (row: PaletteRow, inNewTab: boolean) => void {
  const navigate = useNavigate();
  const go = (href: string, inNewTab: boolean): void => {
    keep(typed);
    if (inNewTab) {
      window.open(href, '_blank', 'noopener');
      return;
    }
    // Closed first: an open dialog would take the focus back from the page.
    onClose();
    void navigate(href);
  };
  const write = async (personId: string): Promise<void> => {
    const body = { personIds: [personId] };
    const { id } = await request('POST', '/conversations', {
      ...{ body, schema: createdSchema, idempotencyKey: newKey() },
    });
    go(conversationHref(id), false);
  };
  return (row, inNewTab) => {
    switch (row.kind) {
      case 'hit':
        return go(hitHref(row.hit), inNewTab);
      case 'document':
        return go(resourceHref(row.document), inNewTab);
      case 'person':
        return void write(row.person.id).catch(reportFailure);
      case 'command':
        onClose();
        return row.command.run();
      case 'recent':
      case 'suggestion':
        return onAgain(row.typed);
      case 'all':
        keep(typed);
        onClose();
        return void navigate('/recherche', { state: { typed } });
    }
  };
}

function Chips({ chosen, onChoose }: { chosen: Chip; onChoose: (chip: Chip) => void }) {
  const t = useT();
  const label = {
    all: t('search.all'),
    document: t('search.documents'),
    message: t('search.messages'),
    file: t('search.files'),
    place: t('search.places'),
  };
  return (
    <div className="mq-palette-chips" role="group" aria-label={t('search.kinds')}>
      {CHIPS.map((chip) => (
        <button
          key={chip}
          type="button"
          className="mq-search-chip"
          aria-pressed={chip === chosen}
          onClick={() => onChoose(chip)}
        >
          {label[chip]}
        </button>
      ))}
    </div>
  );
}

function Hints() {
  const t = useT();
  const enter = t.locale === 'en' ? 'Enter' : 'Entrée';
  return (
    <footer className="mq-palette-foot mq-small">
      <span className="mq-desk">
        <kbd className="mq-kbd">↑</kbd> <kbd className="mq-kbd">↓</kbd> {t('search.choose')}
      </span>
      <span className="mq-desk">
        <kbd className="mq-kbd">{enter}</kbd> {t('search.open')}
      </span>
      <span className="mq-desk">
        <kbd className="mq-kbd">Ctrl {enter}</kbd> {t('search.newTab')}
      </span>
      <span className="only">{t('search.onlyYours')}</span>
    </footer>
  );
}
