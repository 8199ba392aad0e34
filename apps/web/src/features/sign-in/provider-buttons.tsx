import { useT } from '../../i18n/index.js';
import { useProviders } from '../../api/index.js';
import { startAddress } from './providers-api.js';

const ABOUT_PROCONNECT = 'https://www.proconnect.gouv.fr/';

/** Sign-in by the providers that the instance declares; nothing while there are none. */
export function ProviderButtons({ next }: { next: string }) {
  const t = useT();
  // The directory has no page of its own: the form below asks it.
  const items = useProviders().data?.items.filter(({ kind }) => kind !== 'ldap') ?? [];
  if (items.length === 0) return null;
  return (
    <section className="mq-providers" aria-label={t('federation.providers')}>
      {items.map(({ id, kind, name }) =>
        kind === 'proconnect' ? (
          <a key={id} className="mq-proconnect" href={startAddress(id, next)}>
            <ProConnectMark />
            <span>
              {t('federation.proconnect')} <b>{name}</b>
            </span>
          </a>
        ) : (
          <a key={id} className="mq-btn plain l full" href={startAddress(id, next)}>
            {t('federation.with', { name })}
          </a>
        ),
      )}
      {items.some(({ kind }) => kind === 'proconnect') && (
        <p className="mq-small">
          <a href={ABOUT_PROCONNECT} target="_blank" rel="noopener noreferrer">
            {t('federation.about')} <span className="mq-vh">{t('federation.newWindow')}</span>
          </a>
        </p>
      )}
      <p className="mq-or mq-small mq-sec">
        <span>{t('federation.or')}</span>
      </p>
    </section>
  );
}

/** A mark of our own, shipped with the page: nothing is fetched from elsewhere, and no sign of the State is imitated. */
function ProConnectMark() {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="14" fill="none" stroke="currentColor" strokeWidth="2" />
      <circle cx="16" cy="12.5" r="4" fill="currentColor" />
      <path d="M8.5 24a7.5 7.5 0 0 1 15 0" fill="none" stroke="currentColor" strokeWidth="2.5" />
    </svg>
  );
}
