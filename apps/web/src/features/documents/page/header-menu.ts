import {
  Download,
  History,
  LayoutTemplate,
  ListTree,
  Maximize,
  MessageSquareText,
  MessagesSquare,
  Stamp,
  TextSearch,
} from 'lucide-react';
import { useNavigate } from 'react-router';
import { type Place, type ResourceView, roleAtLeast } from '@maroquin/contracts';
import { useMe } from '../../../api/index.js';
import { placeHref, useShortcut } from '../../../frame/index.js';
import { type Translate, useT } from '../../../i18n/index.js';
import type { MenuAction } from '../../../ui/index.js';
import { useResourceActions } from '../../places/index.js';
import { useNumberedTitles } from '../navigate/numbered-titles.js';
import { useSuggestionsOnly } from '../suggestions/suggestions-only.js';
import { type CircuitMark, discussionLabel, type DocumentHeaderProps } from './header-buttons.js';

interface PageActionsOptions {
  readonly isPhone: boolean;
  readonly circuit: CircuitMark;
  readonly onExport: () => void;
  readonly onTemplate: () => void;
}

/** What is done with the page, where the header has no button for it. */
export const usePageActions = (props: DocumentHeaderProps, options: PageActionsOptions): MenuAction[] => {
  const { unread, onHistory, onFocus } = props;
  const { isPhone, circuit, onExport, onTemplate } = options;
  const t = useT();
  return [
    ...(isPhone ? panelActions(props, circuit, t) : []),
    ...(onHistory === null
      ? []
      : [{ id: 'history', icon: History, label: t('history.open'), keys: 'Alt+Maj+H', onAction: onHistory }]),
    ...navigationActions(props, isPhone, t),
    { id: 'focus', icon: Maximize, label: t('editor.focus'), keys: 'Alt+Maj+F', onAction: onFocus },
    { id: 'export', icon: Download, label: t('export.title'), keys: 'Ctrl+P', onAction: onExport },
    // Who comes by a link has no place of its own.
    ...(unread === null
      ? []
      : [{ id: 'template', icon: LayoutTemplate, label: t('template.save'), onAction: onTemplate }]),
  ];
};

/** On a phone what stands beside the text is opened from the menu. */
const panelActions = (
  { review, unread, panel }: DocumentHeaderProps,
  circuit: CircuitMark,
  t: Translate,
): MenuAction[] => [
  ...(circuit === null
    ? []
    : [{ id: 'circuit', icon: Stamp, label: circuit.label, onAction: panel.toggleCircuit }]),
  ...(review === null
    ? []
    : [
        {
          id: 'review',
          icon: MessageSquareText,
          label: t('comment.panelCount', { count: review.count }),
          onAction: panel.openReview,
        },
      ]),
  ...(unread === null
    ? []
    : [
        {
          id: 'discussion',
          icon: MessagesSquare,
          label: discussionLabel(unread, t),
          onAction: panel.openDiscussion,
        },
      ]),
];

/** The outline and the search; in a plain text the browser looks. */
const navigationActions = (
  { place, panel, navigation }: DocumentHeaderProps,
  isPhone: boolean,
  t: Translate,
): MenuAction[] => {
  if (navigation === null) return [];
  return [
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
  ];
};

/** Rename, move, bin: as everywhere. A document put in the bin leads back to where it was. */
export const useDocumentMenu = ({ resource, breadcrumb }: Place) => {
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
  return {
    label: t('editor.menu'),
    items: [...numbered, ...only, ...items],
    crumbs,
    parentHref,
    dialogs: actions.dialogs,
  };
};
