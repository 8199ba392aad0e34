import { Search, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { SearchHit } from '@maroquin/contracts';
import { PageTitle } from '../../frame/index.js';
import { useDates, useT } from '../../i18n/index.js';
import {
  Avatar,
  Button,
  EmptyState,
  ErrorNote,
  Icon,
  IconButton,
  ShowMore,
  Skeleton,
  useDebounced,
} from '../../ui/index.js';
import { Facets, type Facet, NO_FACETS, useFacetTags } from './facets.js';
import { HitGlyph, hitHref, HitTitle, Marked } from './hits.js';
import { respelt } from './operators.js';
import { useRecentSearches } from './recent-searches.js';
import { type Asked, useHits } from './search-api.js';
import './search.css';

const REST_MS = 200;
const SEARCH_MAX = 500;

/** What narrows a search among its words: no sentence, so it has no French blanks. */
const OPERATORS = {
  fr: 'dans:lieu, de:personne, avant:2026-11-24, après:2026-11, type:message',
  en: 'in:place, from:person, before:2026-11-24, after:2026-11, type:message',
};

/** What is looked for stands in the memory of the page, never in its address, which logs and histories keep. */
interface Kept {
  typed: string;
}

/** All that is found, with what narrows it beside it. */
export function ResultsPage() {
  const t = useT();
  const { typed, setTyped, words, isFromPalette } = useTypedWords();
  const [facets, setFacets] = useState<Facet>(NO_FACETS);
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <PageTitle>{t('search.title')}</PageTitle>
      <h1 className="mq-vh">{t('search.title')}</h1>
      <header className="mq-head">
        <div className="mq-find" role="search">
          <Icon of={Search} />
          <input
            ref={field}
            autoFocus={!isFromPalette}
            type="search"
            aria-label={t('search.everywhere')}
            autoComplete="off"
            spellCheck={false}
            maxLength={SEARCH_MAX}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          {typed !== '' && (
            <IconButton icon={X} label={t('search.clear')} size="s" onPress={() => setTyped('')} />
          )}
        </div>
      </header>
      <div className="mq-results">
        <Facets facets={facets} onChange={setFacets} />
        <Hits
          words={words}
          facets={facets}
          onFacets={setFacets}
          onInstead={(meant) => {
            setTyped(meant);
            // What was pressed goes away.
            field.current?.focus();
          }}
        />
      </div>
    </>
  );
}

/** What is typed, and the words to search for once the typing rests. */
function useTypedWords() {
  const { state } = useLocation() as { state: Kept | null };
  const navigate = useNavigate();
  const [typed, setTyped] = useState(state?.typed ?? '');
  const words = useDebounced(typed.trim(), REST_MS);
  const kept = useRef(state?.typed ?? '');
  // The palette asks for something else; what this page kept itself may be older than what is typed by now.
  useEffect(() => {
    if (state === null || state.typed === kept.current) return;
    kept.current = state.typed;
    setTyped(state.typed);
  }, [state]);
  // Coming back finds it again.
  useEffect(() => {
    if (words === kept.current) return;
    kept.current = words;
    void navigate('.', { replace: true, state: { typed: words } });
  }, [words, navigate]);
  return { typed, setTyped, words, isFromPalette: state !== null };
}

function Hits({
  words,
  facets,
  onFacets,
  onInstead,
}: {
  words: string;
  facets: Facet;
  onFacets: (facets: Facet) => void;
  onInstead: (meant: string) => void;
}) {
  const t = useT();
  const { keep } = useRecentSearches();
  const tags = useFacetTags(facets, onFacets);
  const list = useHits(useAsked(words, facets));
  const hits = list.data?.pages.flatMap((page) => page.items) ?? [];
  const suggestions = (list.data?.pages[0]?.suggestions ?? []).map((one) => respelt(words, one));
  const [unknown] = list.data?.pages[0]?.unknown ?? [];
  if (words === '') return <NothingAsked />;
  if (list.data === undefined)
    return (
      <div className="mq-hits">{list.error ? <ErrorNote error={list.error} /> : <Skeleton rows={6} />}</div>
    );
  return (
    <section className="mq-hits" aria-label={t('search.results')}>
      <HitsHead count={hits.length} tags={tags} suggestions={suggestions} />
      {suggestions.length > 0 && <Suggestions suggestions={suggestions} onInstead={onInstead} />}
      {list.error && <ErrorNote error={list.error} />}
      {unknown !== undefined && <p>{t('search.unknown', { name: unknown })}</p>}
      {hits.length === 0 && unknown === undefined && (
        <NoHits words={words} onUnfilter={tags.length > 0 ? () => onFacets(NO_FACETS) : null} />
      )}
      <HitList hits={hits} onOpen={() => keep(words)} />
      <ShowMore
        list={{
          hasMore: list.hasNextPage,
          isLoadingMore: list.isFetchingNextPage,
          loadMore: () => void list.fetchNextPage(),
        }}
      />
      {hits.length > 0 && <p className="mq-small mq-muted">{t('search.onlyYours')}.</p>}
    </section>
  );
}

