import { describe, expect, it } from 'vitest';
import { typed, typingRules } from './french-typography.js';

/** Types character after character, as the editor does: the first rule that applies wins. */
const type = (text: string): string => {
  let out = '';
  for (const character of text) {
    const before = out + character;
    const rule = typingRules.find((r) => typed(r, before) !== null);
    const found = rule === undefined ? null : typed(rule, before);
    if (rule === undefined || found === null) out = before;
    else out = before.slice(0, (found.match.index ?? 0) + rule.keep(found.match)) + found.put;
  }
  return out;
};

describe('French typing', () => {
  it('puts a narrow blank before ; ! ? whether or not a space was typed', () => {
    expect(type('Vraiment ?')).toBe('Vraiment\u202f?');
    expect(type('Vraiment?')).toBe('Vraiment\u202f?');
    expect(type('un ; deux')).toBe('un\u202f; deux');
    expect(type('Quoi?!')).toBe('Quoi\u202f?!');
  });
  it('puts a blank before a colon only where a space was typed', () => {
    expect(type('À noter : 12:30')).toBe('À noter\u00a0: 12:30');
  });
  it('makes guillemets of straight quotes, with their blanks', () => {
    expect(type('dire "oui" ici')).toBe('dire «\u00a0oui\u00a0» ici');
    expect(type('« oui » ici')).toBe('«\u00a0oui\u00a0» ici');
  });
  it('makes a typographic apostrophe, an ellipsis and a percentage', () => {
    expect(type("l'école...")).toBe('l’école…');
    expect(type('62 %')).toBe('62\u00a0%');
  });
  it('leaves addresses and entities alone', () => {
    expect(type('https://a.fr/x?y=1;z')).toBe('https://a.fr/x?y=1;z');
    expect(type('&amp;')).toBe('&amp;');
  });
});
