const WORD = /^[\p{L}\p{M}\p{N}'’_-]/u;

/**
 * Where one step of undo ends and the next begins. A pause of half a second ends a step by itself (Yjs's capture
 * timeout); this ends it at each word, at each change from typing to deleting, and around every other act, so that
 * Ctrl+Z never takes back more than a few words, however fast they were typed.
 */
export class UndoSteps {
  private last: 'typing' | 'deleting' | null = null;

  /** @param endStep ends the present step: what comes next is undone by itself */
  constructor(private readonly endStep: () => void) {}

  /** @param before the character before the caret; '' at the beginning of a block */
  typed(text: string, before: string): void {
    const beginsWord = WORD.test(text) && !WORD.test(before);
    if (this.last !== 'typing' || beginsWord) this.endStep();
    this.last = 'typing';
  }

  deleted(text: string): void {
    if (this.last !== 'deleting' || /^\s/u.test(text)) this.endStep();
    this.last = 'deleting';
  }

  /** Enter, a paste, a format: undone alone. */
  acted(): void {
    this.endStep();
    this.last = null;
  }

  /** The caret went elsewhere: what is written there is another step. */
  moved(): void {
    this.last = null;
  }
}

/** Set on a transaction that is undone with the one before it, as part of the same act. */
export const GOES_ON = 'goesOn';
