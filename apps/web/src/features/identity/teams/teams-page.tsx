import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { TeamView } from '@maroquin/contracts';
import { NotFoundPage, PageBody, PageHeader, usePrimaryAction } from '../../../frame/index.js';
import { useCapability } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import {
  Button,
  DataTable,
  EmptyState,
  ErrorNote,
  FilterField,
  NameDialog,
  ShowMore,
  Skeleton,
  useDebounced,
} from '../../../ui/index.js';
import { useCreateTeam, useTeams } from './teams-api.js';

/** `/equipes`: the teams of the organisation, whose members have what the team is given. */
export function TeamsPage() {
  return useCapability('people.list') ? <Teams /> : <NotFoundPage />;
}

function Teams() {
  const t = useT();
  const mayManage = useCapability('people.manage');
  const [filter, setFilter] = useState('');
  const [creating, setCreating] = useState(false);
  const teams = useTeams(useDebounced(filter.trim(), 150));
  const create = () => setCreating(true);
  usePrimaryAction(t('teams.create'), mayManage ? create : null);
  const isNone = teams.isSuccess && teams.rows.length === 0;
  const createButton = mayManage && (
    <Button variant="primary" icon={UsersRound} onPress={create}>
      {t('teams.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('teams.title')} actions={<span className="mq-desk">{createButton}</span>} />
      <PageBody>
        {(!isNone || filter !== '') && (
          <div className="mq-sect">
            <h2>{t('teams.all')}</h2>
            <FilterField label={t('teams.filter')} value={filter} onChange={setFilter} />
          </div>
        )}
        {teams.isPending && <Skeleton />}
        {teams.error && <ErrorNote error={teams.error} />}
        {isNone && filter === '' && <EmptyState title={t('teams.none')}>{t('teams.noneText')}</EmptyState>}
        {isNone && filter !== '' && (
          <p className="mq-muted" role="status">
            {t('teams.noMatch')}
          </p>
        )}
        {teams.rows.length > 0 && <TeamsTable rows={teams.rows} />}
        <ShowMore list={teams} />
        {teams.rows.length > 0 && <p className="mq-small mq-muted">{t('teams.text')}</p>}
      </PageBody>
      {creating && <CreateTeam onClose={() => setCreating(false)} />}
    </>
  );
}

function TeamsTable({ rows }: { rows: readonly TeamView[] }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <DataTable
      label={t('teams.title')}
      rows={rows}
      idOf={({ id }) => id}
      onOpen={({ id }) => void navigate(`/equipes/${id}`)}
      columns={[
        {
          header: t('people.name'),
          className: 'name',
          cell: ({ id, name }) => (
            <Link className="mq-cut main" to={`/equipes/${id}`}>
              {name}
            </Link>
          ),
        },
        {
          header: t('teams.members'),
          className: 'fix meta',
          cell: ({ members }) => t('teams.count', { count: members }),
        },
      ]}
    />
  );
}

function CreateTeam({ onClose }: { onClose: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const create = useCreateTeam();
  return (
    <NameDialog
      title={t('teams.create')}
      label={t('teams.name')}
      hint={t('teams.nameHint')}
      submit={t('teams.createSubmit')}
      onClose={onClose}
      onSubmit={async (name) => {
        const { id } = await create.mutateAsync(name);
        await navigate(`/equipes/${id}`);
      }}
    />
  );
}
