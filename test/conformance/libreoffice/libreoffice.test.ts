import { describe, expect, it } from 'vitest';
import { readFlat } from './flat-document.js';
import { differences, withoutFormulas } from './run-libreoffice.js';

const flat = (body: string): string => `<office:body><office:text>${body}</office:text></office:body>`;
const region = (id: string, kind: string, words = ''): string =>
  `<text:changed-region xml:id="${id}" text:id="${id}"><text:${kind}><office:change-info><dc:creator>Anne</dc:creator><dc:date>2026-11-02T09:30:12</dc:date></office:change-info>${words}</text:${kind}></text:changed-region>`;

describe('reading an OpenDocument text', () => {
  it('takes struck words out of the letters, where they were moved away and where they were left', () => {
    const read = readFlat(
      flat(
        `<text:tracked-changes>${region('a', 'deletion', '<text:p>vieux</text:p>')}${region('b', 'deletion')}${region('c', 'insertion')}</text:tracked-changes>` +
          '<text:p>Un <text:change text:change-id="a"/><text:change-start text:change-id="b"/><text:span text:style-name="T1">LIEU</text:span><text:change-end text:change-id="b"/>' +
          '<text:change-start text:change-id="c"/>lieu<text:change-end text:change-id="c"/>.</text:p>',
      ),
    );
    expect(read.letters).toBe('Unlieu');
    expect(read.changes).toEqual([
      'deletion Anne 2026-11-02T09:30: vieuxLIEU',
      'insertion Anne 2026-11-02T09:30: lieu',
    ]);
  });

  it('takes changes of one author within a minute for one, and what was struck as struck', () => {
    const later = region('b', 'insertion').replace('T09:30:12', 'T09:31:02');
    const double = region('c', 'deletion').replace(
      '</text:changed-region>',
      '<text:insertion><office:change-info/></text:insertion></text:changed-region>',
    );
    const marked = (id: string, text: string) =>
      `<text:change-start text:change-id="${id}"/>${text}<text:change-end text:change-id="${id}"/>`;
    const read = readFlat(
      flat(
        `<text:tracked-changes>${region('a', 'insertion')}${later}${double}</text:tracked-changes>` +
          `<text:p>${marked('a', 'x')}${marked('b', 'y')}${marked('c', 'z')}</text:p>`,
      ),
    );
    expect(read.changes).toEqual([
      'deletion Anne 2026-11-02T09:30: z',
      'insertion Anne 2026-11-02T09:30: xy',
    ]);
  });

  it('takes words that were inserted and struck where they stand for struck', () => {
    const read = readFlat(
      flat(
        `<text:tracked-changes>${region('a', 'insertion')}${region('b', 'deletion')}</text:tracked-changes>` +
          '<text:p><text:change-start text:change-id="a"/>un<text:change-start text:change-id="b"/>deux<text:change-end text:change-id="b"/>trois<text:change-end text:change-id="a"/></text:p>',
      ),
    );
    expect(read.letters).toBe('untrois');
    expect(read.changes).toEqual([
      'deletion Anne 2026-11-02T09:30: deux',
      'insertion Anne 2026-11-02T09:30: untrois',
    ]);
  });

  it('takes them in the order of the text', () => {
    const marked = (id: string, text: string) =>
      `<text:change-start text:change-id="${id}"/>${text}<text:change-end text:change-id="${id}"/>`;
    const regions = region('b', 'insertion') + region('a', 'insertion');
    const read = readFlat(
      flat(
        `<text:tracked-changes>${regions}</text:tracked-changes><text:p>${marked('a', 'x')}${marked('b', 'y')}</text:p>`,
      ),
    );
    expect(read.changes).toEqual(['insertion Anne 2026-11-02T09:30: xy']);
  });

  it('takes a day for its midnight', () => {
    const day = region('a', 'insertion').replace('T09:30:12', '');
    const read = readFlat(
      flat(
        `<text:tracked-changes>${day}</text:tracked-changes><text:p><text:change-start text:change-id="a"/>x<text:change-end text:change-id="a"/></text:p>`,
      ),
    );
    expect(read.changes).toEqual(['insertion Anne 2026-11-02T00:00: x']);
  });

  it('keeps comments and notes apart from the letters', () => {
    const read = readFlat(
      flat(
        '<text:p>a<office:annotation office:name="1"><dc:creator>Bo</dc:creator><dc:date>2026-11-02T09:30:12</dc:date><meta:creator-initials>B</meta:creator-initials><text:p>dit</text:p></office:annotation>' +
          'b<text:note text:id="n"><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note>' +
          '<draw:frame><draw:image xlink:href="x"/><svg:desc>muet</svg:desc></draw:frame><text:bookmark text:name="x"/>c</text:p>',
      ),
    );
    expect(read).toMatchObject({ letters: 'ab▣c', comments: ['Bo: dit'], notes: ['note'] });
  });
});

describe('comparing what we wrote with what LibreOffice read', () => {
  const ours = readFlat(flat('<text:p>un</text:p><table:table/>'));

  it('finds nothing where both are equal, whatever they look like', () => {
    expect(differences(ours, flat('<table:table><text:p>u-n</text:p></table:table>'))).toEqual([]);
  });

  it.each([
    ['a letter', '<text:p>uns</text:p><table:table/>', 'letters'],
    ['a table', '<text:p>un</text:p>', 'tables'],
    ['a note', '<text:p>un<text:note><text:p>x</text:p></text:note></text:p><table:table/>', 'notes'],
    [
      'a comment',
      '<text:p>un<office:annotation><text:p>x</text:p></office:annotation></text:p><table:table/>',
      'comments',
    ],
  ])('tells %s that differs', (_, body, name) => {
    expect(differences(ours, flat(body))).toEqual([expect.stringMatching(`^${name} differ`)]);
  });

  it('tells a file that could not be opened', () => {
    expect(differences(ours, undefined)).toHaveLength(1);
  });
});

it('a formula is written in its letters, which are none of the text', () => {
  const formulas = [String.raw`\frac{3}{4}`, 'x'];
  expect(withoutFormulas('Soitfrac34puisxetaxe', formulas)).toBe('Soitpuisetaxe');
  expect(withoutFormulas('Soitpuisaxe', ['frac'])).toBe('Soitpuisaxe');
});
