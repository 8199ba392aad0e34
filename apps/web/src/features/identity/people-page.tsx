import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { NotFoundPage, PageBody, PageHeader, usePrimaryAction } from '../../frame/index.js';
import { useCapability } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { Button, ErrorNote, FilterField, ShowMore, Skeleton, useDebounced } from '../../ui/index.js';
import { ApprovalsSection, EndingSection } from '../access/index.js';
import { MergesSection } from './merges-section.js';
import { InviteDialog } from './invite-dialog.js';
import { LinkDialog, type HandedLink } from './link-dialog.js';
import { useContinue } from './person-actions.js';
import { OrganisationSection } from './organisation-section.js';
import { PeopleTable } from './people-table.js';
import { StorageSection } from './storage-section.js';
import { usePeople } from './session-api.js';

export function PeoplePage() {
  return useCapability('people.manage') ? <People /> : <NotFoundPage />;
}

interface ClosedPeopleProps {
  closed: ReturnType<typeof usePeople>;
  onLink: (link: HandedLink) => void;
}
function ClosedPeople({ closed, onLink }: ClosedPeopleProps) {
  const t = useT();
  if (closed.rows.length === 0) return null;
  return (
    <section className="mq-closed-people">
      <div className="mq-sect">
        <h2>{t('people.closed')}</h2>
      </div>
      <PeopleTable label={t('people.closed')} rows={closed.rows} onLink={onLink} />
      <ShowMore list={closed} />
    </section>
  );
}

function People() {
  const t = useT();
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<HandedLink | null>(null);
  const [filter, setFilter] = useState('');
  const wanted = useDebounced(filter.trim(), 150);
  const open = usePeople('open', wanted);
  const closed = usePeople('closed', wanted);
  const onContinue = useContinue(setLink);
  const invite = () => setInviting(true);
  usePrimaryAction(t('people.invite'), invite);
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
        <ApprovalsSection onContinue={onContinue} />
        <MergesSection />
        <div className="mq-sect">
          <h2>{open.first ? t('people.count', { count: open.first.total }) : t('people.title')}</h2>
          <FilterField label={t('people.filter')} value={filter} onChange={setFilter} />
        </div>
        {open.isPending && <Skeleton />}
        {open.error && <ErrorNote error={open.error} />}
        {open.isSuccess && closed.isSuccess && open.rows.length + closed.rows.length === 0 && (
          <p className="mq-muted" role="status">
            {t('people.none')}
          </p>
        )}
        {open.rows.length > 0 && <PeopleTable label={t('people.title')} rows={open.rows} onLink={setLink} />}
        <ShowMore list={open} />
        <ClosedPeople closed={closed} onLink={setLink} />
        <OrganisationSection />
        <StorageSection />
        <EndingSection />
      </PageBody>
      <InviteDialog isOpen={inviting} onClose={() => setInviting(false)} onInvited={setLink} />
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </>
  );
}
