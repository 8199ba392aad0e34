import { ChevronDown } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import type { VersionView } from '@maroquin/contracts';
import type { HueBook } from '../writing/hues.js';
import { useDates, useT } from '../../../i18n/index.js';
import { Button, EmptyState, ErrorNote, Menu, Skeleton } from '../../../ui/index.js';
import type { useVersions } from './history-api.js';
import { VersionRow } from './version-row.js';
import { byDay, nameOf } from './version-words.js';

export interface VersionListProps {
  query: ReturnType<typeof useVersions>;
  versions: readonly VersionView[];
  hues: HueBook;
  /** The version that is looked at. */
  chosen: VersionView | null;
  naming: number | null;
  onChoose: (version: VersionView) => void;
  onNaming: (seq: number | null) => void;
  onName: (version: VersionView, name: string | null) => Promise<unknown>;
}

/** The timeline: days, then moments by people. Arrows move, Entrée shows, F2 names. */
export function VersionList(props: VersionListProps) {
  const { query, versions, chosen } = props;
  const t = useT();
  const [onlyNamed, setOnlyNamed] = useState(false);
  const shown = onlyNamed ? versions.filter((version) => nameOf(version) !== null) : versions;
  return (
    <>
      <header className="mq-panel-head">
        <h2 id="history-versions">{t('history.versions')}</h2>
        <Filter onlyNamed={onlyNamed} onChange={setOnlyNamed} />
      </header>
      <div className="mq-scroll mq-versions" onKeyDown={moveInList}>
        {query.data === undefined && <Waiting query={query} />}
        {query.data !== undefined && versions.length === 0 && (
          <EmptyState title={t('history.empty')}>{t('history.emptyHelp')}</EmptyState>
        )}
        {versions.length > 0 && shown.length === 0 && (
          <EmptyState
            title={t('history.noNamed')}
            actions={<Button onPress={() => setOnlyNamed(false)}>{t('history.showAll')}</Button>}
          />
        )}
        <Days {...props} versions={shown} newest={versions[0] ?? null} focusable={chosen} />
        {query.hasNextPage && (
          <div className="more">
            <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
              {t('history.more')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function Filter({ onlyNamed, onChange }: { onlyNamed: boolean; onChange: (onlyNamed: boolean) => void }) {
  const t = useT();
  const what = t(onlyNamed ? 'history.namedOnly' : 'history.all');
  const label = t('history.filter', { what });
  return (
    <Menu
      label={label}
      trigger={
        <Button variant="ghost" size="s" aria-label={label}>
          {what}
          <ChevronDown className="mq-i s" aria-hidden="true" />
        </Button>
      }
      items={[
        { id: 'all', label: t('history.all'), onAction: () => onChange(false) },
        { id: 'named', label: t('history.namedOnly'), onAction: () => onChange(true) },
      ]}
    />
  );
}

function Waiting({ query }: Pick<VersionListProps, 'query'>) {
  const t = useT();
  return (
    <div className="mq-pad">
      {query.error ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton rows={5} label={t('history.loading')} />
      )}
    </div>
  );
}

export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT();
  return <ErrorNote error={error} actions={<Button onPress={onRetry}>{t('history.retry')}</Button>} />;
}

function Days({
  versions,
  newest,
  focusable,
  hues,
  chosen,
  naming,
  onChoose,
  onNaming,
  onName,
}: VersionListProps & { newest: VersionView | null; focusable: VersionView | null }) {
  const dates = useDates();
  // A chosen version that the filter hides must not take the only place the Tab key leads to.
  const start = versions.find((version) => version === focusable) ?? versions[0];
  return byDay(dates, versions).map((day) => (
    <section key={day.title} aria-label={day.title}>
      <h3>{day.title}</h3>
      <ol>
        {day.versions.map((version) => (
          <VersionRow
            key={version.seq}
            version={version}
            hues={hues}
            isCurrent={version === newest}
            isChosen={version === chosen}
            isNaming={naming === version.seq}
            isFocusable={version === start}
            onChoose={() => onChoose(version)}
            onName={() => onNaming(version.seq)}
            onUnname={() => void onName(version, null)}
            onNamed={async (name) => {
              if (name !== null) await onName(version, name);
              onNaming(null);
            }}
          />
        ))}
      </ol>
    </section>
  ));
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** One place for the Tab key; arrows lead from version to version. */
const moveInList = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.altKey || event.shiftKey || event.ctrlKey || event.metaKey) return;
  const step = STEPS[event.key];
  const active = document.activeElement;
  if (step === undefined || !(active instanceof HTMLElement) || active.dataset['version'] === undefined)
    return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-version]')];
  const next = all[step(all.indexOf(active), all.length)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
};
