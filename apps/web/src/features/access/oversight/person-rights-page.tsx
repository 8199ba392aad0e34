import { useState } from 'react';
import { useParams } from 'react-router';
import type { PersonRight, PersonRights, ResourceSummary } from '@maroquin/contracts';
import { NotFoundPage, PageBody, PageHeader } from '../../../frame/index.js';
import { useCapability } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { Button, EmptyState, ErrorNote, KindGlyph, Note, Skeleton } from '../../../ui/index.js';
import { roleKey } from '../roles/roles.js';
import { byCause } from './by-cause.js';
import { useResourceWords } from './resource-words.js';
import { type RightsFilter, usePersonRights } from './oversight-api.js';
import { ResourceRightsDialog } from './resource-rights-dialog.js';
import { RightsFilters } from './rights-filters.js';
import '../style/access.css';
import './oversight.css';

/** `/droits/personnes/:personId`: what this person can see, and why. */
export function PersonRightsPage() {
  const { personId = '' } = useParams();
  return useCapability('access.audit') ? <Rights key={personId} personId={personId} /> : <NotFoundPage />;
}

function Rights({ personId }: { personId: string }) {
  const t = useT();
  const [filter, setFilter] = useState<RightsFilter>({});
  const [asked, setAsked] = useState<ResourceSummary | null>(null);
  const rights = usePersonRights(personId, filter);
  const first = rights.data?.pages[0];
  const rows = rights.data?.pages.flatMap((page) => page.items) ?? [];
  const name = first?.person.name || t('rights.unknownPerson');
  return (
    <>
      <PageHeader
        title={t('rights.ofPerson', { name })}
        crumbs={[{ name: t('rights.title'), to: '/droits' }]}
        labels={first && <Seat rights={first} />}
      />
      <PageBody>
        {first?.closed && (
          <Note tone="info">
            <p>{t('rights.closedText')}</p>
          </Note>
        )}
        <p className="mq-small mq-sec">{t('rights.notListed')}</p>
        <RightsFilters value={filter} onChange={setFilter} />
        {rights.isPending && <Skeleton />}
        {rights.error && <ErrorNote error={rights.error} />}
        {rights.isSuccess && rows.length === 0 && (
          <EmptyState title={t('rights.none')}>{t('rights.noneText')}</EmptyState>
        )}
        {rows.length > 0 && <Causes rows={rows} onAsk={setAsked} />}
        {rights.hasNextPage && (
          <Button isPending={rights.isFetchingNextPage} onPress={() => void rights.fetchNextPage()}>
            {t('rights.more')}
          </Button>
        )}
      </PageBody>
      {asked && <ResourceRightsDialog resource={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function Seat({ rights: { seat, closed } }: { rights: PersonRights }) {
  const t = useT();
  const dates = useDates();
  if (closed) return <span className="mq-tag">{t('rights.closed')}</span>;
  if (seat.endsAt === null) return <span className="mq-tag acc">{t(`rights.seat.${seat.kind}`)}</span>;
  const date = dates.day(seat.endsAt);
  return seat.over ? (
    <span className="mq-tag">{t('rights.guestOver', { date })}</span>
  ) : (
    <span className="mq-tag warn">{t('rights.guestUntil', { date })}</span>
  );
}

interface CausesProps {
  rows: readonly PersonRight[];
  onAsk: (resource: ResourceSummary) => void;
}
/** What is seen, under why it is: one right on a space may open a hundred things. */
function Causes({ rows, onAsk }: CausesProps) {
  const t = useT();
  const words = useResourceWords();
  return (
    <ul className="mq-causes" aria-label={t('rights.list')}>
      {byCause(rows).map((group) => {
        const [{ resource, reasons }] = group;
        const cause = reasons[0] === undefined ? '' : words.causeOf(reasons[0], resource);
        return (
          <li key={resource.id}>
            <h2 className="mq-share-h">
              {cause} <span className="mq-num mq-muted">({group.length})</span>
            </h2>
            <ul className="mq-acc" aria-label={cause}>
              {group.map((row) => (
                <Row key={row.resource.id} row={row} onAsk={() => onAsk(row.resource)} />
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

/** The first reason, the strongest right, stands above; what else gives a right is said whole. */
function Row({ row: { resource, role, reasons }, onAsk }: { row: PersonRight; onAsk: () => void }) {
  const t = useT();
  const words = useResourceWords();
  const title = words.titleOf(resource);
  return (
    <li>
      <div className="line">
        <KindGlyph resource={{ kind: resource.kind, documentKind: null }} />
        <span className="w">
          <span className="mq-cut mq-name">{title}</span>
          <span className="mq-small mq-muted">{words.placeOf(resource)}</span>
          <ul className="mq-why">
            {reasons.map((reason, index) => (
              <li className="mq-small mq-sec" key={`${reason.subject.id} ${reason.from.id}`}>
                {reason.customRole?.name ?? t(roleKey(reason.role, resource.kind))} :{' '}
                {index === 0 ? words.whenOf(reason) : words.whyOf(reason, resource)}
              </li>
            ))}
          </ul>
        </span>
        <span className="mq-tag">{t(roleKey(role, resource.kind))}</span>
        <Button size="s" aria-label={t('rights.whoTo', { name: title })} onPress={onAsk}>
          {t('rights.who')}
        </Button>
      </div>
    </li>
  );
}
