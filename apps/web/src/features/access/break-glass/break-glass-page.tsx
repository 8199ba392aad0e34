import { Link } from 'react-router';
import type { BreakGlass } from '@maroquin/contracts';
import { useCapability } from '../../../api/index.js';
import { NotFoundPage, PageBody, PageHeader } from '../../../frame/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import {
  announce,
  Button,
  EmptyState,
  ErrorNote,
  personName,
  ShowMore,
  Skeleton,
} from '../../../ui/index.js';
import { AskBreakGlassForm } from './ask-form.js';
import { useActOnBreakGlass, useBreakGlasses } from './break-glass-api.js';
import '../style/parts.css';

/** `/bris-de-glace`: an administrator asks, a key custodian decides, an auditor may read all of it. */
export function BreakGlassPage() {
  const mayAsk = useCapability('break-glass.ask');
  const keepsKeys = useCapability('keys.keep');
  const audits = useCapability('audit.read');
  return mayAsk || keepsKeys || audits ? <Page {...{ mayAsk, keepsKeys }} /> : <NotFoundPage />;
}

function Page({ mayAsk, keepsKeys }: { mayAsk: boolean; keepsKeys: boolean }) {
  const t = useT();
  const list = useBreakGlasses();
  const part = (states: readonly BreakGlass['state'][]) =>
    list.rows.filter(({ state }) => states.includes(state));
  return (
    <>
      <PageHeader title={t('breakGlass.title')} />
      <PageBody>
        <p className="mq-sec">{t('breakGlass.text')}</p>
        {mayAsk && <AskBreakGlassForm />}
        {list.isPending && <Skeleton />}
        {list.error && <ErrorNote error={list.error} />}
        {list.isSuccess && list.rows.length === 0 && (
          <EmptyState title={t('breakGlass.none')}>{t('breakGlass.noneText')}</EmptyState>
        )}
        <Part title={t('breakGlass.running')} rows={part(['running'])} keepsKeys={keepsKeys} />
        <Part title={t('breakGlass.asked')} rows={part(['asked'])} keepsKeys={keepsKeys} />
        <Part
          title={t('breakGlass.over')}
          rows={part(['ended', 'refused', 'lapsed'])}
          keepsKeys={keepsKeys}
        />
        <ShowMore list={list} />
      </PageBody>
    </>
  );
}

interface PartProps {
  title: string;
  rows: readonly BreakGlass[];
  keepsKeys: boolean;
}
function Part({ title, rows, keepsKeys }: PartProps) {
  if (rows.length === 0) return null;
  return (
    <section className="mq-keys-part" aria-label={title}>
      <h2>{title}</h2>
      <ul className="mq-keys-list">
        {rows.map((row) => (
          <Row key={row.id} row={row} keepsKeys={keepsKeys} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row, keepsKeys }: { row: BreakGlass; keepsKeys: boolean }) {
  const t = useT();
  const dates = useDates();
  const { resource, reason, hours, askedBy, askedAt, state, decidedBy, endsAt, endedAt, mine } = row;
  const who = (person: BreakGlass['askedBy']) =>
    person === null ? t('breakGlass.someone') : personName(t, person);
  const name = resource.name ?? t('breakGlass.untitled', { id: resource.id.slice(-8) });
  return (
    <li className="mq-merge">
      <div className="mq-grow">
        <p>
          <b>{mine && state === 'running' ? <Link to={hrefOf(resource)}>{name}</Link> : name}</b>
        </p>
        <p>{reason}</p>
        <p className="mq-small mq-sec">
          {t('breakGlass.askedBy', { name: who(askedBy), date: dates.full(askedAt), hours })}{' '}
          {t(`breakGlass.state.${state}`, {
            name: who(decidedBy),
            date: dates.full(state === 'ended' ? (endedAt ?? endsAt) : endsAt),
          })}
        </p>
      </div>
      <RowActs {...{ row, keepsKeys, name }} />
    </li>
  );
}

/** A file and a document have addresses of their own; everything else is a place. */
const hrefOf = ({ id, kind }: BreakGlass['resource']): string => {
  if (kind === 'document') return `/d/${id}`;
  if (kind === 'file') return `/fichier/${id}`;
  return kind === 'channel' ? `/messages/${id}` : `/e/${id}`;
};

function RowActs({ row, keepsKeys, name }: { row: BreakGlass; keepsKeys: boolean; name: string }) {
  const t = useT();
  const act = useActOnBreakGlass();
  const say = (what: 'approve' | 'refuse' | 'end') =>
    act.mutate({ id: row.id, act: what }, { onSuccess: () => announce(t(`breakGlass.said.${what}`)) });
  const button = (what: 'approve' | 'refuse' | 'end', variant: 'danger' | 'ghost') => (
    <Button
      size="s"
      variant={variant}
      isPending={act.isPending}
      aria-label={t(`breakGlass.labelled.${what}`, { name })}
      onPress={() => say(what)}
    >
      {t(`breakGlass.do.${what}`)}
    </Button>
  );
  return (
    <div className="mq-row mq-wrap">
      {act.error && <ErrorNote error={act.error} />}
      {row.state === 'asked' && keepsKeys && !row.mine && (
        <>
          {button('approve', 'danger')}
          {button('refuse', 'ghost')}
        </>
      )}
      {row.state === 'running' && (keepsKeys || row.mine) && button('end', 'danger')}
    </div>
  );
}
