import type { KeyCustody, KeyRequest } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import { announce, Button, ErrorNote } from '../../../ui/index.js';
import { actNames } from '../audit/act-names.js';
import { type Ticket, useDecideKeyAct } from './custody-api.js';

type PersonRef = KeyCustody['organisation'];

/** Without a name, the end of the id tells people apart. */
export const usePersonName = () => {
  const t = useT();
  return ({ id, name }: PersonRef): string => name ?? t('keys.unnamed', { id: id.slice(-8) });
};

/** Where the key is, and what that service says of it. */
export function ProviderFacts({ state }: { state: KeyCustody }) {
  const t = useT();
  const dates = useDates();
  const personName = usePersonName();
  const { kind, answers, since, ownKey, key } = state.provider;
  const rows: [string, string][] = [
    [t('keys.provider'), t(`keys.kind.${kind}`)],
    [t('keys.answers'), t(answers ? 'keys.answersSince' : 'keys.downSince', { date: dates.full(since) })],
    [t('keys.name'), key === null ? t('keys.noKey') : nameOf(key)],
    [t('keys.shared'), t(ownKey ? 'keys.own' : 'keys.ofAll')],
    [
      t('keys.extractable'),
      key === null ? '–' : t(key.extractable ? 'keys.extractableYes' : 'keys.extractableNo'),
    ],
    [t('keys.renewed'), state.renewedAt === null ? '–' : dates.full(state.renewedAt)],
    [t('keys.custodians'), state.custodians.map(personName).join(', ')],
  ];
  return (
    <section className="mq-keys-part" aria-labelledby="keys-state">
      <h2 id="keys-state">{t('keys.state')}</h2>
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

const nameOf = ({ name, version }: NonNullable<KeyCustody['provider']['key']>): string =>
  version === null ? name : `${name} (v${String(version)})`;

/** What a custodian asked for, until another one agrees. */
export function KeyRequests({ state, ticket }: { state: KeyCustody; ticket: Ticket }) {
  const t = useT();
  const decide = useDecideKeyAct(ticket);
  if (state.requests.length === 0) return null;
  const decideRequest = (id: string, agrees: boolean) =>
    decide.mutate({ id, agrees }, { onSuccess: () => announce(t(agrees ? 'keys.agreed' : 'keys.refused')) });
  return (
    <section className="mq-keys-part" aria-labelledby="keys-requests">
      <h2 id="keys-requests">{t('keys.requests', { count: state.requests.length })}</h2>
      {decide.error && <ErrorNote error={decide.error} />}
      <ul className="mq-keys-list">
        {state.requests.map((request) => (
          <RequestLine key={request.id} {...{ request }} isBusy={decide.isPending} onDecide={decideRequest} />
        ))}
      </ul>
    </section>
  );
}

interface RequestLineProps {
  request: KeyRequest;
  isBusy: boolean;
  onDecide: (id: string, agrees: boolean) => void;
}
function RequestLine({
  request: { id, act, askedBy, askedAt, expiresAt, mine },
  isBusy,
  onDecide,
}: RequestLineProps) {
  const t = useT();
  const dates = useDates();
  const personName = usePersonName();
  return (
    <li className="mq-merge">
      <div className="mq-grow">
        <p>
          <b>{t(`keys.request.${act}`)}</b>
        </p>
        <p className="mq-small mq-sec">
          {t('keys.requestBy', {
            name: personName(askedBy),
            date: dates.full(askedAt),
            end: dates.full(expiresAt),
          })}
        </p>
      </div>
      <div className="mq-row mq-wrap">
        {mine ? (
          <Button size="s" variant="ghost" isPending={isBusy} onPress={() => onDecide(id, false)}>
            {t('keys.withdraw')}
          </Button>
        ) : (
          <>
            <Button size="s" variant="danger" isPending={isBusy} onPress={() => onDecide(id, true)}>
              {t(`keys.agree.${act}`)}
            </Button>
            <Button size="s" variant="ghost" isPending={isBusy} onPress={() => onDecide(id, false)}>
              {t('keys.refuse')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

const known = new Set<string>(actNames);
const isKnown = (action: string): action is (typeof actNames)[number] => known.has(action);

/** What was done with these keys, as the audit says. */
export function KeyActs({ state }: { state: KeyCustody }) {
  const t = useT();
  const dates = useDates();
  const personName = usePersonName();
  if (state.acts.length === 0) return null;
  return (
    <section className="mq-keys-part" aria-labelledby="keys-history">
      <h2 id="keys-history">{t('keys.history')}</h2>
      <ul className="mq-keys-list">
        {state.acts.map(({ action, at, by }) => (
          <li key={`${at} ${action}`}>
            {isKnown(action) ? t(`audit.act.${action}`) : action}
            <span className="mq-small mq-sec">
              {' '}
              {by === null ? '' : `${personName(by)}, `}
              {dates.full(at)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
