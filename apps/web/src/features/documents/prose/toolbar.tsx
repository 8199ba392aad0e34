import {
  ChevronDown,
  Ellipsis,
  Image as ImageIcon,
  MessageSquare,
  MessageSquarePlus,
  Plus,
  Table as TableIcon,
} from 'lucide-react';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { memo, useEffect, useRef, type FocusEvent, type ReactNode, type RefObject } from 'react';
import { Toolbar as AriaToolbar, type PressEvent } from 'react-aria-components';
import {
  Button,
  IconButton,
  Menu,
  type MenuAction,
  NO_SIDEBAR,
  useIsPhone,
  useMedia,
} from '../../../ui/index.js';
import { type Translate, useT } from '../../../i18n/index.js';
import { ModeSwitch } from '../suggestions/mode-switch.js';
import type { Modes } from '../suggestions/use-mode.js';
import { tableActions } from './table-menu.js';
import { alignActions, colourActions, type Format, FormatMenus, formatOf } from './format-menus.js';
import {
  blockTools,
  historyTools,
  linkTool,
  characterTool,
  opensDialog,
  pageTools,
  ruleTool,
  textTools,
  type Tool,
} from './tools.js';

export interface ToolbarProps {
  editor: Editor;
  onLink: () => void;
  onImage: () => void;
  onCharacter: () => void;
  /** On a phone the discussion opens from here. */
  onDiscussion: (() => void) | null;
  /** Comments what is selected; null: this person may not. */
  onComment: (() => void) | null;
  modes: Modes;
}

const LEVELS = [1, 2, 3, 4] as const;
type Level = 0 | (typeof LEVELS)[number];

