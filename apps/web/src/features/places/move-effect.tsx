import type { MovePreview, RightChanges, Role } from '@maroquin/contracts';
import { isApiError } from '../../api/index.js';
import { useT, type Translate } from '../../i18n/index.js';
import { ErrorNote, Note, personName } from '../../ui/index.js';

const reasons = {
  gives: 'places.moveGives',
  'leaves-space': 'places.moveLeaves',
  'beyond-own': 'places.moveBeyond',
} as const;

interface MoveEffectProps {
  /** It is there already. */
  isHere: boolean;
  preview: MovePreview | undefined;
  error: unknown;
}
/** Who gains and who loses access by the move, before anybody confirms it. Its height is reserved. */
export function MoveEffect({ isHere, preview, error }: MoveEffectProps) {
  const t = useT();
  if (error !== null && error !== undefined) {
    // One may see a place and put nothing there: the way up leads through such.
    const isClosed = isApiError(error, 'request.not-found');
    return (
      <div className="mq-effect">
        {isClosed ? <Note tone="warn">{t('places.moveNotHere')}</Note> : <ErrorNote error={error} />}
      </div>
    );
  }
  const isWaiting = !isHere && preview === undefined;
  return (
    <div className="mq-effect mq-stack mq-small" role="status" aria-busy={isWaiting}>
      {isHere && <p className="mq-muted">{t('places.moveAlready')}</p>}
      {isWaiting && <p className="mq-muted">{t('places.moveChecking')}</p>}
      {!isHere && preview && <Changes preview={preview} />}
    </div>
  );
}

function Changes({ preview: { gains, losses, refusal } }: { preview: MovePreview }) {
  const t = useT();
  const lines = [
    { title: t('places.moveGain'), who: namesOf(t, gains, ({ before }) => before === null, 'after') },
    { title: t('places.moveMore'), who: namesOf(t, only(gains), ({ before }) => before !== null, 'after') },
    { title: t('places.moveLose'), who: namesOf(t, losses, ({ after }) => after === null, 'before') },
    { title: t('places.moveLess'), who: namesOf(t, only(losses), ({ after }) => after !== null, 'after') },
  ].filter(({ who }) => who !== '');
  return (
    <>
      {lines.length === 0 && refusal === null && <p>{t('places.moveSame')}</p>}
      {lines.map(({ title, who }) => (
        <p key={title}>
          <b>{title}</b> {who}
        </p>
      ))}
      {refusal !== null && <Note tone="warn">{t(reasons[refusal])}</Note>}
    </>
  );
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
    return role === null ? name : t('places.moveSubject', { name, role: t(`share.role.${role}`) });
  });
  const others = [
    ...(more > 0 ? [t('places.moveOthers', { count: more })] : []),
    ...(links > 0 ? [t('places.moveLinks', { count: links })] : []),
  ];
  return new Intl.ListFormat(t.locale, { type: 'conjunction' }).format([...named, ...others]);
}
