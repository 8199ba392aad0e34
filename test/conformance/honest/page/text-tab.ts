import { Doc, UndoManager } from 'yjs';
import { settleRedoneItems } from '../../../../apps/web/src/features/coediting/provider/redone-items.js';
import { TextBinding } from '../../../../apps/web/src/features/documents/writing/text-binding.js';
import type { Dice } from './random.js';

const WORDS = ['note ', 'réunion ', 'à 9 h ', '🎉', 'été\n', ', ', 'un lien https://exemple.fr '];

/** The product's plain-text note in one tab: a real text field, its binding, undo of one's own. */
export class TextTab {
  readonly doc = new Doc();
  private readonly field = document.createElement('textarea');
  private readonly origin = {};
  private readonly binding: TextBinding;
  private readonly undo: UndoManager;

  constructor(private readonly dice: Dice) {
    document.body.append(this.field);
    settleRedoneItems(this.doc);
    const text = this.doc.getText('text');
    this.binding = new TextBinding(text, this.field, this.origin);
    this.undo = new UndoManager(text, { trackedOrigins: new Set([this.origin]) });
    this.field.addEventListener('input', this.binding.onInput);
    this.field.addEventListener('compositionstart', this.binding.onCompositionStart);
    this.field.addEventListener('compositionend', this.binding.onCompositionEnd);
  }

  act(): void {
    const { dice, field } = this;
    const turn = dice.next();
    if (turn < 0.7) for (const letter of dice.pick(WORDS)) this.replace(letter);
    else if (turn < 0.8) this.place();
    else if (turn < 0.88) {
      if (field.selectionStart === field.selectionEnd && field.selectionStart > 0) field.selectionStart -= 1;
      this.replace('');
    } else if (turn < 0.93) void (dice.chance(0.6) ? this.undo.undo() : this.undo.redo());
    else if (turn < 0.96) this.replace('texte collé\nsur deux lignes\n'.repeat(1 + dice.below(4)));
    else this.compose();
  }

  content(): string {
    return this.field.value;
  }

  close(): void {
    this.binding.destroy();
    this.undo.destroy();
    this.field.remove();
  }

  private place(): void {
    const start = this.dice.below(this.field.value.length + 1);
    const end = this.dice.chance(0.7) ? start : start + this.dice.below(12);
    this.field.setSelectionRange(start, end);
  }

  private replace(words: string): void {
    this.field.setRangeText(words, this.field.selectionStart, this.field.selectionEnd, 'end');
    this.field.dispatchEvent(new Event('input'));
  }

  /** A dead key or a predictive keyboard: the field runs ahead of the text until it is done. */
  private compose(): void {
    this.field.dispatchEvent(new Event('compositionstart'));
    this.replace('ê');
    this.replace('tre');
    this.field.dispatchEvent(new Event('compositionend'));
  }
}
