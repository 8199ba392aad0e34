import type { RightChanges, Role } from '@maroquin/contracts';
import { useT, type Translate } from '../../../i18n/index.js';
import { personName } from '../../../ui/index.js';

interface RightChangesProps {
  gains: RightChanges;
  losses: RightChanges;
  /** Said when nobody gains or loses anything. */
  same: string | null;
}
/** Who gains and who loses access by an act, before anybody confirms it. */
export function RightChangeLines({ gains, losses, same }: RightChangesProps) {
  const t = useT();
  const lines = [
    { title: t('share.willGain'), who: namesOf(t, gains, ({ before }) => before === null, 'after') },
    {
      title: t('share.willHaveMore'),
      who: namesOf(t, only(gains), ({ before }) => before !== null, 'after'),
    },
    { title: t('share.willLose'), who: namesOf(t, losses, ({ after }) => after === null, 'before') },
    { title: t('share.willHaveLess'), who: namesOf(t, only(losses), ({ after }) => after !== null, 'after') },
  ].filter(({ who }) => who !== '');
  if (lines.length === 0) return same !== null && <p>{same}</p>;
  return lines.map(({ title, who }) => (
    <p key={title}>
      <b>{title}</b> {who}
    </p>
  ));
}

/** Those without a name are counted once, with who gains or loses all. */
const only = ({ items }: RightChanges): RightChanges => ({ items, more: 0, links: 0 });

type Change = RightChanges['items'][number];

function namesOf(
  t: Translate,
  { items, more, links }: RightChanges,
  isMeant: (change: Change) => boolean,
  shown: 'before' | 'after',
): string {
  const named = items.filter(isMeant).map(({ subject, ...change }) => {
    const name = subject.kind === 'everyone' ? t('share.everyone') : personName(t, subject);
    const role: Role | null = change[shown];
    return role === null ? name : t('share.nameAndRole', { name, role: t(`share.role.${role}`) });
  });
  const others = [
    ...(more > 0 ? [t('share.others', { count: more })] : []),
    ...(links > 0 ? [t('share.whoHasLinks', { count: links })] : []),
  ];
  return new Intl.ListFormat(t.locale, { type: 'conjunction' }).format([...named, ...others]);
}
