import { checkProse, exportProse, type ProseNode } from '@maroquin/prose';
import { describe, expect, it } from 'vitest';
import { convertDocx } from '../../src/import/convert-docx.js';
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
  return (await convertDocx(bytes, { pandoc: null, pictureSrc: () => 'attachment:1' })).doc;
};

describe('a document that goes out and comes back', () => {
  it('is the same through Word’s format', async () => {
    const doc = many({ comments: true, changes: true, tables: true, merged: true });
    expect(comparable(await throughDocx(doc))).toEqual(comparable(doc));
  });
});
