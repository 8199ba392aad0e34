import type { PersonRow } from '@maroquin/contracts';
import { useMe } from '../../api/index.js';
import { useDates, useT } from '../../i18n/index.js';
import { Avatar, Menu } from '../../ui/index.js';
import type { HandedLink } from './link-dialog.js';
import { usePersonActions } from './person-actions.js';

interface PeopleTableProps {
  label: string;
  rows: readonly PersonRow[];
  onLink: (link: HandedLink) => void;
}
export function PeopleTable({ label, rows, onLink }: PeopleTableProps) {
  const t = useT();
  const dates = useDates();
  const me = useMe();
  const actionsOn = usePersonActions(onLink);
  return (
    <table className="mq-tbl" role="table" aria-label={label}>
      <PeopleTableHead />
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
              <PersonTags person={person} />
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
              <Menu label={t('people.actionsOn', { name: person.name })} items={actionsOn(person)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PersonTags({ person }: { person: PersonRow }) {
  const t = useT();
  const dates = useDates();
  if (person.disabledAt !== null) {
    return (
      <span className="mq-tag" title={dates.full(person.disabledAt)}>
        {t(person.deleted ? 'people.isDeleted' : 'people.isDisabled')}
      </span>
    );
  }
  return (
    <>
      {person.admin && <span className="mq-tag acc">{t('people.roleAdmin')}</span>}{' '}
      {person.linkRequestedAt && <span className="mq-tag warn">{t('people.linkRequested')}</span>}
    </>
  );
}

function PeopleTableHead() {
  const t = useT();
  return (
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
  );
}
