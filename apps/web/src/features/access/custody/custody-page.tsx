import { Link2 } from 'lucide-react';
import { useCapability } from '../../../api/index.js';
import { NotFoundPage, PageBody, PageHeader } from '../../../frame/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { Button, ErrorNote, Skeleton } from '../../../ui/index.js';
import { OnceShown } from '../outside/once-shown.js';
import { EndingSection } from '../ending/ending-section.js';
import { useKeyCustody, useMakeCustodyLink } from './custody-api.js';
import { OrganisationExportPart } from './organisation-export.js';
import { CustodyPanel } from './custody-panel.js';
import '../style/access.css';
import '../style/parts.css';

/** `/cles`: for who keeps the organisation's keys. */
export function CustodyPage() {
  return useCapability('keys.keep') ? <Custody /> : <NotFoundPage />;
}

function Custody() {
  const t = useT();
  const custody = useKeyCustody(null);
  return (
    <>
      <PageHeader title={t('keys.title')} />
      <PageBody>
        {custody.isPending && <Skeleton />}
        {custody.error && <ErrorNote error={custody.error} />}
        {custody.data && (
          <>
            <CustodyPanel state={custody.data} ticket={null} />
            {custody.data.closed || <OrganisationExportPart />}
            <OwnLink />
            <EndingSection />
          </>
        )}
      </PageBody>
    </>
  );
}

/** While the organisation is closed, nobody signs in: this address is how a custodian comes back. */
function OwnLink() {
  const t = useT();
  const dates = useDates();
  const make = useMakeCustodyLink();
  return (
    <section className="mq-keys-part" aria-labelledby="keys-link">
      <h2 id="keys-link">{t('keys.link')}</h2>
      <p className="mq-sec">{t('keys.linkText')}</p>
      {make.error && <ErrorNote error={make.error} />}
      {make.data ? (
        <OnceShown
          link={make.data.link}
          text={t('keys.linkField')}
          hint={t('keys.linkHint', { date: dates.day(make.data.expiresAt) })}
          onDone={() => make.reset()}
        />
      ) : (
        <div>
          <Button icon={Link2} isPending={make.isPending} onPress={() => make.mutate(undefined)}>
            {t('keys.linkMake')}
          </Button>
        </div>
      )}
    </section>
  );
}
