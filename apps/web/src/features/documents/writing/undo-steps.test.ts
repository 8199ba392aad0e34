import { describe, expect, it } from 'vitest';
import { UndoSteps } from './undo-steps.js';

/** What each step of undo holds, when `write` is done at once, without a pause. */
const stepsOf = (write: (steps: UndoSteps, note: (what: string) => void) => void): string[] => {
  const held: string[] = [];
  let isNew = true;
  const steps = new UndoSteps(() => (isNew = true));
  write(steps, (what) => {
    if (isNew || held.length === 0) held.push(what);
    else held[held.length - 1] += what;
    isNew = false;
  });
  return held;
};

const typing = (text: string) => (steps: UndoSteps, note: (what: string) => void) => {
  let before = '';
  for (const letter of text) {
    steps.typed(letter, before);
    note(letter);
    before = letter;
  }
};

describe('a step of undo', () => {
  it('holds one word with the blank and the marks behind it', () => {
    expect(stepsOf(typing('Le préfet décide : oui.'))).toEqual(['Le ', 'préfet ', 'décide : ', 'oui.']);
  });

  it('holds a word with an apostrophe or a hyphen whole', () => {
    expect(stepsOf(typing('l’arrêté vise-t-il'))).toEqual(['l’arrêté ', 'vise-t-il']);
  });

  it('ends where typing turns into deleting', () => {
    const held = stepsOf((steps, note) => {
      typing('mot')(steps, note);
      steps.deleted('t');
      note('<');
      steps.deleted('o');
      note('<');
      typing('er')(steps, note);
    });
    expect(held).toEqual(['mot', '<<', 'er']);
  });

  it('holds an act such as Enter alone', () => {
    const held = stepsOf((steps, note) => {
      typing('un')(steps, note);
      steps.acted();
      note('\n');
      typing('deux')(steps, note);
    });
    expect(held).toEqual(['un', '\n', 'deux']);
  });

  it('ends where the caret goes elsewhere', () => {
    const held = stepsOf((steps, note) => {
      typing('un')(steps, note);
      steps.moved();
      steps.typed('s', 'n');
      note('s');
    });
    expect(held).toEqual(['un', 's']);
  });
});
