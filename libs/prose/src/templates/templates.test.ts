import { describe, expect, it } from 'vitest';
import type { ProseNode } from '../common/prose-json.js';
import { checkProse } from '../schema.js';
import { textOf } from '../text.js';
import { attachmentRef } from '../common/attachments.js';
import { copyContent } from './copy-content.js';
import { withoutSuggestions } from '../suggestions/resolved.js';
import { fieldsOf, fillFields, fitsFilled, frenchDate, refusedFields } from './fill-fields.js';
import { SUPPLIED_TEMPLATES } from './supplied/supplied-templates.js';

const SAMPLES = { text: 'Bâtiments scolaires', date: '2026-12-01', person: 'Nadia Belkacem' } as const;

const paragraph = (...content: ProseNode[]): ProseNode => ({
  type: 'doc',
  content: [{ type: 'paragraph', content }],
});
const field = (attrs: Record<string, unknown>): ProseNode => ({ type: 'field', attrs });

describe.each(Object.entries(SUPPLIED_TEMPLATES))('the supplied template %s', (_name, template) => {
  it('fits the schema and, once filled, holds no field', () => {
    const fields = fieldsOf(template);
    const values = Object.fromEntries(
      fields.map(({ label, kind, options }) => [
        label,
        kind === 'choice' ? (options[0] ?? '') : SAMPLES[kind],
      ]),
    );
    const filled = fillFields(template, values);
    checkProse(template).check();
    checkProse(filled).check();
    expect(fields.length).toBeGreaterThan(5);
    expect(refusedFields(fields, values)).toEqual([]);
    expect(fieldsOf(filled)).toEqual([]);
    expect(textOf(filled)).toContain('1er décembre 2026');
  });

  it('never parts a sign of two strokes from the word before it, at the end of a line', () => {
    expect(textOf(template).match(/.* [;:!?»].*/gu)).toBeNull();
  });
});

describe('a field', () => {
  it('takes markup as plain text, and a line break as a break', () => {
    const value = '<img src=x onerror=alert(1)>\n**gras**';
    const doc = fillFields(paragraph(field({ label: 'Objet', kind: 'text', options: [] })), { Objet: value });
    expect(doc.content?.[0]?.content).toEqual([
      { type: 'text', text: '<img src=x onerror=alert(1)>' },
      { type: 'hardBreak' },
      { type: 'text', text: '**gras**' },
    ]);
  });

  it('stays where its value is missing, no day of the calendar or no option', () => {
    const date = field({ label: 'Date', kind: 'date', options: [] });
    const choice = field({ label: 'Nature', kind: 'choice', options: ['pour décision'] });
    const doc = paragraph(date, choice, field({ label: 'toString', kind: 'text', options: [] }));
    const values = { Date: '2026-02-30', Nature: 'autre' };
    expect(fillFields(doc, values)).toEqual(doc);
    expect(refusedFields(fieldsOf(doc), values)).toEqual(['Date', 'Nature']);
  });

  it('that stands in many places takes a value only where all of them together are no more than may be', () => {
    const doc = paragraph(...Array.from({ length: 10 }, () => field({ label: 'Objet', kind: 'text' })));
    const [long, lines] = [{ Objet: 'x'.repeat(100) }, { Objet: 'a\nb\nc' }];
    expect(fitsFilled(doc, long, { units: 1000, lines: 10 })).toBe(true);
    expect(fitsFilled(doc, long, { units: 999, lines: 10 })).toBe(false);
    expect(fitsFilled(doc, lines, { units: 1000, lines: 30 })).toBe(true);
    expect(fitsFilled(doc, lines, { units: 1000, lines: 29 })).toBe(false);
    expect(fitsFilled(doc, {}, { units: 0, lines: 0 })).toBe(true);
  });

  it('is read as its label in brackets, where that is seen', () => {
    for (const label of ['', '\u200b', 'Ob\u202ejet', 'a\nb'])
      expect(textOf(paragraph(field({ label, kind: 'text', options: [] })))).toBe('[…]\n');
    expect(textOf(paragraph(field({ label: 'Objet', kind: 'text', options: [] })))).toBe('[Objet]\n');
  });
});

describe('a date', () => {
  it.each([
    ['2026-12-01', '1er décembre 2026'],
    ['2028-02-29', '29 février 2028'],
    ['2026-02-29', null],
    ['2026-13-01', null],
    ['demain', null],
  ])('%s reads %s', (value, words) => expect(frenchDate(value)).toBe(words));
});

describe('a copied content', () => {
  it('is the text as it stands, without what is suggested and by whom', () => {
    const by = { id: 's1', author: 'Anne', date: '2026-12-01' };
    const words = (text: string, ...kinds: ('insertion' | 'deletion')[]): ProseNode => ({
      ...{ type: 'text', text },
      ...(kinds.length === 0 ? {} : { marks: kinds.map((type) => ({ type, attrs: by })) }),
    });
    const rule = { type: 'horizontalRule', attrs: { blockChange: { ...by, kind: 'ins' } } };
    const before = { type: 'paragraph', attrs: { breakChange: { ...by, kind: 'del' } } };
    const doc: ProseNode = {
      type: 'doc',
      content: [
        { ...before, content: [words('Un'), words(' mot', 'insertion'), words(' fini', 'deletion')] },
        rule,
        { type: 'paragraph', content: [words('Suite')] },
      ],
    };
    const copy = copyContent(withoutSuggestions(doc), new Map());
    expect(textOf(copy)).toBe('Un fini\nSuite\n');
    expect(JSON.stringify(copy)).not.toContain('Anne');
    checkProse(copy).check();
  });

  it('leaves comments behind and names pictures by their new ids', () => {
    const doc = paragraph(
      { type: 'text', text: 'mot', marks: [{ type: 'bold' }, { type: 'comment', attrs: { id: 'c1' } }] },
      { type: 'image', attrs: { src: attachmentRef('a') } },
      { type: 'image', attrs: { src: attachmentRef('b') } },
    );
    expect(copyContent(doc, new Map([['a', 'z']])).content?.[0]?.content).toEqual([
      { type: 'text', text: 'mot', marks: [{ type: 'bold' }] },
      { type: 'image', attrs: { src: attachmentRef('z') } },
      { type: 'image', attrs: { src: null } },
    ]);
  });
});
