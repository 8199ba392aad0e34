import { FileDown, FileText, RotateCw, ShieldAlert, ShieldCheck } from 'lucide-react';
import type { SignedProof, SovereigntyReport } from '@maroquin/contracts';
import { PageBody, PageHeader } from '../../../frame/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { announce, Button, ErrorNote, Icon, Note, Skeleton } from '../../../ui/index.js';
import { useProof, useProveAgain } from '../administration-api.js';
import { AgreedSettings } from './agreed-settings.js';
import { EndpointsTable } from './endpoints-table.js';
import { OpenProperty, ProvedProperties } from './properties.js';
import './sovereignty.css';

const provedIn = ({ properties }: SovereigntyReport): number =>
  properties.filter(({ state }) => state === 'proved').length;

/** As a file that `openssl` and anybody’s own program can check. */
function download(signed: SignedProof, at: string): void {
  const blob = new Blob([`${JSON.stringify(signed, null, 2)}\n`], { type: 'application/json' });
  const href = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = href;
  link.download = `preuve-maroquin-${at.slice(0, 10)}.json`;
  link.click();
  URL.revokeObjectURL(href);
}

/** What this instance proves of its sovereignty, what it does not, and how to repeat each check. */
export function SovereigntyPage() {
  const t = useT();
  const proof = useProof();
  const again = useProveAgain();
  const repeat = async () => {
    await again.mutateAsync(undefined);
    const { data } = await proof.refetch();
    if (data !== undefined)
      announce(
        t('sovereignty.checked', { proved: provedIn(data.report), all: data.report.properties.length }),
      );
  };
  const actions = (
    <div className="mq-proof-acts">
      <Button
        icon={RotateCw}
        isPending={again.isPending}
        onPress={() => void repeat().catch(() => undefined)}
      >
        {t('sovereignty.again')}
      </Button>
      {proof.data && <Downloads {...proof.data} />}
    </div>
  );
  return (
    <>
      <PageHeader title={t('sovereignty.title')} actions={actions} />
      <PageBody>
        {proof.isPending && <Skeleton />}
        {proof.error && <ErrorNote error={proof.error} />}
        {again.error && <ErrorNote error={again.error} />}
        {proof.data && <Report report={proof.data.report} />}
      </PageBody>
    </>
  );
}

/** The proof to take away: to read, and to check with other programs. */
function Downloads({ signed, report }: { signed: SignedProof; report: SovereigntyReport }) {
  const t = useT();
  return (
    <>
      <a className="mq-btn m" href="/api/v1/administration/proof/pdf" download>
        <Icon of={FileText} />
        {t('sovereignty.pdf')}
      </a>
      <Button variant="primary" icon={FileDown} onPress={() => download(signed, report.at)}>
        {t('sovereignty.download')}
      </Button>
    </>
  );
}

function Report({ report }: { report: SovereigntyReport }) {
  const t = useT();
  const open = report.properties.filter(({ state }) => state !== 'proved');
  // What must be mended comes before what cannot be proved.
  const ordered = [...open].sort(
    (a, b) => Number(b.state === 'not-proved') - Number(a.state === 'not-proved'),
  );
  return (
    <div className="mq-proof">
      <Summary report={report} />
      {ordered.length > 0 && (
        <section className="open" aria-labelledby="proof-open">
          <h2 id="proof-open">{t('sovereignty.open')}</h2>
          {ordered.map((property) => (
            <OpenProperty key={property.number} property={property} />
          ))}
        </section>
      )}
      <ProvedProperties properties={report.properties.filter(({ state }) => state === 'proved')} />
      <AgreedSettings />
      <EndpointsTable report={report} />
      <Note tone="plain">
        <p>
          <b>{t('sovereignty.noteTitle')}</b> {t('sovereignty.note')}
        </p>
      </Note>
    </div>
  );
}

function Summary({ report }: { report: SovereigntyReport }) {
  const t = useT();
  const dates = useDates();
  const [proved, all] = [provedIn(report), report.properties.length];
  const isWhole = proved === all;
  return (
    <section className="box summary" aria-labelledby="proof-summary">
      <span className={isWhole ? 'glyph ok' : 'glyph bad'}>
        <Icon of={isWhole ? ShieldCheck : ShieldAlert} size="l" />
      </span>
      <div className="mq-grow">
        <h2 id="proof-summary">
          {isWhole ? t('sovereignty.all') : t('sovereignty.some', { proved, open: all - proved })}
        </h2>
        <p className="mq-sec">
          {t('sovereignty.when', { profile: report.profile, date: dates.full(report.at) })}
        </p>
      </div>
      <p className="stat">
        <span aria-hidden="true">{t('sovereignty.score', { proved, all })}</span>
        <span className="mq-vh">{t('sovereignty.scoreLabel', { proved, all })}</span>
      </p>
    </section>
  );
}
