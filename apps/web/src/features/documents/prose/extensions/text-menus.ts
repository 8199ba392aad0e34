import { Extension, type Range } from '@tiptap/core';
import { type EditorState, PluginKey } from '@tiptap/pm/state';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import { Store } from '../../../../ui/index.js';

export interface TextMenuState {
  /** What stands after the sign that opened it. */
  readonly query: string;
  /** Where the sign and the query stand; they go when something is chosen. */
  readonly range: Range;
  readonly anchor: Element;
}

/** Between the text, where the sign is typed, and the menu that is drawn beside it. */
export class TextMenuStore extends Store<TextMenuState | null> {
  /** Set by the menu while it is there. @returns whether the key was for the menu */
  onKey: (event: KeyboardEvent) => boolean = () => false;
}

export class TextMenuStores {
  /** "/": what can be inserted. */
  readonly insert = new TextMenuStore(null);
  /** "@": people. */
  readonly people = new TextMenuStore(null);
  /** "[[": documents and files. */
  readonly links = new TextMenuStore(null);
}

/** A name has no more words, or letters. */
const LONGEST_QUERY = 60;
/** A blank, a bracket, or an apostrophe, straight or French. */
const BEFORE = [' ', '\u00a0', '\u202f', '(', "'", '’'];

/** A blank after the sign says that it is one for itself ("2 kg @ 3 €"), a bracket that the name is over. */
const NAMED = /^(?:@|\[\[)(?!\s)[^\]]*$/u;

const isName = (state: EditorState, { from, to }: Range): boolean =>
  to - from <= LONGEST_QUERY &&
  state.doc.resolve(from).parent.type.spec.code !== true &&
  NAMED.test(state.doc.textBetween(from, to));

const isAlone = (state: EditorState, { from, to }: Range): boolean => {
  const { parent } = state.doc.resolve(from);
  return parent.type.name === 'paragraph' && parent.content.size === to - from;
};

/**
 * "/" at the beginning of an empty paragraph opens the menu of what can be inserted, "@" before a name that of people,
 * "[[" that of documents. Escape closes it; what was typed stays.
 */
export const TextMenus = Extension.create<{ menus: TextMenuStores }>({
  name: 'textMenus',
  priority: 1200,
  addOptions: () => ({ menus: new TextMenuStores() }),
  addProseMirrorPlugins() {
    const { insert, people, links } = this.options.menus;
    const menu = (
      store: TextMenuStore,
      sign: { name: string; char: string; startOfLine?: true; isMeant: typeof isName },
    ) => {
      const show = ({ query, range, decorationNode }: SuggestionProps): void =>
        store.set(decorationNode === null ? null : { query, range, anchor: decorationNode });
      return Suggestion({
        editor: this.editor,
        pluginKey: new PluginKey(sign.name),
        char: sign.char,
        ...(sign.startOfLine ? { startOfLine: true } : { allowSpaces: true, allowedPrefixes: BEFORE }),
        allow: ({ state, range }) => sign.isMeant(state, range),
        render: () => ({
          onStart: show,
          onUpdate: show,
          onKeyDown: ({ event }) => store.get() !== null && store.onKey(event),
          onExit: () => store.set(null),
        }),
      });
    };
    return [
      menu(insert, { name: 'insertMenu', char: '/', startOfLine: true, isMeant: isAlone }),
      menu(people, { name: 'peopleMenu', char: '@', isMeant: isName }),
      menu(links, { name: 'linksMenu', char: '[[', isMeant: isName }),
    ];
  },
});
