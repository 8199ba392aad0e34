import { Lock } from 'lucide-react';
import type { ResourceView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Icon } from '../../../ui/index.js';

interface RestrictedMarkProps {
  of: Pick<ResourceView, 'restricted'>;
  /** The word beside the sign; else it is the sign's name. */
  isLabelled?: boolean;
}
/** A lock on what inherits no access from its place. */
export function RestrictedMark({ of: { restricted }, isLabelled = false }: RestrictedMarkProps) {
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
