import { describe, expect, it } from 'vitest';
import { bodyOf, isText, judgeBad, textHash } from './office.js';

describe('comparing texts', () => {
  it('takes every run of white space for one space', () => {
    expect(textHash(' a\u00a0\u202fb\n\n\tc ')).toBe(textHash('a b c'));
    expect(textHash('a\ufeffb')).not.toBe(textHash('a b'));
  });

  it('lets signs of symbol fonts be more than the text, as many as the import counted', () => {
    expect(isText('couleur ☺.', 'couleur .', 1)).toBe(true);
    expect(isText('• un', '\uf0b7 un', 0)).toBe(true);
    expect(isText('couleur ☺.', 'couleur .', 0)).toBe(false);
    expect(isText('un', '\uf0b7 un', 0)).toBe(false);
    expect(isText('coul ☺.', 'couleur .', 1)).toBe(false);
  });

  it('leaves the notes out', () => {
    expect(bodyOf('texte\n\fnote\n')).toBe('texte\n');
  });
});

describe('judging the answer to a bad file', () => {
  const refused = { status: 422, code: 'import.corrupt', ms: 10 };

  it('accepts a refusal that a person can read', () => {
    expect(judgeBad('refuse', refused)).toBeNull();
    expect(judgeBad('open-or-refuse', { status: 201, code: null, ms: 10 })).toBeNull();
  });

  it.each([
    ['opened', 'refuse', { status: 201, code: null, ms: 10 }],
    ['slow', 'open-or-refuse', { ...refused, ms: 10_001 }],
    ['a failure of the server', 'open-or-refuse', { ...refused, status: 500 }],
    ['silent', 'refuse', { ...refused, code: null }],
    ['refused as damaged though protected', 'refuse-password', refused],
  ] as const)('does not accept one that is %s', (_, expectation, answer) => {
    expect(judgeBad(expectation, answer)).not.toBeNull();
  });
});
