import { proseFromY, textOf } from '@maroquin/prose';
import { applyUpdate, Doc } from 'yjs';
import { afterEach, describe, expect, it } from 'vitest';
import { FileConverter } from '../../src/import/file-converter.js';
import { IMPORT_LIMITS } from '../../src/import/package/limits.js';
import { docx, paragraph, picture, run } from './docx-builder.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const body = paragraph(run('Bonjour'), picture('rId1', 'embed'), picture('rId2', 'embed'));
const file = docx({
  body,
  relationships: [
    { id: 'rId1', type: 'image', target: 'media/a.png' },
    { id: 'rId2', type: 'image', target: 'media/faux.png' },
  ],
  parts: { 'word/media/a.png': PNG, 'word/media/faux.png': '<svg onload="alert(1)"/>' },
});

describe('converting in a thread', () => {
  const converter = new FileConverter({ pandoc: null });

  afterEach(() => converter.onModuleDestroy());

  it('answers the first update of the document, and the pictures it shows', async () => {
    const { update, pictures, losses } = await converter.convert(file, 'x.docx');
    const ydoc = new Doc();
    applyUpdate(ydoc, update);
    const prose = proseFromY(ydoc);
    expect(textOf(prose)).toBe('Bonjour\n');
    expect(pictures.map(({ bytes }) => Buffer.from(bytes))).toEqual([PNG]);
    expect(JSON.stringify(prose)).toContain(`attachment:${pictures[0]?.id ?? ''}`);
    expect(losses).toEqual([{ kind: 'image', count: 1 }]);
  });
});

describe('refusing in a thread', () => {
  const converter = new FileConverter({ pandoc: null });

  afterEach(() => converter.onModuleDestroy());

  it('says why by the code', async () => {
    await expect(
      converter.convert(Buffer.from('%PDF-1.7 and more than twenty bytes'), 'x.docx'),
    ).rejects.toMatchObject({
      code: 'import.unsupported',
    });
  });
});

describe('more files than may wait', () => {
  const converter = new FileConverter({ pandoc: null });

  afterEach(() => converter.onModuleDestroy());

  it('are sent back to come again later', async () => {
    const many = Array.from({ length: IMPORT_LIMITS.waiting + 10 }, () =>
      converter.convert(Buffer.from('PK'), 'x.docx'),
    );
    const codes = (await Promise.allSettled(many)).map((settled) =>
      settled.status === 'rejected' ? (settled.reason as { code: string }).code : 'converted',
    );
    expect(codes).toContain('import.busy');
    expect(codes).toContain('import.corrupt');
  });
});
