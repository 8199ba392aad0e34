import { proseSchema, PROSE_ROOT } from '@maroquin/prose';
import type { Node } from '@tiptap/pm/model';
import { EditorState, type Plugin, type PluginView, type Transaction } from '@tiptap/pm/state';
import { tableEditing } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPlugin } from 'y-prosemirror';
import type { Doc } from 'yjs';

/** The part of a view that the binding asks for; a page is not needed to find out what it does to a document. */
interface View {
  state: EditorState;
  readonly isDestroyed: boolean;
  dispatch(transaction: Transaction): void;
  hasFocus(): boolean;
  /** No page says where the caret is. */
  readonly composing: true;
}

/**
 * The product's schema, the real y-prosemirror binding and the real table rules over a Y.Doc, without a page: what
 * arrives is rendered and what does not fit the schema is deleted, as in a colleague's browser.
 */
export class HeadlessEditor {
  private readonly view: View;
  private readonly running: PluginView;

  /** @param more plugins of the product that need no page */
  constructor(doc: Doc, more: readonly Plugin[] = []) {
    const sync: Plugin = ySyncPlugin(doc.getXmlFragment(PROSE_ROOT));
    const view: View = {
      state: EditorState.create({ schema: proseSchema, plugins: [sync, ...more, tableEditing()] }),
      isDestroyed: false,
      composing: true,
      dispatch: (transaction) => {
        const before = view.state;
        view.state = view.state.apply(transaction);
        this.running.update?.(view as unknown as EditorView, before);
      },
      hasFocus: () => false,
    };
    this.view = view;
    // The binding renders while it starts; only then is there something to tell of an update.
    const started: PluginView[] = [];
    this.running = { update: (one, before) => started.forEach((part) => part.update?.(one, before)) };
    for (const { spec } of [sync, ...more]) {
      const part = spec.view?.(view as unknown as EditorView);
      if (part !== undefined) started.push(part);
    }
    this.stop = () => started.forEach((part) => part.destroy?.());
  }

  private readonly stop: () => void;

  get doc(): Node {
    return this.view.state.doc;
  }

  /** What a command or a key does where the caret is. */
  act(change: (transaction: Transaction) => Transaction): void {
    this.view.dispatch(change(this.view.state.tr));
  }

  /** Writes at the end of the first text there is. @throws {Error} when the document has none */
  type(words: string): void {
    let at: number | null = null;
    this.doc.descendants((node, position) => {
      if (at === null && node.isTextblock) at = position + 1 + node.content.size;
      return at === null;
    });
    if (at === null) throw new Error('there is nothing left to write in');
    this.view.dispatch(this.view.state.tr.insertText(words, at));
  }

  destroy(): void {
    this.stop();
  }
}
