import { describe, expect, it } from 'vitest';
import type { ProseNode } from '../common/prose-json.js';
import { checkProse } from '../schema.js';
import { textOf } from '../text.js';
import { PandocShapeError } from './ast.js';
import type { PandocImportOptions } from './context.js';
import { pandocToProse } from './pandoc-to-prose.js';

type Json = object | string | number | null;

const NO_ATTR = ['', [], []];
const str = (text: string): Json => ({ t: 'Str', c: text });
const space = { t: 'Space' };
const para = (...inlines: Json[]): Json => ({ t: 'Para', c: inlines });
const wrap = (t: string, ...inlines: Json[]): Json => ({ t, c: inlines });
const span = (cls: string, pairs: [string, string][], ...inlines: Json[]): Json => ({
  t: 'Span',
  c: [['', [cls], pairs], inlines],
});
const link = (href: string, ...inlines: Json[]): Json => ({ t: 'Link', c: [NO_ATTR, inlines, [href, '']] });
const image = (name: string, pairs: [string, string][] = []): Json => ({
  t: 'Image',
  c: [['', [], pairs], [str('carte')], [name, '']],
});
const cell = (rowspan: number, colspan: number, ...blocks: Json[]): Json => [
  NO_ATTR,
  { t: 'AlignDefault' },
  rowspan,
  colspan,
  blocks,
];
const table = (head: Json[][], body: Json[][]): Json => {
  const rows = (list: Json[][]) => list.map((cells) => [NO_ATTR, cells]);
  return {
    t: 'Table',
    c: [NO_ATTR, [null, []], [], [NO_ATTR, rows(head)], [[NO_ATTR, 0, [], rows(body)]], [NO_ATTR, []]],
  };
};
const who: [string, string][] = [
  ['author', 'Anne'],
  ['date', '2026-01-02T03:04:05Z'],
];

/** Maps and checks, as every import does. */
function imported(blocks: Json[], options?: PandocImportOptions) {
  const result = pandocToProse({ 'pandoc-api-version': [1, 23], meta: {}, blocks }, options);
  checkProse(result.doc);
  return { ...result, blocks: result.doc.content ?? [] };
}

function texts(node: ProseNode): ProseNode[] {
  return node.type === 'text' ? [node] : (node.content ?? []).flatMap(texts);
}

describe('text', () => {
  it('joins words with the same marks', () => {
    const { blocks } = imported([
      para(str('un'), space, wrap('Strong', str('deux'), space, wrap('Strong', str('trois')))),
    ]);
    expect(texts(blocks[0]!)).toEqual([
      { type: 'text', text: 'un ' },
      { type: 'text', text: 'deux trois', marks: [{ type: 'bold' }] },
    ]);
  });

  it('keeps the outer of nested links, and drops unsafe ones but not their words', () => {
    const { blocks, loss } = imported([
      para(
        link('https://a.fr', link('https://b.fr', str('x'))),
        link('javascript:y', str('z')),
        link('#signet', str('s')),
      ),
    ]);
    expect(texts(blocks[0]!)).toEqual([
      { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'https://a.fr', title: null } }] },
      { type: 'text', text: 'zs' },
    ]);
    expect(loss).toEqual([{ kind: 'unsafeLink', count: 2 }]);
  });

  it('keeps one of superscript and subscript', () => {
    const { blocks } = imported([para(wrap('Superscript', wrap('Subscript', str('x'))))]);
    expect(texts(blocks[0]!)[0]?.marks).toEqual([{ type: 'superscript' }]);
  });

  it('keeps a formula as TeX, outside the text', () => {
    const { doc, loss } = imported([para(str('a'), { t: 'Math', c: [{ t: 'InlineMath' }, 'x^2'] })]);
    expect(doc.content?.[0]?.content?.[1]).toEqual({ type: 'formula', attrs: { tex: 'x^2' } });
    expect(textOf(doc)).toBe('a\n');
    expect(loss).toEqual([{ kind: 'formula', count: 1 }]);
  });
});

