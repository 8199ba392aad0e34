import { ArrowDown, ArrowUp } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { ComparisonView, VersionChange } from '@maroquin/contracts';
import { useShortcut } from '../../../frame/index.js';
import type { HueBook } from '../writing/hues.js';
import { useDates, useT } from '../../../i18n/index.js';
import { announce, Button, IconButton, Note, Skeleton } from '../../../ui/index.js';
import { useComparison, useVersionContent } from './history-api.js';
import { useChangeSteps } from './use-change-steps.js';
import { Failed } from './version-list.js';
import { VersionText } from './version-text.js';
import { momentOf } from './version-words.js';

export interface ShownVersion {
  readonly documentId: string;
  readonly seq: number;
  readonly since: number;
  readonly withChanges: boolean;
}

/** What of a version is shown: the comparison, or the text alone. */
export const useShown = ({ documentId, seq, since, withChanges }: ShownVersion) => {
  const comparison = useComparison(documentId, since, seq, withChanges);
  const content = useVersionContent(documentId, seq, !withChanges);
  return { comparison, content };
};

/** Of what changed, so much is read aloud; the rest stands in the text. */
const MAX_ANNOUNCED = 200;

const NO_CHANGES: readonly VersionChange[] = [];

const useDescribe = (comparison: ComparisonView | undefined) => {
  const t = useT();
  const dates = useDates();
  return useMemo(() => {
    const names = new Map(comparison?.people.map(({ id, name }) => [id, name]));
    const facts = ({ kind, personId, at }: VersionChange) => ({
      what: t(kind === 'insertion' ? 'history.inserted' : 'history.deleted'),
      name: (personId === null ? undefined : names.get(personId)) ?? t('history.nobody'),
      when: momentOf(dates, at),
    });
    return {
      describe: (change: VersionChange) => t('history.changeBy', facts(change)),
      say: (change: VersionChange, words: string) => t('history.changeSaid', { ...facts(change), words }),
    };
  }, [comparison, t, dates]);
};

/** The sheet: a version, with its changes in their authors' hues. */
export function VersionView({
  shown,
  hues,
  onPlain,
}: {
  shown: ShownVersion;
  hues: HueBook;
  /** Shows the text alone, should comparing be too much. */
  onPlain: () => void;
}) {
  const t = useT();
  const { comparison, content } = useShown(shown);
  const query = shown.withChanges ? comparison : content;
  const { describe } = useDescribe(comparison.data);
  const changes = shown.withChanges ? (comparison.data?.changes ?? NO_CHANGES) : NO_CHANGES;
  if (query.data === undefined)
    return (
      <div className="mq-sheet">
        {query.error ? (
          <>
            <Failed error={query.error} onRetry={() => void query.refetch()} />
            {shown.withChanges && <Button onPress={onPlain}>{t('history.plain')}</Button>}
          </>
        ) : (
          <Skeleton rows={6} label={t('history.reading')} />
        )}
      </div>
    );
  return (
    <div className="mq-sheet">
      {shown.withChanges && comparison.data?.method === 'text' && (
        <Note tone="info">
          <p>{t('history.textMethod')}</p>
        </Note>
      )}
      <VersionText
        documentId={shown.documentId}
        content={query.data.content}
        {...{ changes, hues, describe }}
      />
      {shown.withChanges && <p className="mq-version-proof">{t('history.proof')}</p>}
    </div>
  );
}

/** How much changed, and the way from change to change. */
export function ChangeSteps({ shown }: { shown: ShownVersion }) {
  const t = useT();
  const { data } = useShown(shown).comparison;
  const { say } = useDescribe(data);
  const changes = shown.withChanges ? (data?.changes ?? NO_CHANGES) : NO_CHANGES;
  const onArrive = useCallback(
    (index: number) => {
      const change = changes[index];
      const part = document.querySelector(`[data-version-change="${String(index)}"]`);
      if (change !== undefined)
        announce(say(change, (part?.textContent ?? '').trim().slice(0, MAX_ANNOUNCED)));
    },
    [changes, say],
  );
  const { at, go } = useChangeSteps(data, changes.length, onArrive);
  useShortcut('alt+shift+arrowdown', () => go(1));
  useShortcut('alt+shift+arrowup', () => go(-1));
  if (!shown.withChanges || data === undefined) return null;
  if (changes.length === 0) return <span className="mq-small mq-muted">{t('history.noChange')}</span>;
  return (
    <span className="mq-row mq-change-steps">
      {data.added > 0 && <span className="mq-tag ok">{t('history.added', { count: data.added })}</span>}
      {data.removed > 0 && (
        <span className="mq-tag bad">{t('history.removed', { count: data.removed })}</span>
      )}
      {at >= 0 && (
        <span className="mq-small mq-sec mq-num">
          {t('history.changeOf', { number: at + 1, count: changes.length })}
        </span>
      )}
      <IconButton
        icon={ArrowUp}
        size="s"
        label={t('history.previousChange')}
        keys="Alt+Maj+↑"
        onPress={() => go(-1)}
      />
      <IconButton
        icon={ArrowDown}
        size="s"
        label={t('history.nextChange')}
        keys="Alt+Maj+↓"
        onPress={() => go(1)}
      />
    </span>
  );
}
