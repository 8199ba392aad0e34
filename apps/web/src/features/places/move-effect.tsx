import type { MovePreview } from '@maroquin/contracts';
import { isApiError } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { ErrorNote, Note } from '../../ui/index.js';
import { RightChangeLines } from '../access/index.js';

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
  return (
    <>
      <RightChangeLines {...{ gains, losses }} same={refusal === null ? t('places.moveSame') : null} />
      {refusal !== null && <Note tone="warn">{t(reasons[refusal])}</Note>}
    </>
  );
}
