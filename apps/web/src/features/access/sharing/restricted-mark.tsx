import { Lock } from 'lucide-react';
import type { ResourceView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Icon } from '../../../ui/index.js';
import { MarkingChip } from '../markings/marking-chip.js';

interface RestrictedMarkProps {
  of: Pick<ResourceView, 'restricted'> & Partial<Pick<ResourceView, 'marking'>>;
  /** The word beside the sign; else it is the sign's name. */
  isLabelled?: boolean;
}
/** What stands beside a name: its marking, and a lock on what inherits no access from its place. */
export function RestrictedMark({ of, isLabelled = false }: RestrictedMarkProps) {
  return (
    <>
      <MarkingChip marking={of.marking} />
      <RestrictedSign of={of} isLabelled={isLabelled} />
    </>
  );
}

function RestrictedSign({ of: { restricted }, isLabelled }: RestrictedMarkProps) {
  const t = useT();
  if (!restricted) return null;
  const text = t('share.restricted');
  if (isLabelled)
    return (
      <span className="mq-tag">
        <Icon of={Lock} size="s" /> {text}
      </span>
    );
  return (
    <span className="mq-restricted" role="img" aria-label={text} title={text}>
      <Icon of={Lock} size="s" />
    </span>
  );
}
