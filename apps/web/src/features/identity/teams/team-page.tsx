import { Users, X } from 'lucide-react';
import { useParams } from 'react-router';
import type { SubjectView, TeamMember } from '@maroquin/contracts';
import { NotFoundPage, PageBody, PageHeader } from '../../../frame/index.js';
import { isApiError, useCapability } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import {
  Avatar,
  ErrorNote,
  Icon,
  IconButton,
  PersonName,
  reportFailure,
  ShowMore,
  Skeleton,
  Tile,
  toast,
  useKeptFocus,
} from '../../../ui/index.js';
import { SubjectField } from '../../access/index.js';
import { useSetMember, useTeam, useTeamMembers } from './teams-api.js';

/** `/equipes/:teamId`: who is in a team. */
export function TeamPage() {
  const { teamId = '' } = useParams();
  const t = useT();
  const team = useTeam(teamId);
  if (isApiError(team.error, 'request.not-found')) return <NotFoundPage />;
  return (
    <>
      <PageHeader
        title={team.data?.name ?? t('teams.title')}
        crumbs={[{ name: t('teams.title'), to: '/equipes' }]}
      />
      <PageBody>
        {team.isPending && <Skeleton />}
        {team.error && <ErrorNote error={team.error} />}
        {team.data && <Members teamId={teamId} count={team.data.members} />}
      </PageBody>
    </>
  );
}

function Members({ teamId, count }: { teamId: string; count: number }) {
  const t = useT();
  const mayManage = useCapability('people.manage');
  const members = useTeamMembers(teamId);
  const set = useSetMember(teamId);
  useKeptFocus(members.rows.length);
  const change = ({ id, name }: Pick<SubjectView, 'id' | 'name'>, isIn: boolean) =>
    set.mutate({ personId: id, isIn }, { onSuccess: () => said({ id, name }, isIn), onError: reportFailure });
  const said = (person: Pick<SubjectView, 'id' | 'name'>, isIn: boolean) =>
    toast({
      text: t(isIn ? 'teams.added' : 'teams.removed', { name: person.name }),
      undo: () => change(person, !isIn),
    });
  return (
    <section aria-labelledby="members">
      <div className="mq-sect">
        <h2 id="members">{t('teams.count', { count })}</h2>
      </div>
      {mayManage && (
        <SubjectField
          label={t('teams.add')}
          onlyPeople
          chosen={[]}
          hidden={new Set(members.rows.map(({ id }) => id))}
          onChoose={(subject) => change(subject, true)}
          onRemove={() => undefined}
          onUnknown={() => undefined}
        />
      )}
      {members.isPending && <Skeleton rows={3} />}
      {members.error && <ErrorNote error={members.error} />}
      {members.isSuccess && members.rows.length === 0 && <p className="mq-muted">{t('teams.empty')}</p>}
      <ul className="mq-acc" aria-label={t('teams.members')}>
        {members.rows.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            onRemove={mayManage ? () => change(member, false) : null}
          />
        ))}
      </ul>
      <ShowMore list={members} />
      <p className="mq-small mq-muted">{t('teams.text')}</p>
    </section>
  );
}

function MemberRow({ member, onRemove }: { member: TeamMember; onRemove: (() => void) | null }) {
  const t = useT();
  const dates = useDates();
  return (
    <li>
      <div className="line">
        {member.kind === 'person' ? (
          <Avatar person={member} size="l" isDecorative />
        ) : (
          <Tile>
            <Icon of={Users} />
          </Tile>
        )}
        <span className="w">
          <span className="mq-cut mq-name">
            <PersonName person={member} />
          </span>
          <span className="mq-small mq-muted mq-cut">{member.email ?? t('teams.isTeam')}</span>
          <span className="mq-small mq-muted">{t('teams.since', { date: dates.day(member.addedAt) })}</span>
        </span>
        {onRemove && (
          <IconButton icon={X} label={t('teams.remove', { name: member.name })} onPress={onRemove} />
        )}
      </div>
    </li>
  );
}
