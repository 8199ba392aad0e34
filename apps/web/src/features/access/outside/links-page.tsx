import { Minus } from 'lucide-react';
import { useState } from 'react';
import type { ExternalLink } from '@maroquin/contracts';
import { NotFoundPage, PageBody, PageHeader } from '../../../frame/index.js';
import { useCapability } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import {
  EmptyState,
  ErrorNote,
  FilterField,
  Menu,
  reportFailure,
  SelectField,
  ShowMore,
  Skeleton,
  toast,
  useDebounced,
} from '../../../ui/index.js';
import { LinkIcon, useLinkFacts } from './link-row.js';
import { useAllLinks, useRestoreAnyLink, useSetLinkDays, useWithdrawAnyLink } from './links-api.js';
import '../style/access.css';

/** `/liens`: every external link of the organisation, for its administrators. */
export function LinksPage() {
  return useCapability('people.manage') ? <AllLinks /> : <NotFoundPage />;
}

function AllLinks() {
  const t = useT();
  const [filter, setFilter] = useState('');
  const wanted = useDebounced(filter.trim(), 150);
  const links = useAllLinks(wanted);
  const items = links.rows;
  // Looked for in vain is not the same as none at all.
  const isFiltered = filter !== '' || items.length > 0 || links.hasMore;
  return (
    <>
      <PageHeader title={t('links.title')} />
      <PageBody>
        {links.isPending && <Skeleton />}
        {links.error && <ErrorNote error={links.error} />}
        {links.isSuccess && !isFiltered && (
          <EmptyState title={t('links.none')}>{t('links.noneText')}</EmptyState>
        )}
        {links.first && <DefaultEnd days={links.first.days} />}
        {isFiltered && <FilterField label={t('links.filter')} value={filter} onChange={setFilter} />}
        {links.isSuccess && isFiltered && items.length === 0 && (
          <p className="mq-muted" role="status">
            {t('links.noMatch')}
          </p>
        )}
        <ul className="mq-acc" aria-label={t('links.title')}>
          {items.map((link) => (
            <Row key={link.id} link={link} />
          ))}
        </ul>
        <ShowMore list={links} />
      </PageBody>
    </>
  );
}

const OFFERED_DAYS = [7, 30, 90, 180, 365] as const;
const NEVER = 'never';

/** When new links of the organisation end, unless who makes one says otherwise. */
function DefaultEnd({ days }: { days: number | null }) {
  const t = useT();
  const set = useSetLinkDays();
  const wordsOf = (count: number | null): string =>
    count === null ? t('links.never') : t('links.inDays', { count });
  const offered = [...new Set([...OFFERED_DAYS, ...(days === null ? [] : [days])])].sort((a, b) => a - b);
  const choose = (next: number | null): void =>
    set.mutate(next, {
      onSuccess: () => toast({ text: t('links.daysSet', { when: wordsOf(next) }), undo: () => choose(days) }),
      onError: reportFailure,
    });
  return (
    <div className="mq-link-days">
      <SelectField
        label={t('links.days')}
        value={days === null ? NEVER : String(days)}
        options={[
          ...offered.map((count) => ({ id: String(count), label: wordsOf(count) })),
          { id: NEVER, label: t('links.never') },
        ]}
        onChange={(id) => id !== undefined && choose(id === NEVER ? null : Number(id))}
      />
      <p className="mq-small mq-muted">{t('links.daysHint')}</p>
    </div>
  );
}

function Row({ link }: { link: ExternalLink }) {
  const t = useT();
  const dates = useDates();
  const factsOf = useLinkFacts();
  const withdraw = useWithdrawAnyLink();
  const restore = useRestoreAnyLink();
  const giveBack = async (undo: string) => {
    try {
      await restore.mutateAsync({ id: link.id, undo });
      toast({ text: t('links.restored', { name: link.name }) });
    } catch (error) {
      reportFailure(error);
    }
  };
  const remove = async () => {
    try {
      const { undo } = await withdraw.mutateAsync(link.id);
      toast({
        text: t('links.withdrawn', { name: link.name }),
        ...(undo === null ? {} : { undo: () => void giveBack(undo) }),
      });
    } catch (error) {
      reportFailure(error);
    }
  };
  const by = link.createdBy?.name;
  const date = dates.day(link.createdAt);
  return (
    <li>
      <div className="line">
        <LinkIcon />
        <span className="w">
          <span className="mq-cut mq-name">{link.name}</span>
          <span className="mq-small mq-muted mq-cut">
            {link.resource.name === null ? t('links.hidden') : t('links.opens', { name: link.resource.name })}
          </span>
          <span className="mq-small mq-muted">{factsOf(link)}</span>
          <span className="mq-small mq-muted">
            {by === undefined ? t('links.madeOn', { date }) : t('links.madeBy', { name: by, date })}
          </span>
        </span>
        <Menu
          label={t('links.actionsOn', { name: link.name })}
          items={[{ id: 'withdraw', icon: Minus, label: t('links.withdraw'), onAction: () => void remove() }]}
        />
      </div>
    </li>
  );
}
