import { checkProse, exportProse, type ProseNode, textOf } from '@maroquin/prose';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { threadedComments } from '../../src/import/comment-threads.js';
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

const line = (text: string): ProseNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const title = (level: number, text: string): ProseNode => ({
  ...line(text),
  type: 'heading',
  attrs: { level },
});
const task = (checked: boolean, ...content: ProseNode[]): ProseNode => ({
  type: 'taskItem',
  attrs: { checked },
  content,
});
const DRESSED: ProseNode = {
  type: 'doc',
  content: [
    { type: 'tableOfContents' },
    title(1, 'Rappel'),
    line('Avant.'),
    {
      type: 'taskList',
      content: [
        task(true, line('Consulter')),
        task(false, line('Signer'), { type: 'taskList', content: [task(false, line('Viser'))] }),
      ],
    },
    title(2, 'Détail'),
    line('Après.'),
  ],
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
    const doc = many({ comments: true, changes: true, tables: true, merged: true, aligned: true });
    expect(comparable(await throughDocx(doc))).toEqual(comparable(doc));
  });

  it('is the same through OpenDocument', async () => {
    const doc = many({
      ...{ comments: true, changes: true, tables: true, merged: true },
      ...{ spaces: true, longItems: true, aligned: true },
    });
    expect(comparable(await throughOdt(doc))).toEqual(comparable(doc));
  });

  it('says the same through Markdown, notes included', async () => {
    const doc = many({});
    // A picture is its description there.
    const said = (await throughText(doc, 'md')).replaceAll('[carte du « pays »]', '');
    expect(words(said)).toBe(words(textOf(doc, { notes: true })));
  });

  it.each(['docx', 'odt'] as const)(
    'shows in %s where a picture is missing, and does not take that for one when it comes back',
    async (format) => {
      const image = { type: 'image', attrs: { src: null, alt: 'Plan', width: 200, height: 100 } };
      const { bytes } = exportProse(
        { type: 'doc', content: [{ type: 'paragraph', content: [image] }] },
        format,
        OPTIONS,
      );
      const shown = Object.keys(unzipSync(bytes)).filter((name) => name.endsWith('.png'));
      expect(shown).toHaveLength(1);
      const back = await convertFile(bytes, `x.${format}`, {
        ...{ pandoc: null, pictureSrc: () => 'attachment:1' },
      });
      expect(back.doc.content?.[0]?.content).toMatchObject([image]);
      expect(back.losses).toEqual([{ kind: 'image', count: 1 }]);
      expect(back.pictures).toEqual([]);
    },
  );

  it.each(['docx', 'odt'] as const)('says in %s who inserted what somebody else struck', async (format) => {
    const change = (type: string, name: string) => ({
      ...{ type, attrs: { id: name, author: `external:${name}`, date: '2026-11-24T14:32:00Z' } },
    });
    const text = {
      type: 'text',
      text: 'mot',
      marks: [change('insertion', 'Anne'), change('deletion', 'Bo')],
    };
    const doc = { type: 'doc', content: [{ type: 'paragraph', content: [text] }] };
    const { bytes, losses } = exportProse(doc, format, OPTIONS);
    expect(losses).toEqual([]);
    const back = await convertFile(bytes, `x.${format}`, { pandoc: null, pictureSrc: () => null });
    const marks = back.doc.content?.[0]?.content?.[0]?.marks ?? [];
    const made = marks.map(({ type, attrs }) => `${type} ${String(attrs?.['author'])}`);
    expect(made.sort()).toEqual(['deletion external:Bo', 'insertion external:Anne']);
  });

  it.each(['docx', 'odt'] as const)(
    'writes into %s no comment that LibreOffice would take for markup, and reads it as it was said',
    async (format) => {
      const text = 'HTML:<b>x</b> --> puis --!>';
      const commented = { type: 'text', text: 'mot', marks: [{ type: 'comment', attrs: { id: 't' } }] };
      const doc = { type: 'doc', content: [{ type: 'paragraph', content: [commented] }] };
      const texts = [text, '<meta http-equiv="refresh">'];
      const said = texts.map((one) => ({ author: 'Anne', date: '2026-11-24T14:32:00Z', text: one }));
      const threads = new Map([['t', { resolved: false, said }]]);
      const { bytes } = exportProse(doc, format, { ...OPTIONS, threads });
      const parts = Object.values(unzipSync(bytes)).map((part) => strFromU8(part));
      expect(parts.filter((xml) => /HTML:|--!?&gt;|&lt;meta/.test(xml))).toEqual([]);
      const back = await convertFile(bytes, `x.${format}`, { pandoc: null, pictureSrc: () => null });
      const { threads: read } = threadedComments(back.doc, back.comments, () => 'new');
      expect(read[0]?.said.map((one) => one.text)).toEqual(texts);
    },
  );

  it.each(['docx', 'odt'] as const)('keeps in %s that its titles bear numbers', async (format) => {
    for (const numberedTitles of [true, false]) {
      const { bytes } = exportProse(DRESSED, format, { ...OPTIONS, numberedTitles });
      const back = await convertFile(bytes, `x.${format}`, { pandoc: null, pictureSrc: () => null });
      expect(back.hasNumberedTitles).toBe(numberedTitles);
      expect(back.losses.map(({ kind }) => kind)).not.toContain('titleNumber');
    }
  });

  it('takes its comments along, with their replies, authors, dates and ends', async () => {
    const doc = {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'Avant ' },
            { type: 'text', text: 'commenté', marks: [{ type: 'comment', attrs: { id: 't1' } }] },
            { type: 'text', text: ' et ' },
            { type: 'text', text: 'supprimé', marks: [{ type: 'comment', attrs: { id: 'gone' } }] },
          ],
        },
      ],
    };
    checkProse(doc);
    const said = [
      { author: 'Claire Beaumont', date: '2026-11-24T14:32:00Z', text: 'Est-ce <sûr> ?\nÀ vérifier.' },
      { author: 'Amina Diallo', date: '2026-11-25T09:00:00.123Z', text: 'Oui & non.' },
    ];
    const options = { ...OPTIONS, threads: new Map([['t1', { resolved: true, said }]]) };
    const docx = exportProse(doc, 'docx', options);
    const odt = exportProse(doc, 'odt', options);
    expect([docx.losses, odt.losses]).toEqual([[], []]);
    const parts = unzipSync(docx.bytes);
    const extended = strFromU8(parts['word/commentsExtended.xml'] ?? new Uint8Array());
    expect(extended).toContain('w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="1"');
    expect(strFromU8(parts['[Content_Types].xml'] ?? new Uint8Array())).toContain(
      '/word/commentsExtended.xml',
    );
    const content = strFromU8(unzipSync(odt.bytes)['content.xml'] ?? new Uint8Array());
    expect(content).toContain('office:name="comment1-1" loext:resolved="true" loext:parent-name="comment1"');
    for (const [name, { bytes }] of Object.entries({ 'x.docx': docx, 'x.odt': odt })) {
      const back = await convertFile(bytes, name, { pandoc: null, pictureSrc: () => null });
      const remarks = back.comments.map(({ author, date, text }) => ({ author, date, text }));
      expect(remarks).toEqual(said.map(({ author, ...rest }) => ({ ...rest, author: `external:${author}` })));
      // What comes back is one thread again, on the same words.
      const { doc: marked, threads } = threadedComments(back.doc, back.comments, () => 'new');
      const at = ['2026-11-24T14:32:00.000Z', '2026-11-25T09:00:00.123Z'];
      expect(threads).toEqual([
        {
          ...{ id: 'new', words: 'commenté', resolved: true },
          said: said.map(({ author, text }, index) => ({ author, text, at: at[index] })),
        },
      ]);
      expect(JSON.stringify(marked).match(/"type":"comment","attrs":\{[^}]*\}/g)).toEqual([
        '"type":"comment","attrs":{"id":"new","imported":null}',
      ]);
    }
  });

  it.each(['docx', 'odt'] as const)(
    'keeps its tasks and its table of contents through %s',
    async (format) => {
      const through = format === 'docx' ? throughDocx : throughOdt;
      expect(comparable(await through(DRESSED))).toEqual(comparable(DRESSED));
    },
  );

  it('keeps its tasks through Markdown, and lists its titles there', async () => {
    const { bytes } = exportProse(DRESSED, 'md', OPTIONS);
    const text = Buffer.from(bytes).toString();
    expect(text).toContain('- Rappel\n  - Détail');
    const { doc } = await convertFile(bytes, 'x.md', { pandoc: null, pictureSrc: () => null });
    const tasksIn = ({ content = [] }: ProseNode): ProseNode => ({
      type: 'doc',
      content: content.filter(({ type }) => type === 'taskList'),
    });
    expect(comparable(tasksIn(doc))).toEqual(comparable(tasksIn(DRESSED)));
  });

  it('says of what kind its frames are, and keeps what stands in them', () => {
    const framed: ProseNode = {
      type: 'doc',
      content: [{ type: 'callout', attrs: { kind: 'warning' }, content: [line('Délai de recours')] }],
    };
    const written = (format: 'html' | 'md' | 'txt') =>
      Buffer.from(exportProse(framed, format, OPTIONS).bytes).toString();
    expect(written('html')).toContain(
      '<aside class="warning">\n<p><strong>Attention</strong></p>\n<p>Délai de recours</p>\n</aside>',
    );
    expect(written('md')).toBe('> [!WARNING]\n> Délai de recours\n');
    expect(written('txt')).toBe('| Attention :\n| Délai de recours\n');
  });

  it('gives the same bytes whenever it goes out', () => {
    const doc = many({ comments: true, changes: true, tables: true, merged: true });
    for (const format of ['odt', 'docx', 'md', 'html', 'txt', 'json'] as const)
      expect(exportProse(doc, format, OPTIONS).bytes).toEqual(exportProse(doc, format, OPTIONS).bytes);
  });
});
