import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Place } from '@maroquin/contracts';
import { PageHeader, placeHref } from '../../../frame/index.js';
import { useMe, usePlace } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { Button, type Crumb, EmptyState, ErrorNote, FilterField, fold, Skeleton } from '../../../ui/index.js';
import { useNewDocument } from '../list/use-new-document.js';
import { TemplateCard } from './template-card.js';
import { origins, type TemplateChoice, type TemplateOrigin, useTemplateChoices } from './template-choices.js';
import { TemplateForm } from './template-form.js';
import './templates.css';

/** A new document that begins as a template does: in the place that the address names, or in one's own space. */
export function TemplatesPage() {
  const [search] = useSearchParams();
  const me = useMe();
  const parentId = search.get('dans') ?? me.personalSpaceId;
  if (parentId === null) return <NoPlace />;
  return <TemplatesOf key={parentId} parentId={parentId} />;
}

/** A guest comes here from a place alone. */
function NoPlace() {
  const t = useT();
  return (
    <>
      <PageHeader title={t('template.title')} />
      <EmptyState title={t('places.empty')}>{t('places.emptyRead')}</EmptyState>
    </>
  );
}

function TemplatesOf({ parentId }: { parentId: string }) {
  const t = useT();
  const create = useNewDocument();
  const place = usePlace(parentId);
  return (
    <>
      <PageHeader
        title={t('template.title')}
        crumbs={useCrumbs(place.data)}
        actions={
          <Button icon={Plus} onPress={() => void create({ kind: 'prose', parentId })}>
            {t('template.emptyDocument')}
          </Button>
        }
      />
      {place.error !== null && place.data === undefined && <ErrorNote error={place.error} />}
      {place.isPending ? <Skeleton rows={6} /> : <Gallery parentId={parentId} place={place.data} />}
    </>
  );
}

function useCrumbs(place: Place | undefined): Crumb[] {
  const t = useT();
  const me = useMe();
  if (place === undefined) return [];
  const path = [...place.breadcrumb, place.resource];
  const ids = path.map(({ id }) => id);
  return path.map(({ id, name }, index) => ({
    name: id === me.personalSpaceId ? t('places.mine') : name,
    to: placeHref(ids.slice(0, index + 1), 'documents'),
  }));
}

function Gallery({ parentId, place }: { parentId: string; place: Place | undefined }) {
  const t = useT();
  const spaceId = place?.breadcrumb[0]?.id ?? place?.resource.id ?? null;
  const { choices, letterheads, error } = useTemplateChoices(spaceId);
  const [query, setQuery] = useState('');
  const [origin, setOrigin] = useState<TemplateOrigin | null>(null);
  const [key, setKey] = useState<string>('note');
  const wanted = fold(query.trim());
  const shown = choices.filter(
    (one) =>
      (origin === null || one.origin === origin) &&
      (wanted === '' || fold(`${one.name} ${one.about}`).includes(wanted)),
  );
  const chosen = shown.find((one) => one.key === key) ?? shown[0];
  return (
    <div className="mq-tpl-split">
      <div className="mq-scroll">
        <div className="mq-pad">
          <div className="mq-sect">
            <h2 id="templates">{t('template.choose')}</h2>
            <FilterField label={t('template.search')} value={query} onChange={setQuery} />
          </div>
          <Origins chosen={origin} onChoose={setOrigin} />
          {error !== null && <ErrorNote error={error} />}
          {shown.length === 0 ? (
            <p className="mq-sec">
              {wanted === '' ? t('template.noneHere') : t('template.none', { query: query.trim() })}
            </p>
          ) : (
            <Cards shown={shown} chosen={chosen} onChoose={setKey} />
          )}
        </div>
      </div>
      {chosen !== undefined && (
        <TemplateForm
          key={chosen.key}
          choice={chosen}
          letterheads={'supplied' in chosen.source ? letterheads : []}
          parentId={parentId}
        />
      )}
    </div>
  );
}

interface CardsProps {
  shown: readonly TemplateChoice[];
  chosen: TemplateChoice | undefined;
  onChoose: (key: string) => void;
}
function Cards({ shown, chosen, onChoose }: CardsProps) {
  return (
    <div className="mq-tpls" role="radiogroup" aria-labelledby="templates">
      {shown.map((choice) => (
        <TemplateCard
          key={choice.key}
          choice={choice}
          isChosen={choice === chosen}
          onChoose={() => onChoose(choice.key)}
        />
      ))}
    </div>
  );
}

function Origins({
  chosen,
  onChoose,
}: {
  chosen: TemplateOrigin | null;
  onChoose: (origin: TemplateOrigin | null) => void;
}) {
  const t = useT();
  const label = {
    space: t('template.space'),
    organisation: t('template.organisation'),
    supplied: t('template.suppliedBy'),
  };
  return (
    <div className="mq-tpl-origins" role="group" aria-label={t('template.origin')}>
      {[null, ...origins].map((one) => (
        <button
          key={one ?? 'all'}
          type="button"
          className="mq-btn s"
          aria-pressed={one === chosen}
          onClick={() => onChoose(one)}
        >
          {one === null ? t('template.all') : label[one]}
        </button>
      ))}
    </div>
  );
}
