import { Hourglass, ShieldAlert, ShieldQuestionMark } from 'lucide-react';
import type { FileScan, ResourceView } from '@maroquin/contracts';
import { type Translate, useT } from '../../i18n/index.js';
import { Icon, useIsPhone } from '../../ui/index.js';

const signs = {
  waiting: { icon: Hourglass, tone: 'info' },
  unscanned: { icon: ShieldQuestionMark, tone: 'warn' },
  infected: { icon: ShieldAlert, tone: 'bad' },
} as const;

/** What it means for whoever opens the file. */
export const scanSentence = (t: Translate, { state, virus }: FileScan): string =>
  t(`scan.${state}Means`, { virus: virus ?? '' });

interface ScanMarkProps {
  of: Pick<ResourceView, 'scan'>;
  /** In a list, a phone shows its sign alone: the name has the room. */
  isInList?: boolean;
}
/** What the antivirus says of a file, where it is not simply clean. */
export function ScanMark({ of: { scan }, isInList = false }: ScanMarkProps) {
  const t = useT();
  const isPhone = useIsPhone();
  if (scan === undefined) return null;
  const { icon, tone } = signs[scan.state];
  const words = t(`scan.${scan.state}`, { virus: scan.virus ?? '' });
  if (isInList && isPhone)
    return (
      <span className={`mq-tag ${tone}`} role="img" aria-label={words} title={scanSentence(t, scan)}>
        <Icon of={icon} size="s" />
      </span>
    );
  return (
    <span className={`mq-tag ${tone}`} title={scanSentence(t, scan)}>
      <Icon of={icon} size="s" /> {words}
    </span>
  );
}
