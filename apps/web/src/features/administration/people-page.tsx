import { UserPlus } from 'lucide-react';
import type { Approval, PersonRow } from '@maroquin/contracts';
import { useState } from 'react';
import { PageBody, PageHeader } from '../../frame/index.js';
import { ApprovalsList } from '../access/index.js';
import { type HandedLink, LinkDialog, MergesList } from '../identity/index.js';
import { useDates, useT } from '../../i18n/index.js';
import {
  Button,
  ErrorNote,
  FilterField,
  Menu,
  reportFailure,
  ShowMore,
  Skeleton,
  toast,
  useDebounced,
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
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<HandedLink | null>(null);
  const [leaving, setLeaving] = useState<PersonRow | null>(null);
  const [filter, setFilter] = useState('');
  const people = usePeopleOf(orgId, useDebounced(filter.trim(), 150));
  const actionsOn = usePersonActions(orgId, setLink, setLeaving);
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
          <h2>{people.first ? t('people.count', { count: people.first.total }) : t('people.title')}</h2>
          <FilterField label={t('people.filter')} value={filter} onChange={setFilter} />
        </div>
        {people.isPending && <Skeleton />}
        {people.error && <ErrorNote error={people.error} />}
        {people.isSuccess && people.rows.length === 0 && (
          <p className="mq-muted" role="status">
            {t('people.none')}
          </p>
        )}
        <ul className="mq-admin-list" aria-label={t('administration.people')}>
          {people.rows.map((person) => (
            <li key={person.id}>
              <PersonLine person={person} />
              <Menu label={t('people.actionsOn', { name: person.name })} items={actionsOn(person)} />
            </li>
          ))}
        </ul>
        <ShowMore list={people} />
      </PageBody>
      {inviting && <InviteDialog orgId={orgId} onClose={() => setInviting(false)} onInvited={setLink} />}
      {leaving !== null && <HandOverDialog orgId={orgId} person={leaving} onClose={() => setLeaving(null)} />}
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
      list={approvals}
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
      list={merges}
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