describe('tracked changes and comments', () => {
  it('become marks with their author, who can be nobody of ours', () => {
    const { blocks } = imported([para(span('insertion', who, str('a')), span('deletion', who, str('b')))]);
    expect(texts(blocks[0]!).map(({ text, marks }) => [text, marks])).toEqual([
      [
        'a',
        [
          {
            type: 'insertion',
            attrs: { id: 'import-1', author: 'external:Anne', date: '2026-01-02T03:04:05Z' },
          },
        ],
      ],
      [
        'b',
        [
          {
            type: 'deletion',
            attrs: { id: 'import-2', author: 'external:Anne', date: '2026-01-02T03:04:05Z' },
          },
        ],
      ],
    ]);
  });

  it('stay on paragraph ends and on struck notes and pictures as attributes', () => {
    const note = { t: 'Note', c: [para(str('n'))] };
    const { blocks } = imported([
      para(span('deletion', who, note, image('i.png')), span('paragraph-insertion', who)),
    ]);
    expect(blocks[0]?.attrs).toMatchObject({ breakChange: { kind: 'ins', author: 'external:Anne' } });
    for (const node of blocks[0]?.content ?? [])
      expect(node.attrs).toMatchObject({ blockChange: { kind: 'del' } });
  });

  it('cover text over several paragraphs, but not the notes within', () => {
    const start = span('comment-start', [['id', '4'], ...who], str('À'), space, str('revoir'));
    const note = { t: 'Note', c: [para(str('note'))] };
    const { doc, comments } = imported([
      para(str('a'), start, str('b')),
      para(str('c'), note, span('comment-end', [['id', '4']]), str('d')),
    ]);
    expect(comments).toEqual([
      { id: 'comment-4', author: 'external:Anne', date: '2026-01-02T03:04:05Z', text: 'À revoir' },
    ]);
    const covered = texts(doc).filter(({ marks }) => marks?.some(({ type }) => type === 'comment'));
    expect(covered.map(({ text }) => text)).toEqual(['b', 'c']);
  });

  it('a comment that never ends covers nothing', () => {
    const { doc, comments } = imported([
      para(span('comment-start', [['id', '4'], ...who], str('x')), str('b')),
    ]);
    expect(comments).toHaveLength(1);
    expect(texts(doc)[0]?.marks).toBeUndefined();
  });
});

describe('pictures', () => {
  it('get the reference that the caller gives, and their size in pixels', () => {
    const { blocks } = imported(
      [
        para(
          image('media/1.png', [
            ['width', '2in'],
            ['height', '2.54cm'],
          ]),
        ),
      ],
      { image: () => ({ src: 'attachment:1' }) },
    );
    expect(blocks[0]?.content?.[0]?.attrs).toMatchObject({
      src: 'attachment:1',
      alt: 'carte',
      width: 192,
      height: 96,
    });
  });

  it('keep their place and description when they cannot be kept', () => {
    const { blocks, loss } = imported([para(image('x'))], { image: () => ({ lost: 'linkedImage' }) });
    expect(blocks[0]?.content?.[0]?.attrs).toMatchObject({ src: null, alt: 'carte' });
    expect(loss).toEqual([{ kind: 'linkedImage', count: 1 }]);
  });
});

