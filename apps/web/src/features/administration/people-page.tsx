import { UserPlus } from 'lucide-react';
import type { Approval, PersonRow } from '@maroquin/contracts';
import { useDeferredValue, useState } from 'react';
import { PageBody, PageHeader } from '../../frame/index.js';
import { ApprovalsList } from '../access/index.js';
import { type HandedLink, LinkDialog, MergesList } from '../identity/index.js';
import { useDates, useT } from '../../i18n/index.js';
import {
  Button,
  ErrorNote,
  FilterField,
  fold,
  Menu,
  Skeleton,
  reportFailure,
  toast,
} from '../../ui/index.js';
import { AccountDialog } from './account-dialog.js';
import {
  useAdministratorLink,
  useApprovalsOf,
  useCreatePerson,
  useDecideApprovalOf,
  useHandOverOf,
  usePersonLink,
  useDecideMergeOf,
  useMergesOf,
  usePeopleOf,
} from './administration-api.js';
import { HandOverDialog } from './hand-over-dialog.js';
import { OrganisationChoice, useChosenOrganisation } from './organisation-choice.js';
import { usePersonActions } from './person-actions.js';

/** The people of an organisation: their accounts, never what they write. */
export function PeoplePage() {
  const t = useT();
  const orgId = useChosenOrganisation();
  const people = usePeopleOf(orgId);
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<HandedLink | null>(null);
  const [leaving, setLeaving] = useState<PersonRow | null>(null);
  const [filter, setFilter] = useState('');
  const wanted = fold(useDeferredValue(filter));
  const actionsOn = usePersonActions(orgId, setLink, setLeaving);
  const all = people.data?.items ?? [];
  const rows = all.filter(({ name, email }) => fold(`${name} ${email}`).includes(wanted));
  return (
    <>
      <PageHeader
        title={t('administration.people')}
        actions={
          <Button variant="primary" icon={UserPlus} onPress={() => setInviting(true)}>
            {t('people.invite')}
          </Button>
        }
      />
      <PageBody>
        <OrganisationChoice />
        <ApprovalsOf orgId={orgId} onLink={setLink} />
        <Merges orgId={orgId} />
        <div className="mq-sect">
          <h2>{t('people.count', { count: all.filter((one) => one.disabledAt === null).length })}</h2>
          <FilterField label={t('people.filter')} value={filter} onChange={setFilter} />
        </div>
        {people.isPending && <Skeleton />}
        {people.error && <ErrorNote error={people.error} />}
        {people.data && rows.length === 0 && <p className="mq-muted">{t('people.none')}</p>}
        <ul className="mq-admin-list" aria-label={t('administration.people')}>
          {rows.map((person) => (
            <li key={person.id}>
              <PersonLine person={person} />
              <Menu label={t('people.actionsOn', { name: person.name })} items={actionsOn(person)} />
            </li>
          ))}
        </ul>
      </PageBody>
      {inviting && <InviteDialog orgId={orgId} onClose={() => setInviting(false)} onInvited={setLink} />}
      {leaving !== null && (
        <HandOverDialog orgId={orgId} person={leaving} people={all} onClose={() => setLeaving(null)} />
      )}
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </>
  );
}

function PersonLine({ person }: { person: PersonRow }) {
  const t = useT();
  const dates = useDates();
  return (
    <>
      <span className="two">
        <span className="main mq-cut">{person.name}</span>
        <span className="mq-small mq-muted mq-cut">{person.email}</span>
        <span className="mq-small mq-sec">
          {person.lastSeenAt === null
            ? t('people.never')
            : t('administration.lastIn', { date: dates.short(person.lastSeenAt) })}
        </span>
      </span>
      <span className="tags">
        {person.admin && <span className="mq-tag acc">{t('people.roleAdmin')}</span>}
        {person.pending && <span className="mq-tag">{t('people.pending')}</span>}
        {person.linkRequestedAt !== null && <span className="mq-tag warn">{t('people.linkRequested')}</span>}
        {person.disabledAt !== null && (
          <span className="mq-tag">{t(person.deleted ? 'people.isDeleted' : 'people.isDisabled')}</span>
        )}
      </span>
    </>
  );
}

function ApprovalsOf({ orgId, onLink }: { orgId: string; onLink: (link: HandedLink) => void }) {
  const t = useT();
  const approvals = useApprovalsOf(orgId);
  const decide = useDecideApprovalOf(orgId);
  const personLink = usePersonLink(orgId);
  const administratorLink = useAdministratorLink();
  const handOver = useHandOverOf(orgId);
  const again = async ({ act, target, to }: Approval) => {
    if (act === 'hand-over' && to !== null) {
      const { count } = await handOver.mutateAsync({ id: target.id, toId: to.id });
      toast({ text: t('people.entrusted', { count, name: to.name }) });
      return;
    }
    const made = await (act === 'sign-in-link' ? personLink : administratorLink).mutateAsync(target.id);
    onLink({ ...made, name: target.name, isNew: false });
  };
  return (
    <ApprovalsList
      items={approvals.data?.items ?? []}
      onDecide={(id, decision) => decide.mutateAsync({ id, decision })}
      onContinue={(approval) => void again(approval).catch(reportFailure)}
      isBusy={decide.isPending}
    />
  );
}

function Merges({ orgId }: { orgId: string }) {
  const merges = useMergesOf(orgId);
  const decide = useDecideMergeOf(orgId);
  return (
    <MergesList
      items={merges.data?.items ?? []}
      nameOf={(provider) => provider}
      onDecide={(id, decision) => decide.mutateAsync({ id, decision })}
      isBusy={decide.isPending}
    />
  );
}

interface InviteDialogProps {
  orgId: string;
  onClose: () => void;
  onInvited: (link: HandedLink) => void;
}
function InviteDialog({ orgId, onClose, onInvited }: InviteDialogProps) {
  const t = useT();
  const create = useCreatePerson(orgId);
  return (
    <AccountDialog
      title={t('people.inviteTitle')}
      text={t('administration.createText')}
      flag={t('administration.mayManageTeams')}
      error={create.error}
      isPending={create.isPending}
      onClose={onClose}
      onCreate={({ name, email, flag }) =>
        create.mutate(
          { name, email, admin: flag },
          {
            onSuccess: (made) => {
              onClose();
              onInvited({ ...made, name, isNew: true });
            },
          },
        )
      }
    />
  );
}
