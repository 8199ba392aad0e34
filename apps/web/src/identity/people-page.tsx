import { KeyRound, UserPlus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { PersonRow } from '@maroquin/contracts';
import { NotFoundPage } from '../app/failure-pages.js';
import { PageBody, PageHeader } from '../app/page.js';
import { usePrimaryAction } from '../app/shortcuts.js';
import { useCapability, useMe } from '../api/index.js';
import { useDates, useT } from '../i18n/index.js';
import { fold } from '../places/fold.js';
import { Avatar, Button, ErrorNote, Menu, reportFailure, Skeleton } from '../ui/index.js';
import { FilterField } from '../ui/filter-field.js';
import { InviteDialog } from './invite-dialog.js';
import { LinkDialog, type HandedLink } from './link-dialog.js';
import { useNewSignInLink, usePeople } from './session-api.js';

export function PeoplePage() {
  return useCapability('people.manage') ? <People /> : <NotFoundPage />;
}

function People() {
  const t = useT();
  const people = usePeople();
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<HandedLink | null>(null);
  const [filter, setFilter] = useState('');
  const wanted = fold(useDeferredValue(filter));
  const invite = () => setInviting(true);
  usePrimaryAction(t('people.invite'), invite);
  const all = people.data?.items ?? [];
  const rows = all.filter((person) => fold(`${person.name} ${person.email}`).includes(wanted));
  return (
    <>
      <PageHeader
        title={t('people.title')}
        actions={
          <span className="mq-desk">
            <Button variant="primary" icon={UserPlus} onPress={invite}>
              {t('people.invite')}
            </Button>
          </span>
        }
      />
      <PageBody>
        <div className="mq-sect">
          <h2>{t('people.count', { count: all.length })}</h2>
          <FilterField label={t('people.filter')} value={filter} onChange={setFilter} />
        </div>
        {people.isPending && <Skeleton />}
        {people.error && <ErrorNote error={people.error} />}
        {people.data && rows.length === 0 && <p className="mq-muted">{t('people.none')}</p>}
        {rows.length > 0 && <PeopleTable rows={rows} onLink={setLink} />}
      </PageBody>
      <InviteDialog isOpen={inviting} onClose={() => setInviting(false)} onInvited={setLink} />
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </>
  );
}

function PeopleTable({ rows, onLink }: { rows: readonly PersonRow[]; onLink: (link: HandedLink) => void }) {
  const t = useT();
  const dates = useDates();
  const me = useMe();
  const newLink = useNewSignInLink();
  const create = async (person: PersonRow) => {
    try {
      onLink({ ...(await newLink.mutateAsync(person.id)), name: person.name, isNew: false });
    } catch (error) {
      reportFailure(error);
    }
  };
  return (
    <table className="mq-tbl" role="table" aria-label={t('people.title')}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {t('people.name')}
          </th>
          <th role="columnheader" scope="col">
            {t('people.status')}
          </th>
          <th role="columnheader" scope="col">
            {t('people.lastSeen')}
          </th>
          <th role="columnheader" scope="col">
            <span className="mq-vh">{t('ui.more')}</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((person) => (
          <tr role="row" key={person.id}>
            <td role="cell" className="name">
              <span className="mq-row">
                <Avatar person={person} isDecorative />
                <span className="two">
                  <span className="mq-cut main">
                    {person.name} {person.id === me.person.id && t('people.you')}
                  </span>
                  <span className="mq-cut mq-small mq-muted">{person.email}</span>
                </span>
              </span>
            </td>
            <td role="cell" className="fix meta">
              {person.admin && <span className="mq-tag acc">{t('people.roleAdmin')}</span>}{' '}
              {person.linkRequestedAt && <span className="mq-tag warn">{t('people.linkRequested')}</span>}
            </td>
            <td role="cell" className="fix meta">
              {person.lastSeenAt ? (
                <time dateTime={person.lastSeenAt} title={dates.full(person.lastSeenAt)}>
                  {dates.short(person.lastSeenAt)}
                </time>
              ) : (
                t('people.never')
              )}
            </td>
            <td role="cell" className="act">
              <Menu
                label={t('people.actionsOn', { name: person.name })}
                items={[
                  {
                    id: 'link',
                    icon: KeyRound,
                    label: t('people.newLink'),
                    onAction: () => void create(person),
                  },
                ]}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
