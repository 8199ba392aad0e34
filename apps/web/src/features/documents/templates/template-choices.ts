import {
  type SuppliedTemplate,
  suppliedTemplates,
  templatePageSchema,
  type TemplateView,
} from '@maroquin/contracts';
import { useQuery } from '@tanstack/react-query';
import { listWhole, queryKeys } from '../../../api/index.js';
import { type Dates, type Translate, useDates, useT } from '../../../i18n/index.js';

export const origins = ['space', 'organisation', 'supplied'] as const;
export type TemplateOrigin = (typeof origins)[number];

export type TemplateSource = { readonly documentId: string } | { readonly supplied: SuppliedTemplate };

/** What may stand over a supplied template. */
export interface Letterhead {
  readonly id: string;
  readonly name: string;
}

/** A template as the gallery shows it. */
export interface TemplateChoice {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly origin: TemplateOrigin;
  readonly source: TemplateSource;
}

/** Pages of templates that are read: beyond them one looks for the document itself. */
const MOST_PAGES = 10;

/** Those of the space first, then those of the other places that I read, then what comes with the product. */
export function useTemplateChoices(spaceId: string | null) {
  const t = useT();
  const dates = useDates();
  const query = useQuery({
    queryKey: queryKeys.templates,
    queryFn: ({ signal }) =>
      listWhole('/documents/templates', { schema: templatePageSchema, signal, mostPages: MOST_PAGES }),
  });
  const all = query.data ?? [];
  const own = all.filter(({ letterhead }) => !letterhead).map((one) => ownChoice(one, spaceId, { t, dates }));
  const byOrigin = (origin: TemplateOrigin) => own.filter((one) => one.origin === origin);
  const choices = [
    ...byOrigin('space'),
    ...byOrigin('organisation'),
    ...suppliedTemplates.map(suppliedChoice(t)),
  ];
  // The one of the space comes first: it is what stands there by itself.
  const isHere = ({ space }: TemplateView): number => Number(space !== null && space.id === spaceId);
  const letterheads: Letterhead[] = all
    .filter(({ letterhead }) => letterhead)
    .sort((a, b) => isHere(b) - isHere(a))
    .map(({ resource: { id, name } }) => ({ id, name }));
  return { choices, letterheads, error: query.error };
}

const ownChoice = (
  { resource, space }: TemplateView,
  spaceId: string | null,
  { t, dates }: { t: Translate; dates: Dates },
): TemplateChoice => ({
  key: resource.id,
  name: resource.name,
  about: space?.name ?? t('template.changed', { date: dates.day(resource.updatedAt) }),
  origin: space !== null && space.id === spaceId ? 'space' : 'organisation',
  source: { documentId: resource.id },
});

const suppliedChoice =
  (t: Translate) =>
  (supplied: SuppliedTemplate): TemplateChoice => ({
    key: supplied,
    name: t(`template.${supplied}`),
    about: t(`template.${supplied}.about`),
    origin: 'supplied',
    source: { supplied },
  });
