import type { ExportFormat, Marking } from '@maroquin/contracts';
import { expect, it } from 'vitest';
import { withMarking } from './with-marking.js';

const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'Article premier.' }] };
const read = {
  doc: { type: 'doc', content: [paragraph] },
  sources: { pictures: [], authors: [], links: [] },
};
const textsOf = (marking: Marking, format: ExportFormat): unknown[] =>
  (withMarking(read, marking, format).doc.content ?? []).map(({ content }) => content?.[0]?.text);

it('a marking stands over what is exported for people, and nothing over what is not marked', () => {
  for (const format of ['odt', 'docx', 'pdf', 'txt'] as const) {
    expect(textsOf('sensitive', format)).toEqual(['SENSIBLE', 'Article premier.']);
    expect(textsOf('none', format)).toEqual(['Article premier.']);
  }
});

it('what is exported for programs is left as it is', () => {
  expect(withMarking(read, 'sensitive', 'json')).toBe(read);
});
