import { Lock, ShieldAlert } from 'lucide-react';
import type { Marking } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Icon } from '../../../ui/index.js';
import './markings.css';

/** The marking in its colours. */
export function MarkingSign({ marking }: { marking: Marking }) {
  const t = useT();
  return <span className={`mq-mk ${marking}`}>{t(`marking.${marking}`)}</span>;
}

/** Beside a name, where it is marked at all. */
export function MarkingChip({ marking }: { marking: Marking | undefined }) {
  return marking === undefined || marking === 'none' ? null : <MarkingSign marking={marking} />;
}

/** Over what is read: what the marking forbids. */
export function MarkingBanner({ of: { marking } }: { of: { marking: Marking } }) {
  const t = useT();
  if (marking === 'none') return null;
  return (
    <p className={`mq-marking ${marking}`} role="note" aria-label={t('marking.levels')}>
      <Icon of={marking === 'restricted' ? Lock : ShieldAlert} size="s" />
      <span>
        <b>{t(`marking.${marking}`)}</b>
        {t(`marking.banner.${marking}`)}
      </span>
    </p>
  );
}
