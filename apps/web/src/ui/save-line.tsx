import { Check, Clock, CloudOff, CircleAlert, Eye, LoaderCircle, MessageSquare, PenLine, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useDates, useT } from '../i18n/index.js';
import { announce } from './announce.js';
import { Icon } from './icon.js';

/** What the line says. `saved` only when the last local change is covered by a `committed` frame. */
export type SaveState =
  | { kind: 'saved'; at?: string | Date }
  | { kind: 'going' }
  | { kind: 'waiting'; count: number }
  | { kind: 'cut'; count: number }
  | { kind: 'refused'; count: number; onOpen: () => void }
  | { kind: 'readOnly' | 'canComment' | 'canSuggest' };

const looks: Record<SaveState['kind'], { icon: LucideIcon; tone: string }> = {
  saved: { icon: Check, tone: 'ok' },
  going: { icon: LoaderCircle, tone: '' },
  waiting: { icon: Clock, tone: 'wait' },
  cut: { icon: CloudOff, tone: 'off' },
  refused: { icon: CircleAlert, tone: 'ko' },
  readOnly: { icon: Eye, tone: '' },
  canComment: { icon: MessageSquare, tone: '' },
  canSuggest: { icon: PenLine, tone: '' },
};
const STAYS_MS = 600;

/** A state stays at least 600 ms, so that the line never flickers; a refusal shows at once. */
function useSteady(state: SaveState): SaveState {
  const [shown, setShown] = useState(state);
  const since = useRef(0);
  useEffect(() => {
    const wait = state.kind === shown.kind || state.kind === 'refused' ? 0 : since.current + STAYS_MS - Date.now();
    const timer = setTimeout(() => {
      if (state.kind !== shown.kind) since.current = Date.now();
      setShown(state);
    }, Math.max(0, wait));
    return () => clearTimeout(timer);
  }, [state, shown.kind]);
  return shown;
}

export function SaveLine({ state }: { state: SaveState }) {
  const t = useT();
  const dates = useDates();
  const shown = useSteady(state);
  const { icon, tone } = looks[shown.kind];
  const count = 'count' in shown ? shown.count : 0;
  // While something waits the count stays readable, even when cut.
  const text =
    shown.kind === 'cut' && count > 0
      ? `${t('save.cut')} · ${t('save.waiting', { count })}`
      : t(`save.${shown.kind}`, { count });
  const last = useRef(shown.kind);
  useEffect(() => {
    const before = last.current;
    last.current = shown.kind;
    if (before === shown.kind) return;
    const trouble = ['waiting', 'cut', 'refused'];
    if (trouble.includes(shown.kind)) announce(text);
    else if (shown.kind === 'saved' && trouble.includes(before)) announce(t('save.back'));
  }, [shown.kind, text, t]);

  const content = (
    <>
      <Icon of={icon} className={shown.kind === 'going' ? 'mq-spin' : ''} />
      <span>{text}</span>
    </>
  );
  if (shown.kind === 'refused')
    return (
      <AriaButton className={`mq-save ${tone}`} onPress={shown.onOpen} data-save="refused">
        {content}
      </AriaButton>
    );
  const title = shown.kind === 'saved' && shown.at ? t('save.savedAt', { time: dates.time(shown.at) }) : undefined;
  return (
    <span className={`mq-save ${tone}`} title={title} data-save={shown.kind}>
      {content}
    </span>
  );
}
