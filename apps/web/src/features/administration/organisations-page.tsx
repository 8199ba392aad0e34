import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { PageBody, PageHeader } from '../../frame/index.js';
import { type HandedLink, LinkDialog } from '../identity/index.js';
import { useDates, useT } from '../../i18n/index.js';
import { Button, ErrorNote, ShowMore, Skeleton } from '../../ui/index.js';
import { useOrganisations } from './administration-api.js';
import { CreateOrganisationDialog } from './create-organisation-dialog.js';
import { useAdministrator } from './administrator.js';

/** The organisations that one administers. */
export function OrganisationsPage() {
  const t = useT();
  const dates = useDates();
  const me = useAdministrator();
  const organisations = useOrganisations();
  const [creating, setCreating] = useState(false);
  const [link, setLink] = useState<HandedLink | null>(null);
  return (
    <>
      <PageHeader
        title={t('administration.organisations')}
        actions={
          me.everywhere && (
            <Button variant="primary" icon={Plus} onPress={() => setCreating(true)}>
              {t('administration.createOrganisation')}
            </Button>
          )
        }
      />
      <PageBody>
        {organisations.isPending && <Skeleton />}
        {organisations.error && <ErrorNote error={organisations.error} />}
        <ul className="mq-admin-list" aria-label={t('administration.organisations')}>
          {organisations.rows.map(({ id, name, people, createdAt }) => (
            <li key={id}>
              <span className="two">
                <Link className="main mq-cut" to={`/personnes?organisation=${id}`}>
                  {name}
                </Link>
                <span className="mq-small mq-sec">
                  {t('people.count', { count: people })},{' '}
                  {t('administration.organisationSince', { date: dates.short(createdAt) })}
                </span>
              </span>
            </li>
          ))}
        </ul>
        <ShowMore list={organisations} />
      </PageBody>
      {creating && <CreateOrganisationDialog onClose={() => setCreating(false)} onCreated={setLink} />}
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </>
  );
}
