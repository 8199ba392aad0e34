import { useEffect } from 'react';
import type { AuditAnchor, AuditState } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import { Button, ErrorNote, Note, Skeleton } from '../../../ui/index.js';
import { useAuditState, useVerifyAudit } from './audit-api.js';

/** Whether the chain is whole, up to where, and where its end is kept elsewhere. It is verified as the page opens. */
export function AuditStateCard() {
  const t = useT();
  const state = useAuditState();
  const verify = useVerifyAudit();
  const { mutate } = verify;
  useEffect(() => mutate(), [mutate]);
  const isVerifying = verify.isPending || state.data?.isVerifying === true;
  if (state.error) return <ErrorNote error={state.error} />;
  if (!state.data) return <Skeleton rows={1} />;
  const isBroken = (state.data.verification?.findings.length ?? 0) > 0;
  return (
    <>
      <Note tone={isBroken ? 'bad' : state.data.verification === null ? 'plain' : 'ok'}>
        <div className="mq-audit-state">
          <div className="mq-grow" role="status">
            <p className="first">{isVerifying ? t('audit.verifying') : <Verdict state={state.data} />}</p>
            <Findings state={state.data} />
            <OldEntries state={state.data} />
            <Stamped state={state.data} />
            {state.data.waiting > 0 && <p>{t('audit.waiting', { count: state.data.waiting })}</p>}
            <Anchors anchors={state.data.anchors} />
          </div>
          <Button size="s" onPress={() => verify.mutate()} isPending={isVerifying}>
            {t('audit.verify')}
          </Button>
        </div>
      </Note>
      {verify.error && <ErrorNote error={verify.error} />}
      <p className="mq-small mq-muted mq-audit-key">
        {t('audit.key', { fingerprint: state.data.fingerprint })}
      </p>
    </>
  );
}

function Verdict({ state: { verification } }: { state: AuditState }) {
  const t = useT();
  const dates = useDates();
  if (verification === null) return t('audit.notVerified');
  const when = dates.short(verification.at);
  const count = verification.findings.length;
  return count > 0
    ? t('audit.broken', { count, when })
    : t('audit.verified', { number: verification.through, when });
}

function Findings({ state: { verification } }: { state: AuditState }) {
  const t = useT();
  const findings = verification?.findings ?? [];
  if (findings.length === 0) return null;
  return (
    <>
      <p>{t('audit.brokenText')}</p>
      <ul>
        {findings.slice(0, 20).map(({ kind, number }) => (
          <li key={`${kind} ${String(number)}`}>{t(`audit.finding.${kind}`, { number })}</li>
        ))}
      </ul>
    </>
  );
}

/** Nobody signed what was there before the chain: only an end kept elsewhere shows that it was not begun again. */
function OldEntries({ state: { verification } }: { state: AuditState }) {
  const t = useT();
  if (verification === null || verification.old === 0 || verification.anchored) return null;
  return <p>{t('audit.oldUnanchored', { count: verification.old })}</p>;
}

/** Who says when, besides this service: the authority's own clock, by a token that was verified. */
function Stamped({ state: { verification } }: { state: AuditState }) {
  const t = useT();
  const dates = useDates();
  const stamped = verification?.stamped ?? null;
  if (stamped === null) return null;
  return (
    <p className="mq-small">{t('audit.stamped', { number: stamped.number, when: dates.full(stamped.at) })}</p>
  );
}

function Anchors({ anchors }: { anchors: readonly AuditAnchor[] }) {
  const t = useT();
  const dates = useDates();
  if (anchors.length === 0) return <p className="mq-small">{t('audit.noAnchor')}</p>;
  return anchors.map(({ kind, keptAt, number, failingSince }) => {
    const place = t(`audit.anchor.${kind}`);
    return (
      <p className="mq-small" key={kind}>
        {failingSince === null
          ? t('audit.anchorAt', { place, number: number ?? 0, when: dates.short(keptAt ?? '') })
          : t('audit.anchorFails', { place, when: dates.full(failingSince) })}
      </p>
    );
  });
}
