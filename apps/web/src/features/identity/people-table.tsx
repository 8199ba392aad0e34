import { useState } from 'react';
import type { PersonRow } from '@maroquin/contracts';
import { useMe } from '../../api/index.js';
import { useDates, useT } from '../../i18n/index.js';
import { Avatar, DataTable, PersonName } from '../../ui/index.js';
import { QuotaDialog } from './quota-dialog.js';
import type { HandedLink } from './link-dialog.js';
import { usePersonActions } from './person-actions.js';

interface PeopleTableProps {
  label: string;
  rows: readonly PersonRow[];
  onLink: (link: HandedLink) => void;
}
export function PeopleTable({ label, rows, onLink }: PeopleTableProps) {
  const t = useT();
  const me = useMe();
  const [limited, setLimited] = useState<PersonRow | null>(null);
  const actionsOn = usePersonActions(onLink, setLimited);
  return (
    <>
      <DataTable
        label={label}
        rows={rows}
        idOf={(person) => person.id}
        columns={[
          {
            header: t('people.name'),
            className: 'name',
            cell: (person) => <PersonCell person={person} isMe={person.id === me.person.id} />,
          },
          {
            header: t('people.status'),
            className: 'fix meta',
            cell: (person) => <PersonTags person={person} />,
          },
          {
            header: t('people.lastSeen'),
            className: 'fix meta',
            cell: (person) => <LastSeen at={person.lastSeenAt} />,
          },
        ]}
        menu={{
          header: t('ui.more'),
          label: ({ name }) => t('people.actionsOn', { name }),
          items: actionsOn,
        }}
      />
      {limited !== null && <QuotaDialog holder={limited} onClose={() => setLimited(null)} />}
    </>
  );
}

function PersonCell({ person, isMe }: { person: PersonRow; isMe: boolean }) {
  const t = useT();
  return (
    <span className="mq-row">
      <Avatar person={person} isDecorative />
      <span className="two">
        <span className="mq-cut main">
          <PersonName person={person} /> {isMe && t('people.you')}
        </span>
        <span className="mq-cut mq-small mq-muted">{person.email}</span>
      </span>
    </span>
  );
}

function LastSeen({ at }: { at: string | null }) {
  const t = useT();
  const dates = useDates();
  if (at === null) return t('people.never');
  return (
    <time dateTime={at} title={dates.full(at)}>
      {dates.short(at)}
    </time>
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
      {person.pending && <span className="mq-tag">{t('people.pending')}</span>}{' '}
      {person.linkRequestedAt && <span className="mq-tag warn">{t('people.linkRequested')}</span>}
    </>
  );
}
