import {
  Ellipsis,
  Image as ImageIcon,
  MessageSquare,
  MessageSquarePlus,
  Plus,
  Table as TableIcon,
} from 'lucide-react';
import type { Editor } from '@tiptap/core';
import { memo, useMemo, useRef, type ReactNode, type RefObject } from 'react';
import { Toolbar as AriaToolbar, type PressEvent } from 'react-aria-components';
import { IconButton, Menu, type MenuAction, useIsPhone } from '../../../ui/index.js';
import { type Translate, useT } from '../../../i18n/index.js';
import { ModeSwitch } from '../suggestions/mode-switch.js';
import type { Modes } from '../suggestions/use-mode.js';
import { pageTools, ruleTool } from './page-tools.js';
import { styleItems, StyleMenu } from './style-menu.js';
import { type ToolState, useToolState } from './tool-state.js';
import { tableActions } from './table-menu.js';
import { enterBar, useToolbarKeys } from './toolbar-keys.js';
import { alignActions, colourActions, FormatMenus } from './format-menus.js';
import {
  blockTools,
  historyTools,
  linkTool,
  characterTool,
  opensDialog,
  painterTool,
  textTools,
  type Tool,
} from './tools.js';
import { useHidden } from './use-room.js';

export interface ToolbarProps {
  editor: Editor;
  onLink: () => void;
  onImage: () => void;
  onCharacter: () => void;
  /** What one does with fields of templates. */
  fields: readonly Tool[];
  /** On a phone the discussion opens from here. */
  onDiscussion: (() => void) | null;
  /** Comments what is selected; null: this person may not. */
  onComment: (() => void) | null;
  modes: Modes;
}

/** What leaves the bar for "Autres outils" where room is scarce, the rarest first. */
const RAREST = [
  ...[
    'painter',
    'rule',
    'quote',
    'strike',
    'redo',
    'numbers',
    'modeWords',
    'underline',
    'image',
    'formats',
    'link',
  ],
  ...['bullets', 'style'],
] as const;

/** One row of tools. Arrows move inside, Escape returns to the text; rarer tools move to a menu where room is scarce. */
export const Toolbar = memo(function Toolbar({
  editor,
  onLink,
  onImage,
  onCharacter,
  fields,
  onDiscussion,
  onComment,
  modes,
}: ToolbarProps) {
  const t = useT();
  const isPhone = useIsPhone();
  const bar = useRef<HTMLDivElement>(null);
  useToolbarKeys(bar, editor);
  const tools = [
    ...historyTools,
    painterTool,
    ...textTools,
    linkTool(onLink),
    ...blockTools,
    ruleTool,
    ...pageTools,
    characterTool(onCharacter),
    ...fields,
  ];
  const isSuggesting = modes.mode === 'suggest';
  const { level, format, states: state } = useToolState(editor, tools, isSuggesting);
  const left = useLeft(bar, isPhone, [t.locale, isSuggesting, modes.offered.length, onComment !== null]);
  const isShown = ({ id, rank }: Tool): boolean => rank <= (isPhone ? 1 : 2) && !left.has(id);
  const row = (list: readonly Tool[]) =>
    list
      .filter(isShown)
      .map((tool) => <ToolButton key={tool.id} tool={tool} editor={editor} {...state[tool.id]} />);
  const formats = isSuggesting ? [] : [...alignActions(editor, t), ...colourActions(editor, t, format)];
  const rest: MenuAction[] = [
    ...(left.has('style') && !isSuggesting ? styleItems(editor, t) : []),
    ...(left.has('image') ? [imageItem(t, onImage)] : []),
    ...tools
      .filter((tool) => !isShown(tool))
      .map((tool) => menuItem(tool, editor, t, state[tool.id]?.isDisabled ?? false)),
    ...(isPhone || left.has('formats') ? formats : []),
  ];
  return (
    <div className="mq-tools-bar" data-region="toolbar" tabIndex={-1} onFocus={enterBar}>
      <AriaToolbar ref={bar} className="mq-tools" aria-label={t('editor.toolbar')}>
        {modes.offered.length > 1 && <ModeSwitch {...modes} isShort={left.has('modeWords')} />}
        {!isPhone && <i className="sep" />}
        {!isPhone && row([...historyTools, painterTool])}
        {!isPhone && <i className="sep" />}
        {!isPhone && !isSuggesting && !left.has('style') && (
          <>
            <StyleMenu editor={editor} current={level} />
            <i className="sep" />
          </>
        )}
        {row(textTools)}
        {!isPhone && row([linkTool(onLink)])}
        {!isPhone && !isSuggesting && !left.has('formats') && <FormatMenus editor={editor} now={format} />}
        {!isPhone && <i className="sep" />}
        {row(blockTools)}
        {!isPhone && <i className="sep" />}
        {isPhone ? (
          <PhoneInsert editor={editor} onImage={onImage} rest={rest} />
        ) : (
          <Inserts editor={editor} onImage={left.has('image') ? null : onImage} rest={rest}>
            {row([ruleTool])}
          </Inserts>
        )}
        {isPhone && row(historyTools)}
        {onComment !== null && (
          <IconButton
            icon={MessageSquarePlus}
            label={t('comment.tool')}
            keys="Ctrl+Alt+M"
            onPress={onComment}
          />
        )}
        {isPhone && onDiscussion !== null && (
          <IconButton icon={MessageSquare} label={t('editor.discussion')} onPress={onDiscussion} />
        )}
      </AriaToolbar>
    </div>
  );
});

