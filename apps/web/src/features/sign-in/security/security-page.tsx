import { useEffect, useState } from 'react';
import { PageBody, PageHeader } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import { ErrorNote, LinkButton, Note, Skeleton } from '../../../ui/index.js';
import { AddressSection } from './address-section.js';
import { GeneratorSection } from './generator-section.js';
import { PasskeysSection } from './passkeys-section.js';
import { useSecurity } from './security-api.js';
import { SessionsSection } from './sessions-section.js';
import './security.css';

/** How one comes in, and where one is in. */
export function SecurityPage() {
  const t = useT();
  const security = useSecurity();
  return (
    <>
      <PageHeader title={t('security.title')} />
      <PageBody>
        <div className="mq-security">
          {security.isPending && <Skeleton />}
          {security.error && <ErrorNote error={security.error} />}
          {security.data && (
            <>
              <StaleNote freshUntil={security.data.freshUntil} />
              <AddressSection />
              <PasskeysSection passkeys={security.data.passkeys} />
              <GeneratorSection
                since={security.data.totp?.since ?? null}
                codesLeft={security.data.recoveryCodesLeft}
              />
              <SessionsSection sessions={security.data.sessions} />
            </>
          )}
        </div>
      </PageBody>
    </>
  );
}

/** Says before the click, not after it, that changes need a fresh sign-in. */
function StaleNote({ freshUntil }: { freshUntil: string }) {
  const t = useT();
  const end = Date.parse(freshUntil);
  const [isStale, setStale] = useState(() => Date.now() >= end);
  useEffect(() => {
    const left = end - Date.now();
    setStale(left <= 0);
    if (left <= 0) return;
    const timer = setTimeout(() => setStale(true), left);
    return () => clearTimeout(timer);
  }, [end]);
  if (!isStale) return null;
  return (
    <Note
      tone="info"
      actions={<LinkButton to="/connexion?suite=%2Fsecurite">{t('security.again')}</LinkButton>}
    >
      <p>{t('security.stale')}</p>
    </Note>
  );
}
