import { Check, CircleHelp, CircleX, Copy } from 'lucide-react';
import type { ProvenProperty } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Icon, IconButton, toast } from '../../../ui/index.js';

/** What repeats the check, to be pasted where the server runs. */
function Command({ property: { command, number } }: { property: ProvenProperty }) {
  const t = useT();
  return (
    <span className="cmd">
      <code>{command}</code>
      <IconButton
        icon={Copy}
        label={t('sovereignty.copy', { number })}
        onPress={() =>
          void navigator.clipboard.writeText(command).then(() => toast({ text: t('ui.copied') }))
        }
      />
    </span>
  );
}

function Findings({ property: { findings }, ok }: { property: ProvenProperty; ok: boolean }) {
  const t = useT();
  const shown = findings.filter((finding) => (finding.ok === true) === ok);
  if (shown.length === 0) return null;
  return (
    <>
      <dt>{t(ok ? 'sovereignty.sure' : 'sovereignty.seen')}</dt>
      <dd>
        <ul>
          {shown.map(({ said }) => (
            <li key={said.fr}>{said[t.locale]}</li>
          ))}
        </ul>
      </dd>
    </>
  );
}

function useDemands({ secnumcloud, sov }: ProvenProperty): string {
  const t = useT();
  return t('sovereignty.demandsOf', { secnumcloud: secnumcloud.join(', '), sov: sov.join(', ') });
}

/** A property that is not proved, or that nothing here can prove. */
export function OpenProperty({ property }: { property: ProvenProperty }) {
  const t = useT();
  const isBad = property.state === 'not-proved';
  const id = `proof-${String(property.number)}`;
  return (
    <section className={isBad ? 'why bad' : 'why'} aria-labelledby={id}>
      <header>
        <Icon of={isBad ? CircleX : CircleHelp} />
        <h3 id={id}>
          {property.number}. {property.title[t.locale]}
        </h3>
        <span className="mq-small">{t(isBad ? 'sovereignty.notProved' : 'sovereignty.notProvable')}</span>
      </header>
      <dl>
        <Findings property={property} ok={false} />
        <Findings property={property} ok />
        <dt>{t('sovereignty.limit')}</dt>
        <dd>{property.limit[t.locale]}</dd>
        <dt>{t('sovereignty.demands')}</dt>
        <dd>{useDemands(property)}</dd>
        <dt>{t('sovereignty.repeat')}</dt>
        <dd>
          <Command property={property} />
        </dd>
      </dl>
    </section>
  );
}

export function ProvedProperties({ properties }: { properties: readonly ProvenProperty[] }) {
  const t = useT();
  if (properties.length === 0) return null;
  return (
    <section className="box" aria-labelledby="proof-proved">
      <h2 id="proof-proved">{t('sovereignty.provedList')}</h2>
      <ol className="props">
        {properties.map((property) => (
          <ProvedLine key={property.number} property={property} />
        ))}
      </ol>
    </section>
  );
}

function ProvedLine({ property }: { property: ProvenProperty }) {
  const t = useT();
  const demands = useDemands(property);
  return (
    <li>
      <span className="n">{property.number}</span>
      <div>
        <h3>{property.title[t.locale]}</h3>
        {property.findings.map(({ said }) => (
          <p key={said.fr} className="mq-small mq-sec">
            {said[t.locale]}
          </p>
        ))}
        <p className="mq-small mq-muted">
          {t('sovereignty.limit')} : {property.limit[t.locale]} {demands}
        </p>
      </div>
      <span className="mq-tag ok">
        <Icon of={Check} size="s" />
        {t('sovereignty.proved')}
      </span>
      <Command property={property} />
    </li>
  );
}
