import { useState } from 'react';
import { Link } from 'react-router';
import { NotFoundPage, PageBody, PageHeader } from '../../../frame/index.js';
import { useCapability } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { useDirectory } from '../sharing/access-api.js';
import { Avatar, ErrorNote, FilterField, PersonName, useDebounced } from '../../../ui/index.js';
import { ApprovalsSection } from './approvals-list.js';
import { DutiesSection } from './duties-section.js';
import { RolesSection } from './roles-section.js';
import '../style/access.css';
import './oversight.css';

/** `/droits`: where one who looks after rights begins. */
export function RightsPage() {
  return useCapability('access.audit') ? <Rights /> : <NotFoundPage />;
}

function Rights() {
  const t = useT();
  const [text, setText] = useState('');
  const wanted = useDebounced(text.trim(), 150);
  const directory = useDirectory(wanted, 'directory');
  const people = (wanted === '' ? [] : (directory.data ?? [])).filter(({ kind }) => kind === 'person');
  return (
    <>
      <PageHeader title={t('rights.title')} />
      <PageBody>
        <ApprovalsSection />
        <div className="mq-sect">
          <h2>{t('rights.find')}</h2>
          <FilterField label={t('rights.find')} value={text} onChange={setText} />
        </div>
        <p className="mq-muted">{t('rights.findText')}</p>
        {directory.error && <ErrorNote error={directory.error} />}
        {wanted !== '' && directory.isSuccess && people.length === 0 && (
          <p className="mq-muted" role="status">
            {t('rights.nobody')}
          </p>
        )}
        {people.length > 0 && (
          <ul className="mq-acc" aria-label={t('rights.found')}>
            {people.map((person) => (
              <li key={person.id}>
                <div className="line">
                  <Avatar person={person} size="l" isDecorative />
                  <span className="w">
                    <Link className="mq-cut mq-name" to={`/droits/personnes/${person.id}`}>
                      <PersonName person={person} />
                    </Link>
                    <span className="mq-small mq-muted mq-cut">{person.email}</span>
                  </span>
                </div>
              </li>
            ))}
          </ul>
        )}
        <DutiesSection />
        <RolesSection />
      </PageBody>
    </>
  );
}
