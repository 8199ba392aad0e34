import { Extension, type Editor } from '@tiptap/core';
import { GapCursor } from '@tiptap/pm/gapcursor';
import { NodeSelection, Plugin, Selection, TextSelection } from '@tiptap/pm/state';
import { internalPathOf, mentionOf, safeHref } from '@maroquin/prose';
import { selectedPicture } from './image-view.js';

export interface EditorKeysOptions {
  readonly onLink: () => void;
  /** A link was clicked, or asked for with Alt+Enter: shows where it leads. */
  readonly onLinkCard: (link: { href: string; element: Element; byKeyboard: boolean }) => void;
  readonly onImage: (position: number) => void;
  /** A mention was clicked, or asked for with Enter: shows who that is. */
  readonly onPerson: (person: PersonAtText) => void;
  readonly mayWrite: () => boolean;
}

export interface PersonAtText {
  readonly id: string;
  readonly element: Element;
}

const LEVELS: Record<string, 1 | 2 | 3 | 4> = { Digit1: 1, Digit2: 2, Digit3: 3, Digit4: 4 };

/** Leaves the table the caret is in: after it, where Tab leaves the editor again. False outside a table. */
export const leaveTable = (editor: Editor): boolean => {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name !== 'table') continue;
    const after = editor.state.doc.resolve($from.after(depth));
    const next = Selection.findFrom(after, 1, true);
    const target = next instanceof TextSelection ? next : new GapCursor(after);
    editor.view.dispatch(editor.state.tr.setSelection(target).scrollIntoView());
    return true;
  }
  return false;
};

const open = (href: string): true => {
  window.open(href, '_blank', 'noopener,noreferrer');
  return true;
};

const linkOf = (inside: Element): { href: string; element: Element } | null => {
  const element = inside.closest('a');
  const href = safeHref(element?.getAttribute('href'));
  return element === null || href === null ? null : { href, element };
};

const linkAtCaret = ({ state, view }: Editor): ReturnType<typeof linkOf> => {
  const { node, offset } = view.domAtPos(state.selection.from);
  const inside = node instanceof Element ? (node.childNodes[offset] ?? node) : node.parentElement;
  return inside instanceof Element ? linkOf(inside) : null;
};

/** Who is meant by a mention, by what of the page shows it. */
const personOf = (element: Element | null): PersonAtText | null => {
  const { mention, person, name } = element instanceof HTMLElement ? element.dataset : {};
  const mentioned = mentionOf({ id: mention, person, name });
  return element === null || mentioned === null ? null : { id: mentioned.person, element };
};

const internalOf = (element: Element | null): string | null =>
  internalPathOf(element instanceof HTMLElement ? element.dataset['internal'] : undefined);

/** What is selected as a whole, as the page shows it. */
const selectedElement = ({ state, view }: Editor): Element | null => {
  const { selection } = state;
  const dom = selection instanceof NodeSelection ? view.nodeDOM(selection.from) : null;
  return dom instanceof Element ? dom : null;
};

/** Opens what this element of the text stands for. @returns whether it stands for anything */
const openElement = (element: Element | null, { onPerson }: EditorKeysOptions): boolean => {
  const person = personOf(element?.closest('[data-mention]') ?? null);
  if (person !== null) onPerson(person);
  const path = internalOf(element?.closest('[data-internal]') ?? null);
  if (path !== null) open(path);
  return person !== null || path !== null;
};

/**
 * Keys of the editor that Tiptap does not have. Titles are Alt+Shift+1…4, by the place of the key: an AZERTY keyboard
 * types its digits with Shift, and `~ # { [ | @` with Ctrl+Alt, which is why no digit is bound to that.
 */
export const EditorKeys = Extension.create<EditorKeysOptions>({
  name: 'editorKeys',
  priority: 1100,
  addOptions: () => ({
    onLink: () => undefined,
    onLinkCard: () => undefined,
    onImage: () => undefined,
    onPerson: () => undefined,
    mayWrite: () => true,
  }),
  addKeyboardShortcuts() {
    return {
      'Mod-Shift-k': () => {
        this.options.onLink();
        return true;
      },
      'Alt-Enter': () => {
        if (openElement(selectedElement(this.editor), this.options)) return true;
        const link = linkAtCaret(this.editor);
        if (link !== null) this.options.onLinkCard({ ...link, byKeyboard: true });
        return link !== null;
      },
      Enter: () => {
        const at = selectedPicture(this.editor.state);
        if (at !== null) this.options.onImage(at);
        return at !== null || openElement(selectedElement(this.editor), this.options);
      },
      Escape: () => leaveTable(this.editor),
    };
  },
  addProseMirrorPlugins() {
    const { editor, options } = this;
    return [
      new Plugin({
        props: {
          handleKeyDown: (_view, event) => {
            if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return false;
            const level = LEVELS[event.code];
            if (level !== undefined) return editor.commands.setHeading({ level });
            return event.code === 'Digit0' && editor.commands.setParagraph();
          },
          // The event itself: a second click within half a second is no click to ProseMirror.
          handleDOMEvents: {
            click: (_view, event) => {
              if (event.target instanceof Element && openElement(event.target, options)) {
                event.preventDefault();
                return true;
              }
              const link = event.target instanceof Element ? linkOf(event.target) : null;
              // Where the text is only read, a link is an ordinary one.
              if (link === null || !editor.isEditable) return false;
              if (!options.mayWrite()) return open(link.href);
              if (event.ctrlKey || event.metaKey) return open(link.href);
              options.onLinkCard({ ...link, byKeyboard: false });
              return true;
            },
          },
        },
      }),
    ];
  },
});
