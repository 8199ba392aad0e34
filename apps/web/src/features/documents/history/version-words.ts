import type { VersionView } from '@maroquin/contracts';
import type { Dates, Translate } from '../../../i18n/index.js';
import { personName } from '../../../ui/index.js';

/** "24 novembre, 11:20" */
export const momentOf = (dates: Dates, instant: string): string =>
  `${dates.day(instant)}, ${dates.time(instant)}`;

/** What people called it; null: nobody did. */
export const nameOf = (version: Pick<VersionView, 'mark'> | null): string | null =>
  version?.mark?.name ?? null;

/** What a version is, beyond its time: its name, or why the server kept it. null: neither. */
export const reasonOf = (t: Translate, dates: Dates, version: VersionView): string | null => {
  const { mark, restored } = version;
  const name = nameOf(version);
  if (name !== null) return name;
  if (restored !== null) {
    const when = restored.at === null ? String(restored.seq) : momentOf(dates, restored.at);
    return t('history.restoredFrom', { when });
  }
  if (mark?.kind === 'large-delete') return t('history.largeDelete');
  if (mark?.kind === 'before-restore') return t('history.beforeRestore');
  return mark?.kind === 'repair' ? t('history.repair') : null;
};

/** How a version is called in a sentence or a menu. */
export const titleOf = (t: Translate, dates: Dates, version: VersionView): string => {
  const reason = reasonOf(t, dates, version);
  const when = momentOf(dates, version.at);
  return reason === null ? when : `${reason} (${when})`;
};

/** "Claire", "Claire, Nadia"; the first names, as people call one another. */
export const authorsOf = (t: Translate, { authors }: VersionView): string =>
  authors.length === 0 ? t('history.server') : authors.map((author) => personName(t, author)).join(', ');

export interface Day {
  readonly title: string;
  readonly versions: readonly VersionView[];
}

/** Newest first, under the day of their last change. */
export const byDay = (dates: Dates, versions: readonly VersionView[], now = new Date()): Day[] => {
  const days: { title: string; versions: VersionView[] }[] = [];
  for (const version of versions) {
    const title = dates.heading(version.at, now);
    const last = days.at(-1);
    if (last?.title === title) last.versions.push(version);
    else days.push({ title, versions: [version] });
  }
  return days;
};