function HitList({ hits, onOpen }: { hits: readonly SearchHit[]; onOpen: () => void }) {
  const t = useT();
  return (
    <ol aria-label={t('search.results')} onKeyDown={walk}>
      {hits.map((hit) => (
        <Hit
          key={hit.message ? `${hit.message.conversationId} ${String(hit.message.seq)}` : hit.id}
          hit={hit}
          onOpen={onOpen}
        />
      ))}
    </ol>
  );
}

/** What the server is asked for: the words, and what narrows them. */
const useAsked = (words: string, facets: Facet): Asked =>
  useMemo(
    () => ({
      ...{ typed: words, kinds: facets.kind === undefined ? undefined : [facets.kind] },
      ...{ placeId: facets.placeId, personId: facets.person?.id, since: facets.since, until: facets.until },
    }),
    [words, facets],
  );

function NothingAsked() {
  const t = useT();
  return (
    <section className="mq-hits" aria-label={t('search.results')}>
      <EmptyState title={t('search.start')}>
        {t('search.startHelp', { operators: OPERATORS[t.locale] })}
      </EmptyState>
    </section>
  );
}

/** What may have been meant, where a word finds next to nothing. */
function Suggestions({
  suggestions,
  onInstead,
}: {
  suggestions: readonly string[];
  onInstead: (meant: string) => void;
}) {
  const t = useT();
  return (
    <div className="mq-suggestions" role="group" aria-label={t('search.suggestions')}>
      <span className="mq-muted" aria-hidden="true">
        {t('search.suggestions')}
      </span>
      {suggestions.map((meant) => (
        <Button key={meant} size="s" onPress={() => onInstead(meant)}>
          {meant}
        </Button>
      ))}
    </div>
  );
}

interface HitsHeadProps {
  count: number;
  tags: ReturnType<typeof useFacetTags>;
  suggestions: readonly string[];
}

/** How many were found, and what narrows them. */
function HitsHead({ count, tags, suggestions }: HitsHeadProps) {
  const t = useT();
  const instead = suggestions.length === 0 ? '' : t('search.instead', { words: suggestions.join(', ') });
  return (
    <div className="mq-hits-head">
      <h2>{t('search.found', { count })}</h2>
      <p role="status" className="mq-vh">
        {t('search.found', { count })} {instead}
      </p>
      {tags.map(({ id, label, remove }) => (
        <span key={id} className="mq-search-tag">
          {label}
          <IconButton icon={X} size="s" label={t('search.removeFilter', { name: label })} onPress={remove} />
        </span>
      ))}
    </div>
  );
}

/** @param onUnfilter null: nothing but the words narrows the search */
function NoHits({ words, onUnfilter }: { words: string; onUnfilter: (() => void) | null }) {
  const t = useT();
  return (
    <EmptyState
      title={t(onUnfilter ? 'search.nothingFiltered' : 'search.nothing', { typed: words })}
      actions={onUnfilter && <Button onPress={onUnfilter}>{t('search.removeFilters')}</Button>}
    >
      {t('search.nothingHelp')}
    </EmptyState>
  );
}

/** Up and down go from one hit to the next. */
const walk = (event: React.KeyboardEvent<HTMLElement>): void => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('h3 a')];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
};

function Hit({ hit, onOpen }: { hit: SearchHit; onOpen: () => void }) {
  const t = useT();
  const dates = useDates();
  const isMessage = hit.message !== undefined;
  const where = isMessage
    ? t((hit.message?.rootSeq ?? null) === null ? 'search.message' : 'search.inThread')
    : null;
  const place = hit.place === null ? null : t('search.hitPlace', { place: hit.place.name });
  return (
    <li className="mq-hit">
      {isMessage && hit.author !== null ? (
        <Avatar person={hit.author} size="l" isDecorative />
      ) : (
        <HitGlyph kind={hit.kind} />
      )}
      <div>
        <h3>
          <Link to={hitHref(hit)} onClick={onOpen}>
            <HitTitle hit={hit} t={t} />
          </Link>
        </h3>
        {hit.extract.length > 0 && (
          <p className={`ex ${isMessage ? '' : 'serif'}`}>
            <Marked pieces={hit.extract} />
          </p>
        )}
        <p className="wh">{[where, place].filter(Boolean).join(' · ')}</p>
      </div>
      <time dateTime={hit.at} title={dates.full(hit.at)}>
        {dates.brief(hit.at)}
      </time>
    </li>
  );
}
