import { describe, expect, it } from 'vitest';
import { guessLanguage } from './guess-language.js';

describe('the language of a text', () => {
  it('is French for French words and English for English ones', () => {
    expect(guessLanguage('Le préfet a signé la note, et les services sont prévenus par une lettre.')).toBe(
      'fr',
    );
    expect(guessLanguage('The minister signed the note, and the services are told by a letter.')).toBe('en');
  });

  it('is not known where too little is written, or as much of both', () => {
    expect(guessLanguage('')).toBeNull();
    expect(guessLanguage('Budget 2026')).toBeNull();
    expect(guessLanguage('The cat is on the mat. Le chat est sur le tapis, dans la maison.')).toBeNull();
  });
});
