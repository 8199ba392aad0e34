import { describe, expect, it } from 'vitest';
import type { ProseNode } from '../common/prose-json.js';
import { checkProse } from '../schema.js';
import { textOf } from '../text.js';
import { attachmentRef } from '../common/attachments.js';
import { copyContent } from './copy-content.js';
import { fieldsOf, fillFields, frenchDate, refusedFields } from './fill-fields.js';
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

  it('is read as its label in brackets', () => {
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
