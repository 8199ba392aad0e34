import { Stamp } from 'lucide-react';
import { Link } from 'react-router';
import type { CircuitPart } from '@maroquin/contracts';
import { circuitHref } from '../../frame/index.js';
import { useDates, useT } from '../../i18n/index.js';
import { Icon, personName, Tile } from '../../ui/index.js';

/** Documents that somebody asks me to read, approve or sign. */
export function CircuitRows({ parts }: { parts: readonly CircuitPart[] }) {
  const t = useT();
  const dates = useDates();
  return (
    <ul className="mq-feed mq-feed-parts" aria-label={t('activity.circuits')}>
      {parts.map(({ id, document, kind, due, startedBy }) => (
        <li className="ev un" key={id}>
          <span className="avk">
            <Tile>
              <Icon of={Stamp} />
            </Tile>
          </span>
          <p className="bd">
            <Link className="go" to={circuitHref(document.id)}>
              {t.rich(`activity.circuit.${kind}`, {
                place: document.name,
                name: startedBy === null ? t('activity.someone') : personName(t, startedBy),
                b: (text) => <b>{text}</b>,
              })}
            </Link>
          </p>
          {due !== null && (
            <time className="mq-tag warn" dateTime={due}>
              {t('activity.circuitDue', { day: dates.day(`${due}T12:00:00Z`) })}
            </time>
          )}
        </li>
      ))}
    </ul>
  );
}
