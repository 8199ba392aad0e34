import {
  ArrowLeft,
  Download,
  LayoutTemplate,
  History,
  MessageSquareText,
  ListTree,
  Maximize,
  MessagesSquare,
  Stamp,
  TextSearch,
  type LucideIcon,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Doc } from 'yjs';
import { type Place, type ResourceView, roleAtLeast } from '@maroquin/contracts';
import { useCircuitParts, useMe } from '../../../api/index.js';
import { DrawerButton, PageTitle, placeHref, useShortcut } from '../../../frame/index.js';
import {
  Breadcrumb,
  AvatarStack,
  Icon,
  IconButton,
  Menu,
  type MenuAction,
  useIsPhone,
} from '../../../ui/index.js';
import { type Translate, useT } from '../../../i18n/index.js';
import { useResourceActions } from '../../places/index.js';
import { RestrictedMark, ShareButton } from '../../access/index.js';
import type { Review } from '../comments/use-review.js';
import type { DocumentNavigation } from '../navigate/navigation.js';
import type { Panel } from './document-panel.js';
import { SaveTemplateDialog } from '../templates/save-template-dialog.js';
import { ExportDialog } from '../export/export-dialog.js';
import type { PresentPerson } from '../writing/presence.js';
import { useNumberedTitles } from '../navigate/numbered-titles.js';
import { useSuggestionsOnly } from '../suggestions/suggestions-only.js';
import { TitleField } from './title-field.js';

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

/** Where it is, its title, whether it is saved, who is there. On a phone: a top bar, then the save line's own row. */
export function DocumentHeader(props: DocumentHeaderProps) {
  const { place, doc, save, present, unread, review, panel, onHistory } = props;
  const t = useT();
  const isPhone = useIsPhone();
  const { resource } = place;
  const menu = useDocumentMenu(place);
  const circuit = useCircuitButton(place);
  const [isExporting, setExporting] = useState(false);
  const [isSaving, setSaving] = useState(false);
  useShortcut('ctrl+p', () => setExporting(true));
  const items = [
    ...(circuit !== null && isPhone
      ? [{ id: 'circuit', icon: Stamp, label: circuit.label, onAction: panel.toggleCircuit }]
      : []),
    ...pageActions(
      props,
      isPhone,
      { onExport: () => setExporting(true), onTemplate: () => setSaving(true) },
      t,
    ),
    ...menu.items,
  ];
  const avatars = present.length > 0 && (
    <span role="group" aria-label={t('editor.present')}>
      <AvatarStack people={present} size={isPhone ? 's' : 'm'} />
    </span>
  );
  return (
    <>
      <PageTitle>{resource.name}</PageTitle>
      <header className="mq-head mq-doc-head" data-region="header" tabIndex={-1}>
        {isPhone ? <BackLink to={menu.parentHref} /> : <DrawerButton />}
        <div className="tt">
          {!isPhone && <Breadcrumb crumbs={menu.crumbs} />}
          <TitleField key={resource.id} resource={resource} />
          <RestrictedMark of={resource} />
        </div>
        <div className="acts">
          {!isPhone && save}
          {!isPhone && avatars}
          {!isPhone && review !== null && (
            <IconButton
              icon={ListTree}
              label={t('outline.title')}
              keys="Alt+Maj+P"
              isPressed={panel.tab === 'outline'}
              onPress={panel.toggleOutline}
            />
          )}
          {!isPhone && onHistory !== null && (
            <IconButton icon={History} label={t('history.open')} keys="Alt+Maj+H" onPress={onHistory} />
          )}
          {!isPhone && review !== null && (
            <PanelButton
              icon={MessageSquareText}
              count={review.count}
              label={t('comment.panelCount', { count: review.count })}
              isOpen={panel.tab === 'review'}
              onPress={panel.toggleReview}
            />
          )}
          {!isPhone && unread !== null && (
            <PanelButton
              icon={MessagesSquare}
              count={unread}
              label={discussionLabel(unread, t)}
              isOpen={panel.tab === 'discussion'}
              onPress={panel.toggleDiscussion}
            />
          )}
          {!isPhone && circuit !== null && (
            <PanelButton
              icon={Stamp}
              {...circuit}
              isOpen={panel.tab === 'circuit'}
              onPress={panel.toggleCircuit}
            />
          )}
          <ShareButton resource={resource} variant="primary" />
          {items.length > 0 && <Menu label={t('editor.menu')} items={items} />}
        </div>
      </header>
      {isPhone && (
        <div className="mq-doc-save">
          {save}
          <span className="mq-grow" />
          {avatars}
        </div>
      )}
      {menu.dialogs}
      {isSaving && <SaveTemplateDialog place={place} onClose={() => setSaving(false)} />}
      {isExporting && <ExportDialog {...{ resource, doc }} onClose={() => setExporting(false)} />}
    </>
  );
}

