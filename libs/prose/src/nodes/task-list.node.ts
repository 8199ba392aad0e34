import { Node, wrappingInputRule } from '@tiptap/core';
import { attributeOf } from '../common/element.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    tasks: {
      /** Ticks the task at the caret, or takes the tick away. */
      toggleTask: () => ReturnType;
    };
  }
}

/** Things to do, each with a box to tick. */
export const TaskList = Node.create({
  name: 'taskList',
  group: 'block list',
  content: 'taskItem+',
  parseHTML: () => [
    { tag: 'ul[data-tasks]', priority: 60 },
    { tag: 'ul[data-type="taskList"]', priority: 60 },
    { tag: 'ul.contains-task-list', priority: 60 },
  ],
  renderHTML: () => ['ul', { 'data-tasks': '' }, 0],
  addCommands() {
    return {
      toggleTaskList:
        () =>
        ({ commands }) =>
          commands.toggleList(this.name, 'taskItem'),
      toggleTask:
        () =>
        ({ state: { selection }, tr, dispatch }) => {
          const { $from } = selection;
          for (let depth = $from.depth; depth > 0; depth -= 1) {
            const node = $from.node(depth);
            if (node.type.name !== 'taskItem') continue;
            if (dispatch) tr.setNodeAttribute($from.before(depth), 'checked', node.attrs['checked'] !== true);
            return true;
          }
          return false;
        },
    };
  },
  addKeyboardShortcuts() {
    return {
      'Mod-Shift-9': () => this.editor.commands.toggleTaskList(),
      'Mod-Enter': () => this.editor.commands.toggleTask(),
    };
  },
});

/** Any blocks, in any order: see the items of other lists. */
export const TaskItem = Node.create({
  name: 'taskItem',
  content: 'block+',
  defining: true,
  addAttributes: () => ({
    checked: {
      default: false,
      keepOnSplit: false,
      parseHTML: (element: object) => {
        const said = attributeOf(element, 'data-checked');
        return said === 'true' || said === '';
      },
      renderHTML: ({ checked }: Record<string, unknown>) => ({ 'data-checked': String(checked === true) }),
    },
  }),
  parseHTML: () => [
    { tag: 'ul[data-tasks] > li', priority: 60 },
    { tag: 'ul[data-type="taskList"] > li', priority: 60 },
    { tag: 'ul.contains-task-list > li', priority: 60 },
  ],
  renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      Tab: () => this.editor.commands.sinkListItem(this.name),
      'Shift-Tab': () => this.editor.commands.liftListItem(this.name),
    };
  },
  addInputRules() {
    return [
      wrappingInputRule({
        find: /^\s*(\[([ xX]?)\])\s$/,
        type: this.type,
        getAttributes: (match) => ({ checked: match[2]?.toLowerCase() === 'x' }),
      }),
    ];
  },
});
