import { type ProseNode, textOf } from '@maroquin/prose';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { convertFile, type ConvertedFile } from '../../src/import/convert-file.js';

const OASIS = 'urn:oasis:names:tc:opendocument:xmlns';
const NAMESPACES = [
  ...['office', 'text', 'table', 'style'].map((name) => `xmlns:${name}="${OASIS}:${name}:1.0"`),
  `xmlns:draw="${OASIS}:drawing:1.0"`,
  `xmlns:svg="${OASIS}:svg-compatible:1.0"`,
  `xmlns:fo="${OASIS}:xsl-fo-compatible:1.0"`,
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ');

const odt = (body: string, styles = '', files: Record<string, string> = {}, before = ''): Uint8Array => {
  const content = `${before}<office:document-content ${NAMESPACES}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`;
  const all = { mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': content, ...files };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)])));
};
const convert = (bytes: Uint8Array): Promise<ConvertedFile> =>
  convertFile(bytes, 'x.odt', { pandoc: null, pictureSrc: ({ name }) => `attachment:${name}` });
const losses = ({ losses: list }: ConvertedFile) =>
  Object.fromEntries(list.map(({ kind, count }) => [kind, count]));
const types = ({ content = [] }: ProseNode) => content.map(({ type }) => type);
const code = (value: string): unknown => expect.objectContaining({ code: value });

describe('an OpenDocument text', () => {
  it('keeps spaces that are said, and none that are not', async () => {
    const { doc } = await convert(odt('<text:p>\n  un <text:s text:c="2"/>deux\n trois </text:p>'));
    expect(textOf(doc)).toBe('un   deux trois\n');
  });

  it('keeps the words of text boxes, sections and indexes', async () => {
    const box = '<draw:frame><draw:text-box><text:p>encadré</text:p></draw:text-box></draw:frame>';
    const found = await convert(
      odt(
        `<text:section><text:p>dedans${box}</text:p></text:section><text:table-of-content><text:index-body><text:p>Titre 1</text:p></text:index-body></text:table-of-content>`,
      ),
    );
    expect(textOf(found.doc)).toBe('dedans\nencadré\nTitre 1\n');
    expect(losses(found)).toEqual({ textBox: 1 });
  });

  it('takes numbered titles out of the lists that LibreOffice puts them in', async () => {
    const heading = '<text:h text:outline-level="2">Voirie</text:h>';
    const list = (content: string) =>
      odt(
        `<text:p>a</text:p><text:list><text:list-item>${content}</text:list-item></text:list>`,
        '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>',
      );
    expect(types((await convert(list(heading))).doc)).toEqual(['paragraph', 'heading']);
    const onNewPage = heading.replace('<text:h', '<text:h text:style-name="P1"');
    expect(types((await convert(list(onNewPage))).doc)).toEqual(['paragraph', 'pageBreak', 'heading']);
  });

  it('tells whether all its titles bear numbers, and how many of them did otherwise', async () => {
    const list = (format: string) =>
      `<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="${format}"/></text:list-style>`;
    const title = (text: string) => `<text:h text:outline-level="1">${text}</text:h>`;
    const counted = (text: string) =>
      `<text:list text:style-name="L1"><text:list-item>${title(text)}</text:list-item></text:list>`;
    const told = async (body: string, format: string) => {
      const found = await convert(odt(body, list(format)));
      return [found.hasNumberedTitles, losses(found)];
    };
    expect(await told(counted('a') + counted('b'), '1')).toEqual([true, {}]);
    expect(await told(counted('a') + title('b'), '1')).toEqual([false, { titleNumber: 1 }]);
    expect(await told(counted('a'), 'I')).toEqual([false, { titleNumber: 1 }]);
    expect(await told(counted('a'), '')).toEqual([false, {}]);
  });

  it('keeps how its paragraphs stand', async () => {
    const style = (name: string, align: string, parent = '') =>
      `<style:style style:name="${name}" style:family="paragraph" style:parent-style-name="${parent}"><style:paragraph-properties fo:text-align="${align}"/></style:style>`;
    const styles =
      style('P1', 'center') +
      style('P2', 'end') +
      '<style:style style:name="P3" style:family="paragraph" style:parent-style-name="P1"/>' +
      style('P4', 'start', 'P1');
    const lines = ['P1', 'P2', 'P3', 'P4'].map((name) => `<text:p text:style-name="${name}">mots</text:p>`);
    const title = '<text:h text:outline-level="1" text:style-name="P1">Objet</text:h>';
    const found = await convert(odt(lines.join('') + title, styles));
    expect(found.doc.content?.map(({ attrs }) => attrs?.['textAlign'] ?? null)).toEqual([
      ...['center', 'right', 'center', null, 'center'],
    ]);
    expect(losses(found)).toEqual({});
  });

  it('marks what was added and what was struck, by whom and when', async () => {
    const who = (name: string) =>
      `<office:change-info><dc:creator>${name}</dc:creator><dc:date>2026-03-04T05:06:07</dc:date></office:change-info>`;
    const changes = `<text:tracked-changes><text:changed-region text:id="a"><text:insertion>${who('Anne')}</text:insertion></text:changed-region><text:changed-region text:id="b"><text:deletion>${who('Bruno')}<text:p>vieux</text:p></text:deletion></text:changed-region></text:tracked-changes>`;
    const { doc } = await convert(
      odt(
        `${changes}<text:p>un <text:change-start text:change-id="a"/>neuf<text:change-end text:change-id="a"/><text:change text:change-id="b"/></text:p>`,
      ),
    );
    const [, added, struck] = doc.content?.[0]?.content ?? [];
    expect(added).toMatchObject({
      text: 'neuf',
      marks: [{ type: 'insertion', attrs: { author: 'external:Anne' } }],
    });
    expect(struck).toMatchObject({
      text: 'vieux',
      marks: [{ type: 'deletion', attrs: { author: 'external:Bruno' } }],
    });
    expect(textOf(doc)).toBe('un neuf\n');
  });

  it('reads what LibreOffice struck and left where it stood, and who had inserted it', async () => {
    const who = (name: string) =>
      `<office:change-info><dc:creator>${name}</dc:creator><dc:date>2026-03-04T05:06:07</dc:date></office:change-info>`;
    const acts = `<text:deletion>${who('Bruno')}</text:deletion><text:insertion>${who('Anne')}</text:insertion>`;
    const changes = `<text:tracked-changes><text:changed-region text:id="a">${acts}</text:changed-region></text:tracked-changes>`;
    const { doc } = await convert(
      odt(
        `${changes}<text:p>un <text:change-start text:change-id="a"/>vieux<text:change-end text:change-id="a"/></text:p>`,
      ),
    );
    expect(doc.content?.[0]?.content?.[1]?.marks).toMatchObject([
      { type: 'deletion', attrs: { author: 'external:Bruno' } },
      { type: 'insertion', attrs: { author: 'external:Anne' } },
    ]);
    expect(textOf(doc)).toBe('un \n');
  });

  it('counts a picture that is somewhere else, and fetches nothing', async () => {
    const frame = (href: string) =>
      `<draw:frame><draw:image xlink:href="${href}"/><svg:desc>Plan</svg:desc></draw:frame>`;
    const found = await convert(
      odt(`<text:p>${frame('http://exemple.example/a.png')}${frame('file:///etc/passwd')}</text:p>`),
    );
    expect(found.doc.content?.[0]?.content).toMatchObject([
      { type: 'image', attrs: { src: null, alt: 'Plan' } },
      { type: 'image', attrs: { src: null } },
    ]);
    expect(losses(found)).toEqual({ linkedImage: 2 });
  });
});

describe('the pictures and comments of an OpenDocument text', () => {
  const image = (part: string) => `<draw:image xlink:href="${part}"/>`;
  const pictures = {
    'Pictures/a.svg': '<svg/>',
    'Pictures/b.png': 'PNG',
    'ObjectReplacements/Object 1': 'PNG',
  };
  const shown = async (frame: string) => {
    const found = await convertFile(odt(`<text:p>${frame}</text:p>`, '', pictures), 'x.odt', {
      pandoc: null,
      pictureSrc: ({ bytes }) => (bytes.toString() === 'PNG' ? 'attachment:1' : null),
    });
    const [first] = found.doc.content?.[0]?.content ?? [];
    return { src: first?.attrs?.['src'], losses: losses(found), text: textOf(found.doc) };
  };

  it('are found where a frame holds a picture and a box', async () => {
    const box = '<draw:text-box><text:p>légende</text:p></draw:text-box>';
    expect(await shown(`<draw:frame>${image('Pictures/b.png')}<draw:text-box/></draw:frame>`)).toEqual({
      ...{ src: 'attachment:1', losses: {}, text: '\n' },
    });
    expect(await shown(`<draw:frame>${image('Pictures/b.png')}${box}</draw:frame>`)).toMatchObject({
      ...{ src: 'attachment:1', text: '\nlégende\n' },
    });
  });

  it('are the first that can be kept of those that show one thing, by their bytes', async () => {
    const both = image('Pictures/a.svg') + image('Pictures/b.png');
    expect(await shown(`<draw:frame>${both}</draw:frame>`)).toMatchObject({
      src: 'attachment:1',
      losses: {},
    });
    const object = `<draw:object xlink:href="./Object 1"/>${image('./ObjectReplacements/Object 1')}`;
    expect(await shown(`<draw:frame>${object}</draw:frame>`)).toMatchObject({
      ...{ src: 'attachment:1', losses: { embeddedObject: 1 } },
    });
    expect(await shown(`<draw:frame>${image('Pictures/a.svg')}</draw:frame>`)).toMatchObject({
      ...{ src: null, losses: { image: 1 } },
    });
  });

  it('are counted where they stood beside the text, as are shapes and words in colour', async () => {
    const frame = `<draw:frame text:anchor-type="paragraph">${image('Pictures/b.png')}</draw:frame>`;
    const colour =
      '<style:style style:name="T1" style:family="text"><style:text-properties fo:color="#ff0000"/></style:style>';
    const red = '<text:span text:style-name="T1">mot</text:span>';
    const found = await convert(
      odt(`<text:p>${frame}${red}<draw:line/>${red}</text:p><text:p>mot</text:p>`, colour, pictures),
    );
    expect(losses(found)).toEqual({ colour: 1, floatingImage: 1, shape: 1 });
  });

  const remark = (text: string) =>
    `<office:annotation><dc:creator>Anne</dc:creator><text:p>${text}</text:p></office:annotation>`;
  const covered = ({ content = [] }: ProseNode): unknown[] =>
    content.map((block) =>
      (block.content ?? []).flatMap(({ marks = [] }) => marks.map(({ attrs }) => attrs?.['imported'])),
    );

  it('stand on the next words where their paragraph has none, else on the last', async () => {
    const found = await convert(
      odt(
        `<text:p>${remark('un')}</text:p><text:p>mots</text:p><text:p>fin</text:p><text:p>${remark('deux')}</text:p>`,
      ),
    );
    expect(covered(found.doc)).toEqual([
      [],
      [expect.objectContaining({ text: 'un' })],
      [expect.objectContaining({ text: 'deux' })],
      [],
    ]);
    expect(losses(found)).toEqual({});
  });

  it('are counted where there is no word at all', async () => {
    expect(losses(await convert(odt(`<text:p>${remark('un')}</text:p>`)))).toEqual({ comment: 1 });
  });
});

describe('an OpenDocument text is refused', () => {
  it('when it declares entities', async () => {
    const doctype = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
    await expect(convert(odt('<text:p>&x;</text:p>', '', {}, doctype))).rejects.toThrow(
      code('import.unsafe'),
    );
  });

  it('when it has a password', async () => {
    const manifest = `<manifest:manifest xmlns:manifest="${OASIS}:manifest:1.0"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`;
    await expect(convert(odt('', '', { 'META-INF/manifest.xml': manifest }))).rejects.toThrow(
      code('import.encrypted'),
    );
  });

  it('when it is a spreadsheet', async () => {
    const files = { mimetype: 'application/vnd.oasis.opendocument.spreadsheet' };
    await expect(convert(odt('', '', files))).rejects.toThrow(code('import.unsupported'));
  });

  it('when it nests without end', async () => {
    const deep = `${'<text:section>'.repeat(120)}<text:p>a</text:p>${'</text:section>'.repeat(120)}`;
    await expect(convert(odt(deep))).rejects.toThrow(code('import.corrupt'));
  });

  it('when a repeated row would fill the memory', async () => {
    const cell =
      '<table:table-cell table:number-columns-repeated="99999"><text:p>a</text:p></table:table-cell>';
    const row = `<table:table-row table:number-rows-repeated="99999">${cell}</table:table-row>`;
    await expect(convert(odt(`<table:table>${row}</table:table>`))).rejects.toThrow(code('import.bomb'));
  });
});

describe('a file of text', () => {
  const read = (name: string, text: string | Uint8Array) =>
    convertFile(typeof text === 'string' ? Buffer.from(text) : text, name, {
      pandoc: null,
      pictureSrc: ({ name: picture }) => `attachment:${picture}`,
    });

  it('is read line by line, in the characters that Windows wrote before as well', async () => {
    expect(textOf((await read('a.txt', 'été\r\n\r\nfin\r\n')).doc)).toBe('été\n\nfin\n');
    expect(textOf((await read('a.txt', Buffer.from('d\u00e9j\u00e0 \u0080', 'latin1'))).doc)).toBe(
      'déjà €\n',
    );
  });

  it('is refused where it is no text', async () => {
    await expect(read('a.txt', Buffer.from([0x50, 0x00, 0x41, 0x00]))).rejects.toThrow(
      code('import.unsupported'),
    );
    await expect(read('a.rtf', 'bonjour')).rejects.toThrow(code('import.unsupported'));
    await expect(read('a.exe', 'MZ and more than twenty-two bytes')).rejects.toThrow(
      code('import.unsupported'),
    );
  });

  it('of the web keeps its structure and its own pictures, and runs and fetches nothing', async () => {
    const page =
      '<h2>Titre</h2><p onclick="x()">un <b>mot</b><script>alert(1)</script></p><img src="https://exemple.example/a.png" alt="Plan"><a href="javascript:alert(1)">lien</a>';
    const { doc } = await read('a.html', page);
    expect(textOf(doc)).toBe('Titre\nun mot\nlien\n');
    expect(JSON.stringify(doc)).not.toMatch(/javascript|alert|https:/);
  });
});