function BackLink({ to }: { to: string }) {
  const t = useT();
  return (
    <Link className="mq-ib" to={to} aria-label={t('editor.back')}>
      <Icon of={ArrowLeft} />
    </Link>
  );
}

/** What is beside the text, where the header has no room for a button of its own. */
const pageActions = (
  { place, unread, review, panel, navigation, onHistory, onFocus }: DocumentHeaderProps,
  isPhone: boolean,
  { onExport, onTemplate }: { onExport: () => void; onTemplate: () => void },
  t: Translate,
): MenuAction[] => [
  ...(review === null || !isPhone
    ? []
    : [
        {
          id: 'review',
          icon: MessageSquareText,
          label: t('comment.panelCount', { count: review.count }),
          onAction: panel.openReview,
        },
      ]),
  ...(unread === null || !isPhone
    ? []
    : [
        {
          id: 'discussion',
          icon: MessagesSquare,
          label: discussionLabel(unread, t),
          onAction: panel.openDiscussion,
        },
      ]),
  ...(onHistory === null
    ? []
    : [{ id: 'history', icon: History, label: t('history.open'), keys: 'Alt+Maj+H', onAction: onHistory }]),
  ...(navigation === null
    ? []
    : [
        ...(isPhone
          ? [{ id: 'outline', icon: ListTree, label: t('outline.title'), onAction: panel.toggleOutline }]
          : []),
        {
          id: 'find',
          icon: TextSearch,
          label: t(roleAtLeast(place.resource.role, 'editor') ? 'find.titleReplace' : 'find.title'),
          keys: 'Ctrl+H',
          // After the menu has given the focus back.
          onAction: () => setTimeout(() => navigation.find('replace')),
        },
      ]),
  { id: 'focus', icon: Maximize, label: t('editor.focus'), keys: 'Alt+Maj+F', onAction: onFocus },
  { id: 'export', icon: Download, label: t('export.title'), keys: 'Ctrl+P', onAction: onExport },
  // Who comes by a link has no place of its own.
  ...(unread === null
    ? []
    : [{ id: 'template', icon: LayoutTemplate, label: t('template.save'), onAction: onTemplate }]),
];

const discussionLabel = (unread: number, t: Translate): string =>
  unread > 0 ? t('editor.discussionUnread', { count: unread }) : t('editor.discussion');

/** null: a visitor by link learns of nobody who works here. */
function useCircuitButton({ resource }: Place): { label: string; count: number } | null {
  const t = useT();
  const isVisitor = useMe().visit !== undefined;
  const count = useCircuitParts().filter(({ document }) => document.id === resource.id).length;
  if (isVisitor) return null;
  return { label: count > 0 ? t('circuit.panelAsked', { count }) : t('circuit.panel'), count };
}

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

/** Rename, move, bin: as everywhere. A document put in the bin leads back to where it was. */
const useDocumentMenu = ({ resource, breadcrumb }: Place) => {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const actions = useResourceActions();
  const ids = breadcrumb.map((crumb) => crumb.id);
  const parentHref = ids.length > 0 ? placeHref(ids, 'documents') : '/';
  const leave = async (of: ResourceView): Promise<void> => {
    if (await actions.trash(of)) await navigate(parentHref);
  };
  const only = useSuggestionsOnly(resource);
  const numbered = useNumberedTitles(resource);
  const items = actions
    .menuFor(resource)
    .filter((item) => item.id !== 'share')
    .map((item): MenuAction =>
      // In the text Suppr deletes text, so the key belongs to rows of lists alone.
      item.id === 'trash' ? { ...item, keys: undefined, onAction: () => void leave(resource) } : item,
    );
  useShortcut('f2', items.find(({ id }) => id === 'rename')?.onAction ?? null);
  const crumbs = breadcrumb.map((crumb, index) => ({
    name: crumb.id === me.personalSpaceId ? t('places.mine') : crumb.name,
    to: placeHref(ids.slice(0, index + 1), 'documents'),
  }));
  return { items: [...numbered, ...only, ...items], crumbs, parentHref, dialogs: actions.dialogs };
};
