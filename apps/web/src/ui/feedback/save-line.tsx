import {
  Check,
  Clock,
  CloudOff,
  CircleAlert,
  Eye,
  LoaderCircle,
  MessageSquare,
  PenLine,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useDates, useT } from '../../i18n/index.js';
import { announce } from './announce.js';
import { Icon } from '../signs/icon.js';

/** What the line says. `saved` only when the last local change is covered by a `committed` frame. */
export type SaveState =
  | { kind: 'saved'; at?: string | Date }
  /** `isQuiet`: only just on its way, nothing turns yet. */
  | { kind: 'going'; isQuiet?: boolean }
  | { kind: 'waiting' }
  /** offline: the browser knows of no network. unreachable: the service does not answer. down: it asked to wait. */
  | { kind: 'cut'; why: 'offline' | 'unreachable' | 'down'; hasWaiting: boolean }
  | { kind: 'refused'; onOpen: () => void }
  /** `inEditor`: an editor that is not ours holds changes. `notSaved`: it could not save them. */
  | { kind: 'inEditor' | 'notSaved' }
  | { kind: 'readOnly' | 'canComment' | 'canSuggest' };

const signs: Record<SaveState['kind'], { icon: LucideIcon; tone: string }> = {
  saved: { icon: Check, tone: 'ok' },
  going: { icon: LoaderCircle, tone: '' },
  waiting: { icon: Clock, tone: 'wait' },
  cut: { icon: CloudOff, tone: 'off' },
  refused: { icon: CircleAlert, tone: 'ko' },
  inEditor: { icon: PenLine, tone: 'wait' },
  notSaved: { icon: CircleAlert, tone: 'ko' },
  readOnly: { icon: Eye, tone: '' },
  canComment: { icon: MessageSquare, tone: '' },
  canSuggest: { icon: PenLine, tone: '' },
};
const STAYS_MS = 600;

/**
 * A state stays at least 600 ms, so that the line never flickers, with two exceptions: a refusal shows at once, and
 * "saved" goes at once when something is no longer committed. It comes back once it has been true for 600 ms, so that
 * the line stands still while one types.
 */
function useSteady(state: SaveState): SaveState {
  const [shown, setShown] = useState(state);
  const since = useRef(Date.now());
  const last = useRef(state.kind);
  useEffect(() => {
    const now = Date.now();
    if (last.current !== state.kind && (state.kind === 'saved' || shown.kind === 'saved'))
      since.current = now;
    last.current = state.kind;
    const isAtOnce = state.kind === shown.kind || state.kind === 'refused' || shown.kind === 'saved';
    const show = () => {
      if (state.kind !== shown.kind) since.current = Date.now();
      setShown(state);
    };
    const timer = setTimeout(show, isAtOnce ? 0 : Math.max(0, since.current + STAYS_MS - now));
    return () => clearTimeout(timer);
  }, [state, shown.kind]);
  return shown.kind === 'saved' && state.kind !== 'saved' ? state : shown;
}

export function SaveLine({ state }: { state: SaveState }) {
  const t = useT();
  const dates = useDates();
  const shown = useSteady(state);
  const { icon, tone } = signs[shown.kind];
  const isQuiet = shown.kind === 'going' && shown.isQuiet === true;
  const text =
    shown.kind === 'cut'
      ? t(`save.${shown.why}`, { waiting: String(shown.hasWaiting) })
      : t(`save.${shown.kind}`);
  const last = useRef(shown.kind);
  useEffect(() => {
    const before = last.current;
    last.current = shown.kind;
    if (before === shown.kind) return;
    const trouble = ['waiting', 'cut', 'refused', 'notSaved'];
    if (trouble.includes(shown.kind)) announce(text);
    else if (shown.kind === 'saved' && trouble.includes(before)) announce(t('save.back'));
  }, [shown.kind, text, t]);

  const content = (
    <>
      <Icon of={isQuiet ? PenLine : icon} className={shown.kind === 'going' && !isQuiet ? 'mq-spin' : ''} />
      <span>{text}</span>
    </>
  );
  if (shown.kind === 'refused')
    return (
      <AriaButton className={`mq-save ${tone}`} onPress={shown.onOpen} data-save="refused">
        {content}
      </AriaButton>
    );
  const title =
    shown.kind === 'saved' && shown.at ? t('save.savedAt', { time: dates.time(shown.at) }) : undefined;
  return (
    <span className={`mq-save ${tone}`} title={title} data-save={shown.kind}>
      {content}
    </span>
  );
}
