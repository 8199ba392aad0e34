import { type OrganisationEnd } from '@maroquin/contracts';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCapability, useMe } from '../../../api/index.js';
import { PageBody, PageHeader } from '../../../frame/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { announce, Button, ConfirmDialog, ErrorNote, Note, Skeleton } from '../../../ui/index.js';
import { AskEndForm } from './ask-end-form.js';
import { type EndingAct, useActOnEnd, useOrganisationEnd } from './ending-api.js';
import '../style/parts.css';

/** `/fin`: whether the organisation ends, what everybody can take along, and what those who answer for it may do. */
export function EndingPage() {
  const t = useT();
  const end = useOrganisationEnd();
  return (
    <>
      <PageHeader title={t('ending.title')} />
      <PageBody>
        {end.isPending && <Skeleton />}
        {end.error && <ErrorNote error={end.error} />}
        {end.data && <Ending end={end.data} />}
      </PageBody>
    </>
  );
}

function Ending({ end }: { end: OrganisationEnd }) {
  const t = useT();
  return (
    <>
      <Standing end={end} />
      {end.facts && <Facts facts={end.facts} />}
      {(end.may.agree || end.may.withdraw) && <Acts end={end} />}
      {end.state === 'noticed' && <TakeAlong />}
      {(end.may.ask || end.facts !== null) && (
        <section className="mq-keys-part" aria-labelledby="ending-what">
          <h2 id="ending-what">{t('ending.what')}</h2>
          <p className="mq-sec">{t('ending.whatText')}</p>
          <p className="mq-sec">{t(`ending.key.${end.keyStays ?? 'destroyed'}`)}</p>
        </section>
      )}
      {end.may.ask && <AskEndForm />}
    </>
  );
}

function Standing({ end: { state, endsAt, facts } }: { end: OrganisationEnd }) {
  const t = useT();
  const dates = useDates();
  const { organisation } = useMe();
  if (state === 'noticed' && endsAt !== null)
    return (
      <Note tone="warn">
        <p>
          <b>{t('ending.banner', { organisation: organisation.name, date: dates.whole(endsAt) })}</b>
        </p>
        <p>{t('ending.until', { date: dates.full(endsAt) })}</p>
      </Note>
    );
  if (state === 'asked')
    return (
      <Note tone="plain">
        <p>
          <b>{t('ending.asked')}</b>
        </p>
        <p>{t('ending.askedText', { date: dates.full(facts?.expiresAt ?? facts?.askedAt ?? '') })}</p>
      </Note>
    );
  return (
    <Note tone="plain">
      <p>{t('ending.none', { organisation: organisation.name })}</p>
    </Note>
  );
}

function Facts({ facts }: { facts: NonNullable<OrganisationEnd['facts']> }) {
  const t = useT();
  const dates = useDates();
  const named = ({ name }: { name: string | null }): string => name ?? t('ending.someone');
  const rows: [string, string][] = [
    [t('ending.askedBy'), `${named(facts.askedBy)}, ${dates.full(facts.askedAt)}`],
    ...(facts.approvedBy === null
      ? []
      : ([[t('ending.approvedBy'), named(facts.approvedBy)]] satisfies [string, string][])),
    [t('ending.reason'), facts.reason],
  ];
  return (
    <section className="mq-keys-part" aria-labelledby="ending-facts">
      <h2 id="ending-facts">{t('ending.facts')}</h2>
      <dl className="mq-keys-facts">
        {rows.map(([term, said]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Agreeing is asked again; what undoes it is not. */
function Acts({ end: { state, may } }: { end: OrganisationEnd }) {
  const t = useT();
  const act = useActOnEnd();
  const [isAgreeing, setAgreeing] = useState(false);
  const run = (which: EndingAct) =>
    act.mutate(which, {
      onSuccess: () => {
        setAgreeing(false);
        announce(t(`ending.done.${which}`));
      },
    });
  return (
    <div className="mq-keys-part">
      {act.error && !isAgreeing && <ErrorNote error={act.error} />}
      <div className="mq-row mq-wrap">
        {may.agree && (
          <>
            <Button variant="danger" onPress={() => setAgreeing(true)}>
              {t('ending.agree')}
            </Button>
            <Button variant="ghost" isPending={act.isPending} onPress={() => run('refuse')}>
              {t('ending.refuse')}
            </Button>
          </>
        )}
        {may.withdraw && (
          <Button variant="primary" isPending={act.isPending} onPress={() => run('withdraw')}>
            {t(state === 'noticed' ? 'ending.withdraw' : 'ending.withdrawAsked')}
          </Button>
        )}
      </div>
      {isAgreeing && (
        <ConfirmDialog
          title={t('ending.agree')}
          isDanger
          error={act.error}
          isPending={act.isPending}
          onConfirm={() => run('approve')}
          onClose={() => setAgreeing(false)}
        >
          {t('ending.agreeConfirm')}
        </ConfirmDialog>
      )}
    </div>
  );
}

/** What each of them can take along, and how. */
function TakeAlong() {
  const t = useT();
  const keepsKeys = useCapability('keys.keep');
  return (
    <section className="mq-keys-part" aria-labelledby="ending-take">
      <h2 id="ending-take">{t('ending.take')}</h2>
      <ul className="mq-keys-list">
        <li>
          <Link to="/espaces">{t('ending.takeSpaces')}</Link>
          {t('ending.takeSpacesText')}
        </li>
        <li>{t('ending.takeDocuments')}</li>
        <li>
          {t('ending.takeAll')} {keepsKeys && <Link to="/cles">{t('ending.takeAllLink')}</Link>}
        </li>
      </ul>
    </section>
  );
}
