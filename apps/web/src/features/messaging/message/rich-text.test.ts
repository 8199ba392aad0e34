import { describe, expect, it } from 'vitest';
import { type Inline, richText } from './rich-text.js';

const flat = (parts: readonly Inline[]): string => parts.map(one).join('');
const one = (part: Inline): string => {
  if ('parts' in part) return `${part.kind}(${flat(part.parts)})`;
  if (part.kind === 'mention') return `@(${part.target})`;
  return part.kind === 'text' ? part.text : `${part.kind}(${part.text})`;
};
const shown = (text: string): string =>
  richText(text)
    .map((block) => {
      if ('items' in block) return `${block.kind}[${block.items.map(flat).join('|')}]`;
      return 'parts' in block ? `${block.kind}:${flat(block.parts)}` : `code:${block.text}`;
    })
    .join(' / ');

describe('the text of a message', () => {
  it('shows its marks, within each other as well', () => {
    expect(shown('un **mot *fort* ici** et `a*b*` ~~barré~~')).toBe(
      'paragraph:un strong(mot em(fort) ici) et code(a*b*) del(barré)',
    );
  });
  it('keeps signs that mark nothing', () => {
    for (const text of ['2 * 3 * 4', 'nom_de_fichier_long', 'a ** b', '**', '*seul', '5*4*3'])
      expect(shown(text)).toBe(`paragraph:${text}`);
  });
  it('shows lists, quotes and code', () => {
    expect(shown('- un\n- deux\n3. trois\n> cité\n> encore\n```\na **b**\n```\nfin')).toBe(
      'bullets[un|deux] / numbers[trois] / quote:cité\nencore / code:a **b** / paragraph:fin',
    );
  });
  it('is not looked through again for each line of code that never ends', () => {
    const lines = 200_000;
    expect(richText('```x\n'.repeat(lines))).toHaveLength(lines);
  });
  it('shows whom it mentions', () => {
    expect(shown('Bonjour **<@tous>**, <@x>')).toBe('paragraph:Bonjour strong(@(tous)), <@x>');
  });
  it('follows addresses of the web and nothing else', () => {
    expect(shown('**https://a.example/x_y_z** javascript:alert(1)')).toBe(
      'paragraph:strong(link(https://a.example/x_y_z)) javascript:alert(1)',
    );
  });
  it('of nothing but signs is read in no time', () => {
    const began = performance.now();
    for (const sign of ['*', '**', '_', '`', '~~', '[', '> ', '- ', '```\n', '*a ', '**a `'])
      richText(sign.repeat(Math.floor(40_000 / sign.length)));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
