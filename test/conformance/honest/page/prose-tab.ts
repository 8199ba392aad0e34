import { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { attachmentRef } from '@maroquin/prose';
import { Awareness } from 'y-protocols/awareness';
import { Doc } from 'yjs';
import { settleRedoneItems } from '../../../../apps/web/src/features/coediting/provider/redone-items.js';
import { editorExtensions } from '../../../../apps/web/src/features/documents/prose/extensions/extensions.js';
import { TextMenuStores } from '../../../../apps/web/src/features/documents/prose/extensions/text-menus.js';
import { HueBook } from '../../../../apps/web/src/features/documents/writing/hues.js';
import { cleanPastedHtml } from '../../../../apps/web/src/features/documents/prose/extensions/paste/clean-paste.js';
import type { Dice } from './random.js';

const WORDS = [
  'Madame',
  'la',
  'préfète',
  'a',
  'décidé',
  'l’',
  '12',
  '«',
  '»',
  ':',
  'été',
  '🎉',
  '!',
  '"',
  "'",
  '...',
];
const HTML = [
  '<p>Un <b>mot</b> et <i>un autre</i>, <a href="https://exemple.fr">un lien</a>.</p>',
  '<h2>Titre</h2><p>Suite</p><ul><li>un</li><li>deux<ul><li>trois</li></ul></li></ul>',
  '<table><tr><th>Poste</th><th>Montant</th></tr><tr><td>Bois</td><td>12 €</td></tr></table>',
  '<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><![if !supportLists]>·<![endif]>Point</p>',
  '<blockquote><p>Citation</p></blockquote><pre><code>x = 1</code></pre><hr>',
  '<ol start="3"><li><p>trois</p></li><li><p>quatre</p></li></ol>',
  '<p>Note<span data-footnote=""><p>au pied</p></span> <sup>2</sup> <sub>3</sub> <s>barré</s> <u>souligné</u></p>',
  '<div data-page-break=""></div><p style="text-align:center" onclick="x()">centré</p><script>1</script>',
];
const PLAIN = ['ligne un\nligne deux\n\nligne trois', 'https://exemple.fr/page?a=b', 'un\ttab'];
const MARKS = [
  'bold',
  'italic',
  'strike',
  'underline',
  'code',
  'superscript',
  'subscript',
  'highlight',
  'ink',
];
const KEYS = ['Enter', 'Enter', 'Backspace', 'Backspace', 'Delete', 'Tab', 'Escape'];

/** The product's editor in one tab: its own Doc, the real extensions, driven as its view drives itself. */
export class ProseTab {
  readonly doc = new Doc();
  private readonly editor: Editor;
  private readonly element = document.createElement('div');
  private readonly awareness: Awareness;

  constructor(private readonly dice: Dice) {
    document.body.append(this.element);
    settleRedoneItems(this.doc);
    this.awareness = new Awareness(this.doc);
    this.editor = new Editor({
      element: this.element,
      injectCSS: false,
      extensions: editorExtensions({
        doc: this.doc,
        awareness: this.awareness,
        hues: new HueBook(),
        isFrench: () => true,
        mayWrite: () => true,
        onFormatCopied: () => undefined,
        keys: {
          onLink: () => undefined,
          onLinkCard: () => undefined,
          onImage: () => undefined,
          onPerson: () => undefined,
          onField: () => undefined,
          mayWrite: () => true,
        },
        menus: new TextMenuStores(),
        internal: { titles: null, hidden: '' },
        describeChange: () => '',
        comments: null,
        navigation: null,
        contents: { title: 'Table des matières', none: '' },
        taskLabel: String,
        suggesting: { suggestions: null, mode: () => 'write', author: '', onBlocked: () => undefined },
        commentedTitle: '',
        noteLabel: String,
        placeholder: '',
        images: {
          urlOf: () => '',
          onDescribe: () => undefined,
          words: { describe: 'Décrire', edit: 'Modifier', missing: 'Image absente', width: 'Largeur' },
        },
        paste: {
          ownPath: '/api/v1/documents/x/images/',
          upload: () => Promise.resolve(attachmentRef('1')),
          onBusy: () => undefined,
          onFailure: () => undefined,
        },
      }),
      editorProps: { transformPastedHTML: cleanPastedHtml },
    });
  }

  /** One act of a person. */
  act(): void {
    const { dice } = this;
    const turn = dice.next();
    if (turn < 0.72) return this.type(dice.pick(WORDS) + (dice.chance(0.7) ? ' ' : ''));
    if (turn < 0.8) return this.press(dice.pick(KEYS));
    if (turn < 0.86) return this.place();
    if (turn < 0.9)
      return void (dice.chance(0.6) ? this.editor.commands.undo() : this.editor.commands.redo());
    if (turn < 0.92) return this.paste();
    this.command();
  }

  content(): string {
    return this.editor.getHTML();
  }

  close(): void {
    this.editor.destroy();
    this.awareness.destroy();
    this.element.remove();
  }

  /** Letter by letter, through the handlers that real input goes through (typing rules, marks, tables). */
  private type(words: string): void {
    for (const letter of words) {
      const { view } = this.editor;
      const { from, to } = view.state.selection;
      const plain = () => view.state.tr.insertText(letter, from, to);
      const handled = view.someProp('handleTextInput', (handle) => handle(view, from, to, letter, plain));
      if (handled !== true) view.dispatch(plain().scrollIntoView());
    }
  }

  private press(key: string): void {
    const { view } = this.editor;
    const event = new KeyboardEvent('keydown', {
      key,
      code: key,
      shiftKey: this.dice.chance(0.15),
      cancelable: true,
    });
    const handled = view.someProp('handleKeyDown', (handle) => handle(view, event));
    const { selection, tr } = view.state;
    // What the browser itself does, and the view reads back from the page, when nobody claims the key.
    if (handled !== true && key === 'Backspace' && selection.empty && selection.$from.parentOffset > 0)
      view.dispatch(tr.delete(selection.from - 1, selection.from));
    if (
      handled !== true &&
      key === 'Delete' &&
      selection.empty &&
      selection.$from.parentOffset < selection.$from.parent.content.size
    )
      view.dispatch(tr.delete(selection.from, selection.from + 1));
  }

  /** The caret goes elsewhere, or some text is selected. */
  private place(): void {
    const { view } = this.editor;
    const { doc, tr } = view.state;
    const at = (): number => this.dice.below(doc.content.size + 1);
    const anchor = at();
    const head = this.dice.chance(0.7) ? anchor : Math.min(doc.content.size, anchor + this.dice.below(30));
    view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head))));
  }

  private paste(): void {
    const { view } = this.editor;
    if (this.dice.chance(0.6)) view.pasteHTML(this.dice.pick(HTML));
    else if (this.dice.chance(0.5)) view.pasteText(this.dice.pick(PLAIN));
    else this.moveSelection();
  }

  /** Cut here, pasted there. */
  private moveSelection(): void {
    const { view } = this.editor;
    const slice = view.state.selection.content();
    view.dispatch(view.state.tr.deleteSelection());
    this.place();
    view.dispatch(view.state.tr.replaceSelection(slice));
  }

  private command(): void {
    const { dice, editor } = this;
    const { commands } = editor;
    const acts: readonly (() => unknown)[] = [
      () => commands.toggleMark(dice.pick(MARKS)),
      () => commands.toggleMark(dice.pick(MARKS)),
      () => commands.setMark('comment', { id: `c${String(dice.below(9))}` }),
      () =>
        commands.setMark(dice.pick(['insertion', 'deletion']), { id: 'x', author: 'a', date: '2026-01-01' }),
      () => commands.setLink({ href: 'https://exemple.fr' }),
      () => commands.unsetLink(),
      () => commands.toggleBulletList(),
      () => commands.toggleOrderedList(),
      () => commands.sinkListItem('listItem'),
      () => commands.liftListItem('listItem'),
      () => commands.toggleBlockquote(),
      () => commands.toggleCodeBlock(),
      () => commands.setHeading({ level: dice.pick([1, 2, 3, 4]) }),
      () => commands.setParagraph(),
      () => commands.setHorizontalRule(),
      () => commands.setPageBreak(),
      () => commands.setHardBreak(),
      () => commands.insertTable({ rows: 2 + dice.below(2), cols: 2, withHeaderRow: dice.chance(0.5) }),
      () => commands.addRowAfter(),
      () => commands.addColumnBefore(),
      () => commands.deleteRow(),
      () => commands.deleteColumn(),
      () => commands.mergeOrSplit(),
      () => commands.toggleHeaderRow(),
      () => commands.setCellAttribute('colwidth', [80 + dice.below(200)]),
      () => dice.chance(0.2) && commands.deleteTable(),
      () => commands.insertContent({ type: 'image', attrs: { src: attachmentRef('1'), alt: 'carte' } }),
      () => commands.insertContent({ type: 'formula', attrs: { tex: 'a^2' } }),
      () =>
        commands.insertContent({
          type: 'footnote',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: 'note' }] }],
        }),
      () => commands.clearNodes(),
      () => commands.unsetAllMarks(),
      () => dice.chance(0.03) && editor.chain().selectAll().deleteSelection().run(),
    ];
    try {
      dice.pick(acts)();
    } catch (error) {
      // A command that does not fit where the caret is refuses by a RangeError, as the toolbar's button then does nothing.
      if (!(error instanceof RangeError)) throw error;
    }
  }
}
