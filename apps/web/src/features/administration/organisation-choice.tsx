import { useEffect, useId } from 'react';
import { useSearchParams } from 'react-router';
import { useT } from '../../i18n/index.js';
import { useOrganisations } from './administration-api.js';
import { useAdministrator } from './administrator.js';

const PLACE = 'organisation';

/** Which organisation a page is about: it stands in the address, one's own without. */
export function useChosenOrganisation(): string {
  const me = useAdministrator();
  const [search] = useSearchParams();
  return search.get(PLACE) ?? me.organisation.id;
}

/** Nothing for whoever administers one alone. */
export function OrganisationChoice() {
  const t = useT();
  const id = useId();
  const chosen = useChosenOrganisation();
  const [, setSearch] = useSearchParams();
  const { rows: items, hasMore, isLoadingMore, loadMore } = useOrganisations();
  // A choice must hold them all.
  useEffect(() => {
    if (hasMore && !isLoadingMore) loadMore();
  }, [hasMore, isLoadingMore, loadMore]);
  if (items.length < 2) return null;
  return (
    <div className="mq-field mq-choice">
      <label className="mq-lbl" htmlFor={id}>
        {t('administration.organisation')}
      </label>
      <select
        id={id}
        className="mq-in"
        value={chosen}
        onChange={({ target }) => setSearch({ [PLACE]: target.value }, { replace: true })}
      >
        {items.map(({ id: orgId, name }) => (
          <option key={orgId} value={orgId}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
