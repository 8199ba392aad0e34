import { ChevronRight, History, type LucideIcon, Search, SpellCheck } from 'lucide-react';
import { useEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import type { SearchHit } from '@maroquin/contracts';
import { useDates, useT } from '../../i18n/index.js';
import { Avatar, Icon, PersonName } from '../../ui/index.js';
import { HitGlyph, HitTitle, Marked } from './hits.js';
import type { PaletteGroup, PaletteRow } from './palette-rows.js';

interface PaletteListProps {
  id: string;
  groups: readonly PaletteGroup[];
  /** Number of the row that Enter opens. */
  current: number;
  onOpen: (row: PaletteRow, inNewTab: boolean) => void;
  onPoint: (at: number) => void;
  onForget: () => void;
}

/** What the palette offers, in groups. The focus stays in the field above it. */
export function PaletteList({ id, groups, current, onOpen, onPoint, onForget }: PaletteListProps) {
  const t = useT();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current, groups]);
  let at = -1;
  return (
    <>
      <div ref={list} id={id} role="listbox" aria-label={t('search.results')} className="mq-palette-list">
        {groups.map((group) => (
          <div
            key={group.id}
            role="group"
            aria-labelledby={group.id === 'more' ? undefined : `${id}-${group.id}`}
            aria-label={group.id === 'more' ? t('search.results') : undefined}
          >
            {group.id !== 'more' && (
              <p id={`${id}-${group.id}`} className="mq-palette-group mq-small mq-muted">
                {t(`search.${group.id}`)}
              </p>
            )}
            {group.rows.map((row) => {
              at += 1;
              const place = at;
              return (
                <div
                  key={row.id}
                  id={`${id}-${String(place)}`}
                  role="option"
                  aria-selected={place === current}
                  className="mq-palette-row"
                  onClick={(event: MouseEvent) => onOpen(row, event.ctrlKey || event.metaKey)}
                  onMouseMove={() => place !== current && onPoint(place)}
                >
                  <Row row={row} />
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {groups.some((group) => group.id === 'recent') && (
        <button type="button" className="mq-btn ghost s" onClick={onForget}>
          {t('search.forget')}
        </button>
      )}
    </>
  );
}

function SignedRow({ of, children }: { of: LucideIcon; children: ReactNode }) {
  return (
    <>
      <span className="mq-glyph n" aria-hidden="true">
        <Icon of={of} />
      </span>
      {children}
    </>
  );
}

function RowDate({ at }: { at: string }) {
  const dates = useDates();
  return (
    <time className="mq-small mq-muted" dateTime={at}>
      {dates.brief(at)}
    </time>
  );
}

/** What was found, with the words around it or else its place. */
function HitRow({ hit }: { hit: SearchHit }) {
  const t = useT();
  const below = hit.extract.length > 0 ? <Marked pieces={hit.extract} /> : hit.place?.name;
  return (
    <>
      <HitGlyph kind={hit.kind} />
      <span className="words">
        <b className="mq-cut">
          <HitTitle hit={hit} t={t} />
        </b>
        {below && <span className="mq-small mq-cut">{below}</span>}
      </span>
      <RowDate at={hit.at} />
    </>
  );
}

function PersonHit({ person }: { person: Extract<PaletteRow, { kind: 'person' }>['person'] }) {
  const t = useT();
  return (
    <>
      <Avatar person={person} isDecorative />
      <b className="mq-cut">
        <PersonName person={person} />
      </b>
      <span className="mq-small mq-muted mq-desk">{t('search.writeTo', { name: person.name })}</span>
    </>
  );
}

function Row({ row }: { row: PaletteRow }) {
  const t = useT();
  switch (row.kind) {
    case 'hit':
      return <HitRow hit={row.hit} />;
    case 'document':
      return (
        <>
          <HitGlyph kind="document" />
          <b className="mq-cut">{row.document.name}</b>
          <RowDate at={row.document.updatedAt} />
        </>
      );
    case 'person':
      return <PersonHit person={row.person} />;
    case 'command':
      return (
        <SignedRow of={ChevronRight}>
          <b className="mq-cut">{row.command.label}</b>
        </SignedRow>
      );
    case 'recent':
      return (
        <SignedRow of={History}>
          <span className="mq-cut">{row.typed}</span>
        </SignedRow>
      );
    case 'suggestion':
      return (
        <SignedRow of={SpellCheck}>
          <span className="mq-cut">{row.typed}</span>
        </SignedRow>
      );
    case 'all':
      return (
        <SignedRow of={Search}>
          <span className="mq-cut">{t('search.allResults', { typed: row.typed })}</span>
        </SignedRow>
      );
  }
}
