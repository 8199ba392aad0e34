import { useState } from 'react';
import type { PersonView, SearchKind } from '@maroquin/contracts';
import { useSpaces } from '../../api/index.js';
import { readDay, useDates, useT } from '../../i18n/index.js';
import { DateField, SelectField } from '../../ui/index.js';
import { SubjectField } from '../access/index.js';

/** What narrows the results, besides the words. */
export interface Facet {
  readonly kind?: SearchKind | undefined;
  readonly placeId?: string | undefined;
  readonly person?: PersonView | undefined;
  readonly dates?: 'month' | 'year' | 'between' | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
}
export const NO_FACETS: Facet = {};

const DAY_MS = 86_400_000;
const NOBODY: ReadonlySet<string> = new Set();

/** The moment at which a day of the person's calendar begins, or ends. */
const dayOf = (value: string, ends: boolean): Date | undefined => {
  const [year, month, day] = value.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return new Date(year, month - 1, day + (ends ? 1 : 0));
};

function spanOf(dates: Facet['dates']): Pick<Facet, 'since' | 'until'> {
  if (dates === 'month') return { since: new Date(Date.now() - 30 * DAY_MS), until: undefined };
  if (dates === 'year') return { since: new Date(new Date().getFullYear(), 0, 1), until: undefined };
  return { since: undefined, until: undefined };
}

interface FacetsProps {
  facets: Facet;
  onChange: (facets: Facet) => void;
}

export function Facets({ facets, onChange }: FacetsProps) {
  const t = useT();
  const spaces = useSpaces().data?.items ?? [];
  return (
    <aside className="mq-facets" aria-label={t('search.facets')}>
      <SelectField
        label={t('search.kinds')}
        all={t('search.all')}
        value={facets.kind}
        options={[
          { id: 'document', label: t('search.documents') },
          { id: 'message', label: t('search.messages') },
          { id: 'file', label: t('search.files') },
          { id: 'place', label: t('search.places') },
        ]}
        onChange={(kind) => onChange({ ...facets, kind })}
      />
      <SelectField
        label={t('search.place')}
        all={t('search.anywhere')}
        value={facets.placeId}
        options={spaces.map(({ id, name }) => ({ id, label: name }))}
        onChange={(placeId) => onChange({ ...facets, placeId })}
      />
      <SubjectField
        label={t('search.person')}
        source="conversations"
        onlyPeople
        hidden={NOBODY}
        chosen={facets.person === undefined ? [] : [{ ...facets.person, kind: 'person', email: null }]}
        onChoose={({ id, name }) => onChange({ ...facets, person: { id, name } })}
        onRemove={() => onChange({ ...facets, person: undefined })}
        onUnknown={() => undefined}
      />
      <PeriodFields facets={facets} onChange={onChange} />
    </aside>
  );
}

/** A period by its name, or the two days between which it lies. */
function PeriodFields({ facets, onChange }: FacetsProps) {
  const t = useT();
  return (
    <>
      <SelectField
        label={t('search.date')}
        all={t('search.anyDate')}
        value={facets.dates}
        options={[
          { id: 'month', label: t('search.lastMonth') },
          { id: 'year', label: t('search.thisYear') },
          { id: 'between', label: t('search.between') },
        ]}
        onChange={(dates) => onChange({ ...facets, dates, ...spanOf(dates) })}
      />
      {facets.dates === 'between' && (
        <>
          <DayField
            label={t('search.since')}
            onChange={(day) => onChange({ ...facets, since: dayOf(day, false) })}
          />
          <DayField
            label={t('search.until')}
            onChange={(day) => onChange({ ...facets, until: dayOf(day, true) })}
          />
        </>
      )}
    </>
  );
}

function DayField({ label, onChange }: { label: string; onChange: (day: string) => void }) {
  const [day, setDay] = useState('');
  const change = (typed: string): void => {
    setDay(typed);
    onChange(readDay(typed) ?? '');
  };
  return <DateField label={label} value={day} onChange={change} />;
}

/** What was chosen, each with how to take it away. */
export function useFacetTags(facets: Facet, onChange: (facets: Facet) => void) {
  const t = useT();
  const dates = useDates();
  const spaces = useSpaces().data?.items ?? [];
  const { kind, placeId, person, since, until } = facets;
  const kinds = {
    document: t('search.documents'),
    message: t('search.messages'),
    file: t('search.files'),
    place: t('search.places'),
  };
  const span =
    facets.dates === 'month'
      ? t('search.lastMonth')
      : facets.dates === 'year'
        ? t('search.thisYear')
        : [
            since && `${t('search.since')} ${dates.day(since)}`,
            until && `${t('search.until')} ${dates.day(new Date(until.getTime() - 1))}`,
          ]
            .filter(Boolean)
            .join(' ');
  return [
    ...(kind === undefined
      ? []
      : [{ id: 'kind', label: kinds[kind], remove: () => onChange({ ...facets, kind: undefined }) }]),
    ...(placeId === undefined
      ? []
      : [
          {
            id: 'place',
            label: spaces.find(({ id }) => id === placeId)?.name ?? '',
            remove: () => onChange({ ...facets, placeId: undefined }),
          },
        ]),
    ...(person === undefined
      ? []
      : [{ id: 'person', label: person.name, remove: () => onChange({ ...facets, person: undefined }) }]),
    ...(span === ''
      ? []
      : [
          {
            id: 'dates',
            label: span,
            remove: () => onChange({ ...facets, dates: undefined, since: undefined, until: undefined }),
          },
        ]),
  ];
}
