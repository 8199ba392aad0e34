import { checkProse, exportProse, type ProseNode, textOf } from '@maroquin/prose';
import { describe, expect, it } from 'vitest';
import { convertFile } from '../../src/import/convert-file.js';
import { RandomProse, type Vocabulary } from '../random-prose.js';
import { comparable } from './comparable.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const OPTIONS = {
  ...{ title: 'Note', author: 'Claire Beaumont', language: 'fr' as const },
  ...{ createdAt: new Date('2026-01-02T03:04:05Z'), modifiedAt: new Date('2026-11-24T14:32:00Z') },
  pictures: new Map([['1', { bytes: PNG, mediaType: 'image/png' }]]),
  nameOf: (author: string) => author.replace('external:', ''),
};

/** As one document, because each way through a converter takes seconds. */
const many = (uses: Partial<Vocabulary>): ProseNode => {
  const seeds = Array.from({ length: 40 }, (_, seed) => new RandomProse(seed + 1, uses).document());
  const doc = { type: 'doc', content: seeds.flatMap(({ content = [] }) => content) };
  checkProse(doc);
  return doc;
};

const throughDocx = async (doc: ProseNode): Promise<ProseNode> => {
  const { bytes } = exportProse(doc, 'docx', OPTIONS);
  return (await convertFile(bytes, 'x.docx', { pandoc: null, pictureSrc: () => 'attachment:1' })).doc;
};

const throughOdt = async (doc: ProseNode): Promise<ProseNode> => {
  const { bytes } = exportProse(doc, 'odt', OPTIONS);
  return (await convertFile(bytes, 'x.odt', { pandoc: null, pictureSrc: () => 'attachment:1' })).doc;
};

const throughText = async (doc: ProseNode, ending: 'md' | 'html'): Promise<string> => {
  const { bytes } = exportProse(doc, ending, OPTIONS);
  const found = await convertFile(bytes, `x.${ending}`, { pandoc: null, pictureSrc: () => 'attachment:1' });
  return textOf(found.doc, { notes: ending === 'md' });
};

const words = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

describe('a document that goes out and comes back', () => {
  it('is the same through Word’s format', async () => {
    const doc = many({ comments: true, changes: true, tables: true, merged: true });
    expect(comparable(await throughDocx(doc))).toEqual(comparable(doc));
  });

  it('is the same through OpenDocument', async () => {
    const doc = many({
      ...{ comments: true, changes: true, tables: true, merged: true },
      ...{ spaces: true, longItems: true },
    });
    expect(comparable(await throughOdt(doc))).toEqual(comparable(doc));
  });

  it('says the same through Markdown, notes included', async () => {
    const doc = many({});
    // A picture is its description there.
    const said = (await throughText(doc, 'md')).replaceAll('[carte du « pays »]', '');
    expect(words(said)).toBe(words(textOf(doc, { notes: true })));
  });

  it('gives the same bytes whenever it goes out', () => {
    const doc = many({ comments: true, changes: true, tables: true, merged: true });
    for (const format of ['odt', 'docx', 'md', 'html', 'txt', 'json'] as const)
      expect(exportProse(doc, format, OPTIONS).bytes).toEqual(exportProse(doc, format, OPTIONS).bytes);
  });
});
