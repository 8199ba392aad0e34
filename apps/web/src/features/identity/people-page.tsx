import { UserPlus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { NotFoundPage, PageBody, PageHeader, usePrimaryAction } from '../../frame/index.js';
import { useCapability } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { Button, ErrorNote, FilterField, fold, Skeleton } from '../../ui/index.js';
import { ApprovalsSection } from '../access/index.js';
import { MergesSection } from './merges-section.js';
import { InviteDialog } from './invite-dialog.js';
import { LinkDialog, type HandedLink } from './link-dialog.js';
import { useContinue } from './person-actions.js';
import { PeopleTable } from './people-table.js';
import { usePeople } from './session-api.js';

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
  const onContinue = useContinue(setLink);
  const invite = () => setInviting(true);
  usePrimaryAction(t('people.invite'), invite);
  const all = people.data?.items ?? [];
  const rows = all.filter((person) => fold(`${person.name} ${person.email}`).includes(wanted));
  const open = rows.filter((person) => person.disabledAt === null);
  const closed = rows.filter((person) => person.disabledAt !== null);
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
          <h2>{t('people.count', { count: all.filter((person) => person.disabledAt === null).length })}</h2>
          <FilterField label={t('people.filter')} value={filter} onChange={setFilter} />
        </div>
        {people.isPending && <Skeleton />}
        {people.error && <ErrorNote error={people.error} />}
        {people.data && rows.length === 0 && <p className="mq-muted">{t('people.none')}</p>}
        {open.length > 0 && <PeopleTable label={t('people.title')} rows={open} onLink={setLink} />}
        {closed.length > 0 && (
          <section className="mq-closed-people">
            <div className="mq-sect">
              <h2>{t('people.closed')}</h2>
            </div>
            <PeopleTable label={t('people.closed')} rows={closed} onLink={setLink} />
          </section>
        )}
      </PageBody>
      <InviteDialog isOpen={inviting} onClose={() => setInviting(false)} onInvited={setLink} />
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </>
  );
}
