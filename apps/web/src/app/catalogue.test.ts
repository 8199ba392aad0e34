import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.js';

const keys = Object.keys(catalogue.fr) as (keyof typeof catalogue.fr)[];

const parse = (message: string) => new IntlMessageFormat(message, 'fr').getAst();
type MessageFormatElement = ReturnType<typeof parse>[number];
/** Types of elements that need no value (ICU MessageFormat as parsed by @formatjs): plain text and "#". */
const plainTypes = [0, 7];

/** The names of the values and tags a message needs, sorted. */
const needs = (elements: readonly MessageFormatElement[]): string[] => {
  const names = new Set<string>();
  for (const element of elements) {
    if (plainTypes.includes(Number(element.type))) continue;
    if ('value' in element) names.add(element.value);
    if ('children' in element) for (const name of needs(element.children)) names.add(name);
    if ('options' in element)
      for (const option of Object.values(element.options))
        for (const name of needs(option.value)) names.add(name);
  }
  return [...names].sort();
};

describe('the catalogue of messages', () => {
  it('has the same keys in both languages', () => {
    expect(Object.keys(catalogue.en).sort()).toEqual([...keys].sort());
  });

  it.each(['fr', 'en'] as const)('is made of ICU messages that can be read (%s)', (locale) => {
    for (const key of keys) expect(() => parse(catalogue[locale][key]), key).not.toThrow();
  });

  it('asks for the same values in both languages', () => {
    for (const key of keys)
      expect(needs(parse(catalogue.en[key])), key).toEqual(needs(parse(catalogue.fr[key])));
  });

  it.each(['fr', 'en'] as const)('has no straight apostrophe and no em dash (%s)', (locale) => {
    expect(keys.filter((key) => /['—]/u.test(catalogue[locale][key]))).toEqual([]);
  });

  it('writes French blanks: U+202F before ; ! ?, U+00A0 before : and inside « »', () => {
    const wrong = keys.filter((key) => {
      const text = catalogue.fr[key];
      return (
        /(?<![\u202f{,])[;!?]/u.test(text) ||
        /(?<!\u00a0|\d|https?|mailto):/u.test(text) ||
        /«(?!\u00a0)|(?<!\u00a0)»/u.test(text)
      );
    });
    expect(wrong).toEqual([]);
  });
});
