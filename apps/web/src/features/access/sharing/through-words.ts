import type { AccessEntry, ResourceView } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import { useKnownLinks } from '../outside/links-api.js';
import { useRoleWords } from '../roles/custom-roles.js';

/** Reasons said in one sentence; the rest stands in the list. */
const MAX_NAMED = 3;

export interface ThroughWords {
  /** What is true once a right was given or changed: a stronger one by another way still decides. */
  given: (subject: { id: string; name: string }, role: string, through: readonly AccessEntry[]) => string;
  /** What is left once a right was taken away, and why. `isMe`: it was one's own. */
  taken: (name: string, isMe: boolean, through: readonly AccessEntry[]) => string;
}

/** Says after a change of rights what is now true, and not only what was done. */
export function useThroughWords(resource: Pick<ResourceView, 'id' | 'kind'>): ThroughWords {
  const t = useT();
  const dates = useDates();
  const words = useRoleWords(resource.kind);
  const hasLink = useKnownLinks(resource.id).some((link) => link.over === null);
  const why = ({ subject, from }: AccessEntry): string => {
    if (subject.kind === 'team') return t('share.byTeam', { name: subject.name });
    if (subject.kind === 'everyone') return t('share.byEveryone');
    if (from.name === null) return t('share.byHidden');
    return t(from.kind === 'space' ? 'share.bySpace' : 'share.byFolder', { name: from.name });
  };
  const reason = (entry: AccessEntry): string =>
    [
      words.named(entry),
      why(entry),
      entry.expiresAt && t('share.until', { date: dates.day(entry.expiresAt) }),
    ]
      .filter(Boolean)
      .join(', ');
  const reasons = (entries: readonly AccessEntry[]): string =>
    entries.slice(0, MAX_NAMED).map(reason).join(t('share.and'));
  return {
    given: ({ id, name }, role, through) => {
      const [strongest] = through;
      const isOwn =
        strongest === undefined || (strongest.from.id === resource.id && strongest.subject.id === id);
      if (isOwn || words.named(strongest) === role) return t('share.now', { name, role });
      return t('share.nowBeside', { name, role, left: reason(strongest) });
    },
    taken: (name, isMe, through) => {
      const gone = isMe ? t('share.goneMe') : t('share.gone', { name });
      const text = through.length > 0 ? t('share.goneHere', { name, left: reasons(through) }) : gone;
      return hasLink ? `${text} ${t('share.leftLink')}` : text;
    },
  };
}
