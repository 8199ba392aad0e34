import { KeyRound, UserCheck, UserPlus, UserX } from 'lucide-react';
import type { AdministratorRow } from '@maroquin/contracts';
import { useState } from 'react';
import { PageBody, PageHeader } from '../../frame/index.js';
import { useDates, useT } from '../../i18n/index.js';
import {
  Button,
  ErrorNote,
  Menu,
  type MenuAction,
  reportFailure,
  ShowMore,
  Skeleton,
  toast,
} from '../../ui/index.js';
import { useAdministratorEnd, useAdministratorLink, useAdministrators } from './administration-api.js';
import { CreateAdministratorDialog } from './create-administrator-dialog.js';
import { type HandedLink, LinkDialog } from '../identity/index.js';
import { useAdministrator } from './administrator.js';

/** The other administration accounts. */
export function AdministratorsPage() {
  const t = useT();
  const administrators = useAdministrators();
  const [creating, setCreating] = useState(false);
  const [link, setLink] = useState<HandedLink | null>(null);
  const actionsOn = useActions(setLink);
  return (
    <>
      <PageHeader
        title={t('administration.administrators')}
        actions={
          <Button variant="primary" icon={UserPlus} onPress={() => setCreating(true)}>
            {t('administration.createAdministrator')}
          </Button>
        }
      />
      <PageBody>
        <p className="mq-sec">{t('administration.administratorsText')}</p>
        {administrators.isPending && <Skeleton />}
        {administrators.error && <ErrorNote error={administrators.error} />}
        <ul className="mq-admin-list" aria-label={t('administration.administrators')}>
          {administrators.rows.map((row) => (
            <AdministratorLine key={row.id} row={row} actions={actionsOn(row)} />
          ))}
        </ul>
        <ShowMore list={administrators} />
      </PageBody>
      {creating && <CreateAdministratorDialog onClose={() => setCreating(false)} onCreated={setLink} />}
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </>
  );
}

function AdministratorLine({ row, actions }: { row: AdministratorRow; actions: MenuAction[] }) {
  const t = useT();
  const dates = useDates();
  const me = useAdministrator();
  return (
    <li>
      <span className="two">
        <span className="main mq-cut">
          {row.name} {row.id === me.administrator.id && t('people.you')}
        </span>
        <span className="mq-small mq-muted mq-cut">{row.email}</span>
        <span className="mq-small mq-sec">
          {row.lastSeenAt === null
            ? t('administration.neverIn')
            : t('administration.lastIn', { date: dates.short(row.lastSeenAt) })}
        </span>
      </span>
      <span className="tags">
        {row.everywhere && <span className="mq-tag acc">{t('administration.everywhere')}</span>}
        {row.disabledAt !== null && <span className="mq-tag">{t('people.isDisabled')}</span>}
        {row.disabledAt === null && !row.enrolled && (
          <span className="mq-tag warn">{t('administration.notEnrolled')}</span>
        )}
      </span>
      <Menu label={t('people.actionsOn', { name: row.name })} items={actions} />
    </li>
  );
}

function useActions(onLink: (link: HandedLink) => void) {
  const t = useT();
  const me = useAdministrator();
  const newLink = useAdministratorLink();
  const end = useAdministratorEnd();
  return (row: AdministratorRow): MenuAction[] => {
    const act = (what: 'disable' | 'enable') => () =>
      end.mutate(
        { id: row.id, act: what },
        {
          onSuccess: () =>
            toast({ text: t(what === 'disable' ? 'people.disabled' : 'people.enabled', { name: row.name }) }),
          onError: reportFailure,
        },
      );
    if (row.disabledAt !== null)
      return [{ id: 'enable', icon: UserCheck, label: t('people.enable'), onAction: act('enable') }];
    const link: MenuAction = {
      id: 'link',
      icon: KeyRound,
      label: t('administration.newEnrolment'),
      description: t('administration.newEnrolmentHint'),
      onAction: () =>
        newLink.mutate(row.id, {
          onSuccess: (made) => onLink({ ...made, name: row.name, isNew: false }),
          onError: reportFailure,
        }),
    };
    if (row.id === me.administrator.id) return [link];
    return [
      link,
      {
        id: 'disable',
        icon: UserX,
        label: t('people.disable'),
        danger: true,
        onAction: act('disable'),
      },
    ];
  };
}
