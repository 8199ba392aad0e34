import { CircleX } from 'lucide-react';
import type { ProvenEndpoint, SovereigntyReport } from '@maroquin/contracts';
import { type MessageKey, useDates, useT } from '../../../i18n/index.js';
import { Icon } from '../../../ui/index.js';

const uses = [
  'database',
  'object-storage',
  'keys',
  'hints',
  'mail',
  'sign-in',
  'directory',
  'push',
  'office',
  'antivirus',
  'time-stamp',
  'logs',
] as const;

/** Where data go: every endpoint of the configuration, what is outside the profile first. */
export function EndpointsTable({ report: { endpoints, registry } }: { report: SovereigntyReport }) {
  const t = useT();
  const dates = useDates();
  return (
    <section className="box" aria-labelledby="proof-where">
      <h2 id="proof-where">{t('sovereignty.where')}</h2>
      <p className="mq-small mq-muted">
        {t('sovereignty.registry', { date: dates.short(registry.issued), version: registry.version })}
      </p>
      <table className="ends" aria-labelledby="proof-where">
        <thead>
          <tr>
            <th scope="col">{t('sovereignty.service')}</th>
            <th scope="col">{t('sovereignty.operator')}</th>
            <th scope="col">{t('sovereignty.jurisdiction')}</th>
            <th scope="col">{t('sovereignty.qualification')}</th>
            <th scope="col">{t('sovereignty.until')}</th>
          </tr>
        </thead>
        <tbody>
          {endpoints.map((endpoint) => (
            <EndpointRow
              key={`${endpoint.use} ${endpoint.variable} ${endpoint.host ?? ''}`}
              endpoint={endpoint}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function EndpointRow({ endpoint }: { endpoint: ProvenEndpoint }) {
  const t = useT();
  const dates = useDates();
  const use = uses.find((one) => one === endpoint.use);
  const isOutside = endpoint.violations.length > 0;
  const label: MessageKey = `sovereignty.q.${endpoint.qualification}`;
  const end =
    endpoint.until !== null
      ? dates.short(endpoint.until)
      : t(endpoint.qualification === 'secnumcloud-3.2' ? 'sovereignty.endUnknown' : 'sovereignty.noEnd');
  const unknown = t('sovereignty.unknown');
  return (
    <tr>
      <th scope="row">
        {use === undefined ? endpoint.use : t(`sovereignty.use.${use}`)}
        <span className="mq-small mq-muted host">{endpoint.host ?? t('sovereignty.thisMachine')}</span>
      </th>
      <td data-label={t('sovereignty.operator')}>
        {endpoint.operator === null ? unknown : `${endpoint.operator}, ${endpoint.offer ?? ''}`}
      </td>
      <td data-label={t('sovereignty.jurisdiction')}>{endpoint.jurisdiction ?? unknown}</td>
      <td data-label={t('sovereignty.qualification')}>
        {isOutside ? (
          <span className="mq-tag bad">
            <Icon of={CircleX} size="s" />
            {t(endpoint.qualification === 'none' ? label : 'sovereignty.outside')}
          </span>
        ) : (
          t(label)
        )}
      </td>
      <td data-label={t('sovereignty.until')}>{end}</td>
    </tr>
  );
}
