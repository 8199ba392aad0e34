import { accessFieldSchema, type RefusalPage, refusalPageSchema } from '@maroquin/contracts';
import { useSearchParams } from 'react-router';
import { PageTitle, SignLayout } from '../../frame/index.js';
import { type MessageKey, useT } from '../../i18n/index.js';
import { LinkButton, Note } from '../../ui/index.js';
import { useProviders } from '../../api/index.js';

const TITLES: Record<RefusalPage, MessageKey> = {
  protocole: 'refused.protocol',
  annule: 'refused.cancelled',
  fournisseur: 'refused.provider',
  acces: 'refused.access',
  organisation: 'refused.organisation',
  rapprochement: 'refused.merge',
  compte: 'refused.account',
  adresse: 'refused.address',
};
const TEXTS: Record<RefusalPage, MessageKey> = {
  protocole: 'refused.protocolText',
  annule: 'refused.cancelledText',
  fournisseur: 'refused.providerText',
  acces: 'refused.accessText',
  organisation: 'refused.organisationText',
  rapprochement: 'refused.mergeText',
  compte: 'refused.accountText',
  adresse: 'refused.addressText',
};
/** Asking somebody helps; else trying again does. */
const ASKS: ReadonlySet<RefusalPage> = new Set([
  'acces',
  'organisation',
  'rapprochement',
  'compte',
  'adresse',
]);
const INCIDENT = /^[0-9a-f-]{36}$/;

/** Why a sign-in through a provider did not succeed, what was missing, and whom to ask. Nothing of the address is shown as it is. */
export function RefusedPage() {
  const t = useT();
  const [search] = useSearchParams();
  const page = refusalPageSchema.catch('protocole').parse(search.get('motif'));
  const missing = (search.get('manque') ?? '')
    .split(',')
    .map((field) => accessFieldSchema.safeParse(field))
    .flatMap((field) => (field.success ? [field.data] : []));
  const provider = useProviders().data?.items.find(({ id }) => id === search.get('fournisseur'));
  const incident = INCIDENT.test(location.hash.slice(1)) ? location.hash.slice(1) : null;
  return (
    <SignLayout>
      <PageTitle>{t(TITLES[page])}</PageTitle>
      <h1>{t(TITLES[page])}</h1>
      <p>{t(TEXTS[page], { provider: provider?.name ?? t('refused.theProvider') })}</p>
      {missing.length > 0 && (
        <Note tone="warn">
          <p>{t('refused.missing')}</p>
          <ul className="mq-missing">
            {missing.map((field) => (
              <li key={field}>{t(`refused.field.${field}`)}</li>
            ))}
          </ul>
        </Note>
      )}
      {ASKS.has(page) && (
        <p>
          {provider?.contact ? t('refused.askContact', { contact: provider.contact }) : t('refused.askAdmin')}
        </p>
      )}
      {incident && <p className="mq-small mq-sec mq-incident">{t('refused.incident', { incident })}</p>}
      <LinkButton to="/connexion" variant="primary" size="l" full>
        {t(ASKS.has(page) ? 'identity.backToSignIn' : 'refused.again')}
      </LinkButton>
    </SignLayout>
  );
}
