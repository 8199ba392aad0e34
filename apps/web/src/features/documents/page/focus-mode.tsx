import { X } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useShortcut } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import { announce, IconButton } from '../../../ui/index.js';
import './focus-mode.css';

/** What Escape closes first. */
const OPEN = '[role="dialog"], [role="menu"], [role="listbox"], [data-brush]';

interface FocusMode {
  readonly isOn: boolean;
  readonly enter: () => void;
  readonly leave: () => void;
}

/** Nothing but the text, by Alt+Shift+F until Escape. @param isShown the text is there */
export function useFocusMode(isShown: boolean): FocusMode {
  const t = useT();
  const [wanted, setWanted] = useState(false);
  const isOn = wanted && isShown;
  useEffect(() => {
    if (!isOn) return;
    document.documentElement.dataset['focusMode'] = '';
    announce(t('editor.focusSaid'));
    // The menu that it was chosen from gives the focus back first.
    const timer = setTimeout(() => document.querySelector<HTMLElement>('[data-region-start]')?.focus(), 50);
    return () => {
      clearTimeout(timer);
      delete document.documentElement.dataset['focusMode'];
    };
  }, [isOn, t]);
  const enter = useCallback(() => setWanted(true), []);
  const leave = useCallback(() => setWanted(false), []);
  useShortcut('alt+shift+f', isShown ? () => setWanted(!wanted) : null);
  useShortcut('escape', isOn ? leave : null);
  useEscapeInText(isOn ? leave : null);
  return { isOn, enter, leave };
}

/** Before the editor, which takes Escape for itself and does nothing with it. */
function useEscapeInText(leave: (() => void) | null): void {
  useEffect(() => {
    if (leave === null) return;
    const listen = (event: KeyboardEvent): void => {
      const isInText = event.target instanceof Element && event.target.closest('.mq-prose-text') !== null;
      if (event.key !== 'Escape' || event.isComposing || !isInText) return;
      if (document.querySelector(OPEN) !== null) return;
      event.preventDefault();
      event.stopPropagation();
      leave();
    };
    addEventListener('keydown', listen, true);
    return () => removeEventListener('keydown', listen, true);
  }, [leave]);
}

/** Where the changes are must be seen also here, and how one gets back. */
export function FocusCorner({ focus, save }: { focus: FocusMode; save: ReactNode }) {
  const t = useT();
  if (!focus.isOn) return null;
  return (
    <div className="mq-focus-corner">
      {save}
      <IconButton icon={X} label={t('editor.leaveFocus')} keys="Échap" onPress={focus.leave} />
    </div>
  );
}
