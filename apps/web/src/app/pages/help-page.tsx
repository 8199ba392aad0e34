import { Link } from 'react-router';
import { useT } from '../../i18n/index.js';
import { KeysTable } from '../shell/keys-dialog.js';
import { PageBody, PageHeader } from '../../frame/index.js';

export function HelpPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t('help.title')} />
      <PageBody reading={t('help.title')}>
        <div className="mq-prose">
          {(['help.saved', 'help.history', 'help.where', 'help.accessibility'] as const).map((key) => (
            <section key={key}>
              <h2>{t(key)}</h2>
              <p>{t(`${key}Text`)}</p>
              {key === 'help.accessibility' && (
                <p>
                  <Link to="/accessibilite">{t('accessibility.title')}</Link>
                </p>
              )}
            </section>
          ))}
          <section>
            <h2>{t('app.keys')}</h2>
            <KeysTable />
          </section>
        </div>
      </PageBody>
    </>
  );
}
