import { ChevronDown, GitCompare } from 'lucide-react';
import type { VersionView } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import { Button, Icon, Menu } from '../../../ui/index.js';
import type { HistoryPlace } from './use-history-place.js';
import { ChangeSteps, type ShownVersion } from './version-view.js';
import { momentOf, titleOf } from './version-words.js';

interface CompareBarProps {
  versions: readonly VersionView[];
  chosen: VersionView;
  shown: ShownVersion;
  place: HistoryPlace;
  onChanges: (shown: boolean) => void;
}

/** Which two versions are compared, how much changed, and whether changes are shown. */
export function CompareBar(props: CompareBarProps) {
  const { chosen, shown, onChanges } = props;
  const t = useT();
  const dates = useDates();
  return (
    <div className="mq-history-bar">
      <span className="which mq-small mq-sec">
        {t.rich('history.versionOf', { when: momentOf(dates, chosen.at), b: (text) => <b>{text}</b> })}
        {shown.withChanges && ` ${t('history.comparedWith')}`}
      </span>
      {shown.withChanges && <CompareMenu {...props} />}
      <span className="mq-grow" />
      <ChangeSteps shown={shown} />
      <button
        type="button"
        className="mq-btn soft s"
        aria-pressed={shown.withChanges}
        onClick={() => onChanges(!shown.withChanges)}
      >
        <Icon of={GitCompare} size="s" />
        {t('history.changes')}
      </button>
    </div>
  );
}

/** The other version: the one before it by itself, or any older one. */
function CompareMenu({ versions, chosen, shown, place }: CompareBarProps) {
  const t = useT();
  const dates = useDates();
  const older = versions.slice(versions.indexOf(chosen) + 2);
  const previous = t(chosen.since === 0 ? 'history.nothing' : 'history.previous');
  const items = [
    { id: 'previous', label: previous, onAction: () => place.choose(chosen.seq) },
    ...older.map((version) => ({
      id: String(version.seq),
      label: titleOf(t, dates, version),
      onAction: () => place.choose(chosen.seq, version.seq),
    })),
  ];
  if (chosen.since !== 0) {
    const nothing = { id: '0', label: t('history.nothing'), separated: true };
    items.push({ ...nothing, onAction: () => place.choose(chosen.seq, 0) });
  }
  const compared = shown.since === chosen.since ? 'previous' : String(shown.since);
  const label = items.find(({ id }) => id === compared)?.label ?? previous;
  return (
    <Menu
      label={t('history.compareMenu')}
      placement="bottom start"
      trigger={
        <Button size="s" aria-label={`${t('history.compareMenu')}, ${label}`}>
          <span className="mq-cut">{label}</span>
          <ChevronDown className="mq-i s" aria-hidden="true" />
        </Button>
      }
      items={items}
    />
  );
}