/** One row of tools. Arrows move inside, Escape returns to the text; below 1120 px the rarer tools move to a menu. */
export const Toolbar = memo(function Toolbar({
  editor,
  onLink,
  onImage,
  onCharacter,
  onDiscussion,
  onComment,
  modes,
}: ToolbarProps) {
  const t = useT();
  const isPhone = useIsPhone();
  const isNarrow = useMedia(NO_SIDEBAR);
  const bar = useRef<HTMLDivElement>(null);
  useToolbarKeys(bar, editor);
  const tools = [
    ...historyTools,
    ...textTools,
    linkTool(onLink),
    ...blockTools,
    ruleTool,
    ...pageTools,
    characterTool(onCharacter),
  ];
  const isSuggesting = modes.mode === 'suggest';
  const { level, format, states: state } = useToolState(editor, tools, isSuggesting);
  const rank = isPhone ? 1 : isNarrow ? 2 : 3;
  const shown = (list: readonly Tool[]) => list.filter((tool) => tool.rank <= rank);
  const hidden = tools.filter((tool) => tool.rank > rank);
  const row = (list: readonly Tool[]) =>
    shown(list).map((tool) => <ToolButton key={tool.id} tool={tool} editor={editor} {...state[tool.id]} />);
  const rest: MenuAction[] = [
    ...hidden.map((tool) => menuItem(tool, editor, t, state[tool.id]?.isDisabled ?? false)),
    ...(isPhone && !isSuggesting ? [...alignActions(editor, t), ...colourActions(editor, t, format)] : []),
  ];
  return (
    <div className="mq-tools-bar" data-region="toolbar" tabIndex={-1} onFocus={enterBar}>
      <AriaToolbar ref={bar} className="mq-tools" aria-label={t('editor.toolbar')}>
        {modes.offered.length > 1 && <ModeSwitch {...modes} />}
        {!isPhone && <i className="sep" />}
        {!isPhone && row(historyTools)}
        {!isPhone && <i className="sep" />}
        {!isPhone && !isSuggesting && <StyleMenu editor={editor} current={level} />}
        {!isPhone && !isSuggesting && <i className="sep" />}
        {row(textTools)}
        {!isPhone && row([linkTool(onLink)])}
        {!isPhone && !isSuggesting && <FormatMenus editor={editor} now={format} />}
        {!isPhone && <i className="sep" />}
        {row(blockTools)}
        {!isPhone && <i className="sep" />}
        {isPhone ? (
          <PhoneInsert editor={editor} onImage={onImage} rest={rest} />
        ) : (
          <Inserts editor={editor} onImage={onImage} rest={rest} rule={row([ruleTool])} />
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

/** F6 leads to the bar: the focus goes on to its first tool. */
const enterBar = (event: FocusEvent<HTMLDivElement>): void => {
  if (event.target === event.currentTarget) firstTool(event.currentTarget)?.focus();
};
const firstTool = (bar: Element | null): HTMLElement | null =>
  bar?.querySelector<HTMLElement>('button:not([disabled])') ?? null;

interface InsertsProps {
  editor: Editor;
  onImage: () => void;
  /** Tools without room in the bar. */
  rest: readonly MenuAction[];
}

function Inserts({ editor, onImage, rest, rule }: InsertsProps & { rule: ReactNode }) {
  const t = useT();
  return (
    <>
      <Menu
        label={t('tool.table')}
        placement="bottom start"
        trigger={<IconButton icon={TableIcon} label={t('tool.table')} />}
        items={tableActions(editor, t)}
      />
      <IconButton icon={ImageIcon} label={t('tool.image')} onPress={onImage} />
      {rule}
      {rest.length > 0 && (
        <Menu
          label={t('tool.more')}
          placement="bottom end"
          trigger={<IconButton icon={Ellipsis} label={t('tool.more')} />}
          items={rest}
        />
      )}
    </>
  );
}

/** Everything that has no room on a phone, behind one sign. */
function PhoneInsert({ editor, onImage, rest }: InsertsProps) {
  const t = useT();
  const [first, ...table] = tableActions(editor, t);
  const items: MenuAction[] = [
    ...styleItems(editor, t),
    ...(first ? [{ ...first, icon: TableIcon, separated: true }] : []),
    ...table,
    { id: 'image', icon: ImageIcon, label: t('tool.image'), separated: true, onAction: onImage },
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

interface ToolState {
  isPressed?: boolean;
  isDisabled?: boolean;
}

/** Follows the caret, and renders again only when a button changes. */
/** While one suggests, what cannot be suggested is not offered. */
const SUGGESTED_TOOLS = new Set(['undo', 'redo', 'rule', 'pageBreak', 'contents', 'character']);

const useToolState = (editor: Editor, tools: readonly Tool[], isSuggesting: boolean) =>
  useEditorState({
    editor,
    selector: ({
      editor: e,
    }): { states: Record<string, ToolState>; level: Level; format: Format; inTable: boolean } => ({
      states: Object.fromEntries(
        tools.map((tool): [string, ToolState] => [
          tool.id,
          {
            isPressed: tool.isOn?.(e),
            isDisabled: !tool.canRun(e) || (isSuggesting && !SUGGESTED_TOOLS.has(tool.id)),
          },
        ]),
      ),
      level: LEVELS.find((one) => e.isActive('heading', { level: one })) ?? 0,
      format: formatOf(e),
      // The table's menu depends on where the caret is.
      inTable: e.isActive('table'),
    }),
  });

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

const styleItems = (editor: Editor, t: Translate): MenuAction[] => [
  {
    id: 'text',
    label: t('tool.text'),
    keys: t.locale === 'fr' ? 'Alt+Maj+0' : 'Alt+Shift+0',
    onAction: () => editor.chain().focus().setParagraph().run(),
  },
  ...LEVELS.map((level) => ({
    id: `h${String(level)}`,
    label: t('tool.heading', { level }),
    keys: `${t.locale === 'fr' ? 'Alt+Maj+' : 'Alt+Shift+'}${String(level)}`,
    onAction: () => editor.chain().focus().setHeading({ level }).run(),
  })),
];

function StyleMenu({ editor, current }: { editor: Editor; current: Level }) {
  const t = useT();
  const name = current === 0 ? t('tool.text') : t('tool.heading', { level: current });
  return (
    <Menu
      label={t('tool.style', { name })}
      placement="bottom start"
      trigger={
        <Button variant="ghost" size="s" className="style" aria-label={t('tool.style', { name })}>
          {name}
          <ChevronDown className="mq-i s" aria-hidden="true" />
        </Button>
      }
      items={styleItems(editor, t)}
    />
  );
}

/**
 * Alt+F10 leads to the tools from anywhere in the page, Escape from the tools to the text. Heard at the window before
 * anybody else: an open tooltip would keep Escape for itself.
 */
const useToolbarKeys = (bar: RefObject<HTMLDivElement | null>, editor: Editor): void => {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isInside = event.target instanceof Node && bar.current?.contains(event.target) === true;
      if (event.key === 'Escape' && isInside) {
        event.preventDefault();
        editor.commands.focus();
      } else if (event.key === 'F10' && event.altKey) {
        event.preventDefault();
        firstTool(bar.current)?.focus();
      }
    };
    addEventListener('keydown', listen, true);
    return () => removeEventListener('keydown', listen, true);
  }, [bar, editor]);
};
