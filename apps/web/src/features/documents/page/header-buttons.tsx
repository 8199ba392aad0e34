import { History, ListTree, type LucideIcon, MessageSquareText, MessagesSquare, Stamp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Doc } from 'yjs';
import type { Place } from '@maroquin/contracts';
import { useCircuitParts, useMe } from '../../../api/index.js';
import { Icon, IconButton } from '../../../ui/index.js';
import { type Translate, useT } from '../../../i18n/index.js';
import type { Review } from '../comments/use-review.js';
import type { DocumentNavigation } from '../navigate/navigation.js';
import type { PresentPerson } from '../writing/presence.js';
import type { Panel } from './document-panel.js';

export interface DocumentHeaderProps {
  place: Place;
  doc: Doc;
  /** Whether what is written is kept. */
  save: ReactNode;
  present: readonly (PresentPerson & { hue: number })[];
  /** null: there is no discussion for this person. */
  unread: number | null;
  review: Review | null;
  panel: Panel;
  /** null: a plain text, in which the browser looks. */
  navigation: DocumentNavigation | null;
  /** null: this person may not look back. */
  onHistory: (() => void) | null;
  /** Hides all but the text. */
  onFocus: () => void;
}

/** How many parts of circuits wait for this person here. null: a visitor by link learns of nobody who works here. */
export type CircuitMark = { label: string; count: number } | null;
export function useCircuitMark({ resource }: Place): CircuitMark {
  const t = useT();
  const isVisitor = useMe().visit !== undefined;
  const count = useCircuitParts().filter(({ document }) => document.id === resource.id).length;
  if (isVisitor) return null;
  return { label: count > 0 ? t('circuit.panelAsked', { count }) : t('circuit.panel'), count };
}

type ButtonsProps = Pick<DocumentHeaderProps, 'review' | 'unread' | 'panel' | 'onHistory'> & {
  circuit: CircuitMark;
};

/** What stands beside the text and what came before it, where there is room for a button each. */
export function HeaderButtons({ review, unread, circuit, panel, onHistory }: ButtonsProps) {
  const t = useT();
  return (
    <>
      {review !== null && (
        <IconButton
          icon={ListTree}
          label={t('outline.title')}
          keys="Alt+Maj+P"
          isPressed={panel.tab === 'outline'}
          onPress={panel.toggleOutline}
        />
      )}
      {onHistory !== null && (
        <IconButton icon={History} label={t('history.open')} keys="Alt+Maj+H" onPress={onHistory} />
      )}
      {review !== null && (
        <PanelButton
          icon={MessageSquareText}
          count={review.count}
          label={t('comment.panelCount', { count: review.count })}
          isOpen={panel.tab === 'review'}
          onPress={panel.toggleReview}
        />
      )}
      {unread !== null && (
        <PanelButton
          icon={MessagesSquare}
          count={unread}
          label={discussionLabel(unread, t)}
          isOpen={panel.tab === 'discussion'}
          onPress={panel.toggleDiscussion}
        />
      )}
      {circuit !== null && (
        <PanelButton
          icon={Stamp}
          {...circuit}
          isOpen={panel.tab === 'circuit'}
          onPress={panel.toggleCircuit}
        />
      )}
    </>
  );
}

export const discussionLabel = (unread: number, t: Translate): string =>
  unread > 0 ? t('editor.discussionUnread', { count: unread }) : t('editor.discussion');

interface PanelButtonProps {
  icon: LucideIcon;
  count: number;
  label: string;
  isOpen: boolean;
  onPress: () => void;
}
function PanelButton({ icon, count, label, isOpen, onPress }: PanelButtonProps) {
  return (
    <button
      type="button"
      className="mq-btn mq-doc-talk"
      data-opens-panel={isOpen ? 'open' : ''}
      aria-pressed={isOpen}
      aria-label={label}
      title={label}
      onClick={onPress}
    >
      <Icon of={icon} />
      {count > 0 && (
        <span className="mq-count" aria-hidden="true">
          {count > 99 ? '99+' : count}
        </span>
      )}
    </button>
  );
}
