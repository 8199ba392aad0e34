import { describe, expect, it } from 'vitest';
import { typed, typingRules } from './french-typing.js';

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
  it.each([
    ['1 240 agents', '1\u202f240 agents'],
    ['1 240 000 euros', '1\u202f240\u202f000 euros'],
    ['en 2026 300 agents', 'en 2026 300 agents'],
    ['n° 5', 'n°\u00a05'],
    ['à 10 h 30', 'à 10\u00a0h\u00a030'],
    ['12 km.', '12\u00a0km.'],
    ['15 €', '15\u00a0€'],
    ['M. Durand', 'M.\u00a0Durand'],
    ['Mme Durand', 'Mme\u00a0Durand'],
    ['art. L. 123-4', 'art.\u00a0L.\u00a0123-4'],
  ])('keeps %s on one line', (written, expected) => {
    expect(type(written)).toBe(expected);
  });
  it('leaves addresses and entities alone', () => {
    expect(type('https://a.fr/x?y=1;z')).toBe('https://a.fr/x?y=1;z');
    expect(type('&amp;')).toBe('&amp;');
  });
});