/** What has left the bar for want of room. `kind`: what else changes the width of the bar. */
function useLeft(
  bar: RefObject<HTMLDivElement | null>,
  isPhone: boolean,
  kind: readonly unknown[],
): ReadonlySet<string> {
  const hidden = useHidden(bar, isPhone ? 0 : RAREST.length, kind.join(' '));
  return useMemo(() => new Set(RAREST.slice(0, hidden)), [hidden]);
}

interface InsertsProps {
  editor: Editor;
  onImage: () => void;
  /** Tools without room in the bar. */
  rest: readonly MenuAction[];
}

interface WideInsertsProps extends Omit<InsertsProps, 'onImage'> {
  /** null: the picture is among the rest. */
  onImage: (() => void) | null;
  children: ReactNode;
}

function Inserts({ editor, onImage, rest, children }: WideInsertsProps) {
  const t = useT();
  return (
    <>
      <Menu
        label={t('tool.table')}
        placement="bottom start"
        trigger={<IconButton icon={TableIcon} label={t('tool.table')} />}
        items={tableActions(editor, t)}
      />
      {onImage !== null && <IconButton icon={ImageIcon} label={t('tool.image')} onPress={onImage} />}
      {children}
      <Menu
        label={t('tool.more')}
        placement="bottom end"
        trigger={<IconButton icon={Ellipsis} label={t('tool.more')} />}
        items={rest}
      />
    </>
  );
}

const imageItem = (t: Translate, onAction: () => void): MenuAction => ({
  ...{ id: 'image', icon: ImageIcon, label: t('tool.image') },
  onAction,
});

/** Everything that has no room on a phone, behind one sign. */
function PhoneInsert({ editor, onImage, rest }: InsertsProps) {
  const t = useT();
  const [first, ...table] = tableActions(editor, t);
  const items: MenuAction[] = [
    ...styleItems(editor, t),
    ...(first ? [{ ...first, icon: TableIcon, separated: true }] : []),
    ...table,
    { ...imageItem(t, onImage), separated: true },
    ...rest,
  ];
  return (
    <Menu
      label={t('tool.insert')}
      placement="top"
      trigger={<IconButton icon={Plus} label={t('tool.insert')} />}
      items={items}
    />
  );
}

/** With the mouse the caret goes back to the text; with the keyboard one stays in the bar to set several things. */
const andReturn =
  (editor: Editor, run: (editor: Editor) => void) =>
  (event: PressEvent): void => {
    if (event.pointerType !== 'keyboard' && event.pointerType !== 'virtual') editor.commands.focus();
    run(editor);
  };

function ToolButton({ tool, editor, isPressed, isDisabled }: { tool: Tool; editor: Editor } & ToolState) {
  const t = useT();
  return (
    <IconButton
      icon={tool.icon}
      label={t(tool.label)}
      keys={keysOf(tool, t)}
      isPressed={isPressed}
      isDisabled={isDisabled}
      onPress={opensDialog(tool) ? () => tool.run(editor) : andReturn(editor, tool.run)}
    />
  );
}

/** The keys are written as on French keyboards. */
const keysOf = (tool: Tool, t: Translate): string | undefined =>
  t.locale === 'fr' ? tool.keys : tool.keys?.replace('Maj', 'Shift');

const menuItem = (tool: Tool, editor: Editor, t: Translate, isDisabled: boolean): MenuAction => ({
  id: tool.id,
  icon: tool.icon,
  label: t(tool.label),
  keys: keysOf(tool, t),
  isDisabled,
  onAction: () => {
    if (!opensDialog(tool)) editor.commands.focus();
    tool.run(editor);
  },
});
