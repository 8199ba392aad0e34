import { describe, expect, it } from 'vitest';
import { safeHref, splitLinks } from './message-text.js';

describe('links in messages', () => {
  it('finds an address and leaves the sentence its full stop', () => {
    expect(splitLinks('Voir https://example.gouv.fr/note?id=1. Merci')).toEqual([
      { text: 'Voir ' },
      { text: 'https://example.gouv.fr/note?id=1', href: 'https://example.gouv.fr/note?id=1' },
      { text: '. Merci' },
    ]);
  });

  it('keeps brackets that belong to the address', () => {
    expect(splitLinks('(https://fr.example.org/wiki/Plan_(dessin))')[1]?.text).toBe(
      'https://fr.example.org/wiki/Plan_(dessin)',
    );
  });

  it('follows http and https only', () => {
    expect(splitLinks('javascript:alert(1) data:text/html,x ftp://a.b')).toEqual([
      { text: 'javascript:alert(1) data:text/html,x ftp://a.b' },
    ]);
    expect(safeHref('javascript:alert(1)')).toBeNull();
  });

  it('stops at a closing guillemet and its blank', () => {
    expect(splitLinks('« https://example.org/a\u00a0»')[1]?.text).toBe('https://example.org/a');
  });

  it('reads the longest address of nothing but brackets at once', () => {
    const hostile = `https://a.b/${'.)'.repeat(9_990)}`;
    const started = performance.now();
    expect(splitLinks(hostile)[0]?.text).toBe('https://a.b/');
    expect(performance.now() - started).toBeLessThan(200);
  });

  it('gives back the text, whole', () => {
    const text = 'a https://b.c/d, e http://f.g/h) i';
    expect(
      splitLinks(text)
        .map((p) => p.text)
        .join(''),
    ).toBe(text);
  });
});
