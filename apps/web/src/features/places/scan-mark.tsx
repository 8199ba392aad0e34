import { Hourglass, ShieldAlert, ShieldQuestionMark } from 'lucide-react';
import type { FileScan, ResourceView } from '@maroquin/contracts';
import { type Translate, useT } from '../../i18n/index.js';
import { Icon } from '../../ui/index.js';

const looks = {
  waiting: { icon: Hourglass, tone: 'info' },
  unscanned: { icon: ShieldQuestionMark, tone: 'warn' },
  infected: { icon: ShieldAlert, tone: 'bad' },
} as const;

/** What it means for whoever opens the file. */
export const scanSentence = (t: Translate, { state, virus }: FileScan): string =>
  t(`scan.${state}Means`, { virus: virus ?? '' });

/** Beside the name of a file: what the antivirus says of it, where it is not simply clean. */
export function ScanMark({ of: { scan } }: { of: Pick<ResourceView, 'scan'> }) {
  const t = useT();
  if (scan === undefined) return null;
  const { icon, tone } = looks[scan.state];
  return (
    <span className={`mq-tag ${tone}`} title={scanSentence(t, scan)}>
      <Icon of={icon} size="s" /> {t(`scan.${scan.state}`, { virus: scan.virus ?? '' })}
    </span>
  );
}
