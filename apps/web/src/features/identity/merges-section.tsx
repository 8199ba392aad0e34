import type { IdentityMerge } from '@maroquin/contracts';
import { useDates, useT } from '../../i18n/index.js';
import { announce, Button, reportFailure, ShowMore } from '../../ui/index.js';
import { useDecideMerge, useIdentityMerges } from './session-api.js';
import { type LoadedList, useProviders } from '../../api/index.js';

/** People of a provider whose address is already that of an account: only an administrator can say that they are one. */
export function MergesSection() {
  const decide = useDecideMerge();
  const providers = useProviders().data?.items ?? [];
  const merges = useIdentityMerges();
  return (
    <MergesList
      list={merges}
      nameOf={(provider) => providers.find((one) => one.id === provider)?.name ?? provider}
      onDecide={(id, decision) => decide.mutateAsync({ id, decision })}
      isBusy={decide.isPending}
    />
  );
}

interface MergesListProps {
  list: Pick<LoadedList<IdentityMerge, unknown>, 'rows' | 'hasMore' | 'isLoadingMore' | 'loadMore'>;
  nameOf: (provider: string) => string;
  onDecide: (id: string, decision: 'approve' | 'refuse') => Promise<void>;
  isBusy: boolean;
}
/** Nothing while nobody waits. */
export function MergesList({ list, ...rest }: MergesListProps) {
  const t = useT();
  const items = list.rows;
  if (items.length === 0) return null;
  return (
    <section className="mq-merges" aria-labelledby="rapprochements">
      <div className="mq-sect">
        <h2 id="rapprochements">{t('merges.title', { count: items.length })}</h2>
      </div>
      <p className="mq-sec">{t('merges.text')}</p>
      <ul>
        {items.map((merge) => (
          <MergeLine key={merge.id} merge={merge} {...rest} />
        ))}
      </ul>
      <ShowMore list={list} />
    </section>
  );
}

function MergeLine({
  merge: { id, person, claims, provider, askedAt, waiting },
  nameOf,
  onDecide,
  isBusy,
}: Omit<MergesListProps, 'list'> & { merge: IdentityMerge }) {
  const t = useT();
  const dates = useDates();
  const decide = async (decision: 'approve' | 'refuse') => {
    try {
      await onDecide(id, decision);
      announce(t(decision === 'approve' ? 'merges.approved' : 'merges.refused', { name: claims.name }));
    } catch (error) {
      reportFailure(error);
    }
  };
  return (
    <li className="mq-merge">
      <div className="mq-grow">
        <p>
          <b>{claims.name}</b> · {claims.email} · {nameOf(provider)}
        </p>
        <p className="mq-small mq-sec">
          {t('merges.wants', { name: person.name, email: person.email })}
          {claims.organisation && ` · ${claims.organisation}`}
          {claims.siret && ` · SIRET ${claims.siret}`} ·{' '}
          <time dateTime={askedAt} title={dates.full(askedAt)}>
            {dates.short(askedAt)}
          </time>
        </p>
        {waiting && <p className="mq-small">{t('merges.waiting')}</p>}
      </div>
      <div className="mq-row mq-wrap">
        <Button size="s" isPending={isBusy} onPress={() => void decide('approve')}>
          {t('merges.approve', { name: claims.name })}
        </Button>
        <Button size="s" variant="ghost" isPending={isBusy} onPress={() => void decide('refuse')}>
          {t('merges.refuse', { name: claims.name })}
        </Button>
      </div>
    </li>
  );
}
