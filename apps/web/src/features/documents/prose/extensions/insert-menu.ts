import { Extension, type Range } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import { Store } from '../../../../ui/index.js';

export interface InsertMenuState {
  /** What stands after the "/". */
  readonly query: string;
  /** Where "/" and the query stand; they go when something is chosen. */
  readonly range: Range;
  readonly anchor: Element;
}

/** Between the text, where "/" is typed, and the menu that is drawn beside it. */
export class InsertMenuStore extends Store<InsertMenuState | null> {
  /** Set by the menu while it is there. @returns whether the key was for the menu */
  onKey: (event: KeyboardEvent) => boolean = () => false;
}

/** "/" at the beginning of an empty paragraph opens the menu of what can be inserted. Escape closes it; the "/" stays. */
export const InsertMenuKeys = Extension.create<{ menu: InsertMenuStore }>({
  name: 'insertMenu',
  priority: 1200,
  addOptions: () => ({ menu: new InsertMenuStore(null) }),
  addProseMirrorPlugins() {
    const { menu } = this.options;
    const show = ({ query, range, decorationNode }: SuggestionProps): void =>
      menu.set(decorationNode === null ? null : { query, range, anchor: decorationNode });
    return [
      Suggestion({
        editor: this.editor,
        pluginKey: new PluginKey('insertMenu'),
        char: '/',
        startOfLine: true,
        allow: ({ state, range }) => {
          const { parent } = state.doc.resolve(range.from);
          return parent.type.name === 'paragraph' && parent.content.size === range.to - range.from;
        },
        render: () => ({
          onStart: show,
          onUpdate: show,
          onKeyDown: ({ event }) => menu.get() !== null && menu.onKey(event),
          onExit: () => menu.set(null),
        }),
      }),
    ];
  },
});
