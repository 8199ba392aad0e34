import { useRef, type KeyboardEvent } from 'react';
import { useT } from '../../../i18n/index.js';
import { useIsPhone, useStore } from '../../../ui/index.js';
import { withNumbers } from './headings.js';
import type { DocumentNavigation } from './navigation.js';
import './outline.css';

interface OutlinePanelProps {
  navigation: DocumentNavigation;
  onClose: () => void;
}

const MOVES: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** The titles of the text. One of them leads there; on a phone, where the panel covers the text, it goes. */
export function OutlinePanel({ navigation, onClose }: OutlinePanelProps) {
  const t = useT();
  const isPhone = useIsPhone();
  const headings = withNumbers(useStore(navigation.headings), useStore(navigation.numbered));
  const current = useStore(navigation.heading);
  const list = useRef<HTMLOListElement>(null);
  const top = Math.min(...headings.map(({ level }) => level));
  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = MOVES[event.key]?.(at, buttons.length);
    if (next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  };
  const go = (index: number): void => {
    if (isPhone) onClose();
    // After the panel has given the focus back.
    setTimeout(() => navigation.goTo?.(index), isPhone ? 50 : 0);
  };
  if (headings.length === 0) return <p className="mq-outline-empty">{t('outline.empty')}</p>;
  return (
    <nav className="mq-outline mq-scroll" aria-label={t('outline.titles')}>
      <ol ref={list} onKeyDown={onKeyDown}>
        {headings.map(({ level, text }, index) => (
          <li key={index} data-level={level - top}>
            <button
              type="button"
              aria-current={index === current ? 'location' : undefined}
              onClick={() => go(index)}
            >
              <span className="mq-vh">{t('outline.level', { level })}</span>
              {text}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