describe('blocks', () => {
  it('keep levels, list starts, quotes and code', () => {
    const { blocks } = imported([
      { t: 'Header', c: [9, NO_ATTR, [str('T')]] },
      {
        t: 'OrderedList',
        c: [
          [3, { t: 'Decimal' }, { t: 'Period' }],
          [[para(str('a')), { t: 'BulletList', c: [[{ t: 'Plain', c: [str('b')] }]] }]],
        ],
      },
      { t: 'BlockQuote', c: [para(str('q'))] },
      { t: 'CodeBlock', c: [NO_ATTR, 'x = 1'] },
      { t: 'HorizontalRule' },
    ]);
    expect(blocks.map(({ type }) => type)).toEqual([
      'heading',
      'orderedList',
      'blockquote',
      'codeBlock',
      'horizontalRule',
    ]);
    expect(blocks[0]?.attrs).toEqual({ level: 6 });
    expect(blocks[1]?.attrs).toEqual({ start: 3 });
    expect(textOf({ type: 'doc', content: blocks })).toBe('T\na\nb\nq\nx = 1\n');
  });

  it('flatten what a note may not hold, without losing its words', () => {
    const note = {
      t: 'Note',
      c: [
        { t: 'Header', c: [1, NO_ATTR, [str('h')]] },
        { t: 'BulletList', c: [[para(str('p'))]] },
      ],
    };
    const { blocks, loss } = imported([para(note)]);
    expect(blocks[0]?.content?.[0]?.content?.map((node) => textOf(node))).toEqual(['h\n', 'p\n']);
    expect(loss).toEqual([{ kind: 'noteBlock', count: 1 }]);
  });

  it('a list item that starts with a table gets a paragraph before it', () => {
    const { blocks } = imported([{ t: 'BulletList', c: [[table([], [[cell(1, 1, para(str('x')))]])]] }]);
    expect(blocks[0]?.content?.[0]?.content?.map(({ type }) => type)).toEqual(['paragraph', 'table']);
  });

  it('an empty file is one empty paragraph', () => {
    expect(imported([]).doc).toEqual({ type: 'doc', content: [{ type: 'paragraph' }] });
  });

  it('unknown blocks are counted', () => {
    expect(imported([{ t: 'RawBlock', c: ['html', '<script>'] }]).loss).toEqual([
      { kind: 'other', count: 1 },
    ]);
  });
});

describe('tables', () => {
  const shape = (node: ProseNode | undefined) =>
    node?.content?.map(({ content }) =>
      content?.map(({ type, attrs }) => [type, attrs?.['rowspan'] ?? 1, attrs?.['colspan'] ?? 1]),
    );

  it('keep head cells and merged cells', () => {
    const { blocks } = imported([
      table([[cell(1, 2, para(str('t')))]], [[cell(2, 1), cell(1, 1)], [cell(1, 1)]]),
    ]);
    expect(shape(blocks[0])).toEqual([
      [['tableHeader', 1, 2]],
      [
        ['tableCell', 2, 1],
        ['tableCell', 1, 1],
      ],
      [['tableCell', 1, 1]],
    ]);
  });

  it('are made rectangular: spans are cut, missing cells added', () => {
    const { blocks } = imported([table([], [[cell(9, 1), cell(1, 1), cell(1, 1)], [cell(1, 1)]])]);
    expect(shape(blocks[0])).toEqual([
      [
        ['tableCell', 2, 1],
        ['tableCell', 1, 1],
        ['tableCell', 1, 1],
      ],
      [
        ['tableCell', 1, 1],
        ['tableCell', 1, 1],
      ],
    ]);
  });

  it('without a cell are left out', () => {
    expect(imported([table([], [[]])]).doc.content).toEqual([{ type: 'paragraph' }]);
  });
});

describe('what is not pandoc’s JSON', () => {
  it.each([
    null,
    {},
    { blocks: 'x' },
    { blocks: [{ t: 'Para', c: 3 }] },
    { blocks: [{ t: 'Para', c: [{ t: 'Str', c: 3 }] }] },
    { blocks: [{ c: [] }] },
  ])('is refused: %j', (ast) => {
    expect(() => pandocToProse(ast)).toThrow(PandocShapeError);
  });

  it('is refused when nested too deeply, without exhausting the stack', () => {
    let blocks: Json[] = [para(str('x'))];
    for (let depth = 0; depth < 500; depth += 1) blocks = [{ t: 'BlockQuote', c: blocks }];
    expect(() => pandocToProse({ blocks })).toThrow(PandocShapeError);
  });
});
