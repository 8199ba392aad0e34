import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ResourceView, VersionView } from '@maroquin/contracts';
import { reportFailure, toast, useIsPhone } from '../../../ui/index.js';
import type { HueBook } from '../writing/hues.js';
import { useDates, useT } from '../../../i18n/index.js';
import { CompareBar } from './compare-bar.js';
import { HistoryHeader } from './history-header.js';
import { useNameVersion, useRestore, useVersions } from './history-api.js';
import type { HistoryPlace } from './use-history-place.js';
import { VersionList } from './version-list.js';
import { momentOf } from './version-words.js';
import { type ShownVersion, VersionView as VersionSheet } from './version-view.js';
import './history.css';

export interface HistoryPageProps {
  resource: ResourceView;
  place: HistoryPlace;
  hues: HueBook;
}

/** A document's past instead of its present: the timeline, and the version that was chosen in it. */
export function HistoryPage({ resource, place, hues }: HistoryPageProps) {
  const t = useT();
  const isPhone = useIsPhone();
  const history = useHistory(resource, place, isPhone);
  const { chosen, shown, versions, query } = history;
  const [naming, setNaming] = useState<number | null>(null);
  const root = useRef<HTMLDivElement>(null);
  useTitle(t('history.of', { name: resource.name }));
  useFocusOnce(root, versions.length > 0);
  const { close, choose } = place;
  useEscapeGoesBack(place, isPhone);
  const isList = !isPhone || chosen === null;
  const startNaming = (seq: number | null): void => {
    setNaming(seq);
    if (isPhone && seq !== null) choose(null);
  };
  return (
    <div className="mq-history" ref={root}>
      <HistoryHeader
        {...{ resource, chosen, isPhone, isRestoring: history.isRestoring }}
        isCurrent={chosen === versions[0]}
        onBack={isPhone && chosen !== null ? () => choose(null) : close}
        onName={chosen === null ? null : () => startNaming(chosen.seq)}
        onRestore={history.restore}
      />
      {chosen !== null && shown !== null && (
        <CompareBar {...{ versions, chosen, place, shown }} onChanges={history.setWithChanges} />
      )}
      <div className="mq-split mq-history-split">
        {(!isPhone || chosen !== null) && (
          <div className="mq-scroll mq-desk-bg" data-region="content" tabIndex={-1}>
            {shown !== null && (
              <VersionSheet shown={shown} hues={hues} onPlain={() => history.setWithChanges(false)} />
            )}
          </div>
        )}
        {isList && (
          <aside className="mq-panel" aria-labelledby="history-versions" data-region="panel" tabIndex={-1}>
            <VersionList
              {...{ query, versions, hues, chosen, naming }}
              onChoose={(version) => choose(version.seq)}
              onNaming={setNaming}
              onName={history.name}
            />
          </aside>
        )}
      </div>
    </div>
  );
}

const useHistory = (resource: ResourceView, place: HistoryPlace, isPhone: boolean) => {
  const query = useVersions(resource.id);
  const name = useNaming(resource.id);
  const restoring = useRestoring(resource.id, place.close);
  const [withChanges, setWithChanges] = useState(true);
  const versions = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  // A version that is still being written grows; it stays the chosen one.
  const found = versions.find(
    ({ seq, since }) => place.seq !== null && since < place.seq && place.seq <= seq,
  );
  const chosen = found ?? (isPhone ? null : (versions[0] ?? null));
  const shown: ShownVersion | null =
    chosen === null
      ? null
      : { documentId: resource.id, seq: chosen.seq, since: place.since ?? chosen.since, withChanges };
  return { ...{ query, versions, chosen, shown, setWithChanges, name }, ...restoring };
};

/** Brings a version back, with a way to undo that. */
const useRestoring = (documentId: string, onRestored: () => void) => {
  const t = useT();
  const dates = useDates();
  const restoring = useRestore(documentId);
  const undo = async (before: number): Promise<void> => {
    try {
      await restoring.mutateAsync(before);
      toast({ text: t('history.undone') });
    } catch (error) {
      reportFailure(error);
    }
  };
  const restore = async (version: VersionView): Promise<void> => {
    try {
      const { before } = await restoring.mutateAsync(version.seq);
      onRestored();
      toast({
        text: t('history.restored', { when: momentOf(dates, version.at) }),
        undo: () => void undo(before),
      });
    } catch (error) {
      reportFailure(error);
    }
  };
  return { restore: (version: VersionView) => void restore(version), isRestoring: restoring.isPending };
};

/** @returns names a version; null takes its name away */
const useNaming = (documentId: string) => {
  const t = useT();
  const naming = useNameVersion(documentId);
  return async (version: VersionView, text: string | null): Promise<void> => {
    await naming.mutateAsync({ version, name: text });
    if (text === null) {
      const old = version.mark?.name ?? '';
      const again = { version: { seq: version.seq, mark: null }, name: old };
      toast({ text: t('history.unnamed'), undo: () => void naming.mutateAsync(again).catch(reportFailure) });
    } else toast({ text: t('history.named', { name: text }) });
  };
};

/** On a phone first from the version to the list, then to the document. */
const useEscapeGoesBack = ({ seq, choose, close }: HistoryPlace, isPhone: boolean): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      if (isPhone && seq !== null) choose(null);
      else close();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [isPhone, seq, choose, close]);
};

const useTitle = (title: string): void => {
  useEffect(() => {
    const before = document.title;
    document.title = `${title} – Maroquin`;
    return () => void (document.title = before);
  }, [title]);
};

/** The keyboard starts in the timeline, at the version that is shown. */
const useFocusOnce = (root: React.RefObject<HTMLElement | null>, isReady: boolean): void => {
  const done = useRef(false);
  const focus = useCallback(() => {
    const start = root.current?.querySelector<HTMLElement>('[data-version][tabindex="0"]');
    (start ?? root.current?.querySelector<HTMLElement>('.mq-panel'))?.focus();
  }, [root]);
  useEffect(() => {
    if (done.current || !isReady) return;
    done.current = true;
    focus();
  }, [isReady, focus]);
};
