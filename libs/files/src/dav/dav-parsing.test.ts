import { describe, expect, it } from 'vitest';
import { davName, idEndOf } from './dav-names.js';
import { destinationOf, hrefOf, segmentsOf } from './dav-paths.js';
import { parseDavXml, propertiesIn } from './dav-xml.js';
import { clashingNames, clashingSpaces } from './name-clashes.js';
import { mountedName, titleOfMounted, titleUnder } from './mounted-documents.js';
import { ifHolds, parseIf, submittedTokens } from './if-header.js';

const id = '01890000-0000-7000-8000-0000000abcde';

describe('an If header', () => {
  const state = { etag: '"v2"', tokens: new Set(['urn:uuid:a']) };
  const holds = (header: string): Promise<boolean> => ifHolds(parseIf(header), () => Promise.resolve(state));

  it.each([
    ['(<urn:uuid:a>)', true],
    ['(<urn:uuid:b>)', false],
    ['(<urn:uuid:a> ["v2"])', true],
    ['(<urn:uuid:a> ["v1"])', false],
    ['(Not <DAV:no-lock>)', true],
    ['(<urn:uuid:b>) (Not <urn:uuid:b> ["v2"])', true],
    ['<http://host/dav/a> (<urn:uuid:a>)', true],
    [' ( <urn:uuid:a>  [ "v2" ] ) ', null],
    ['(<urn:uuid:a>', null],
    ['()', null],
    ['(Not)', null],
    ['(Not Not <urn:uuid:a>)', null],
    ['<urn:uuid:a>', null],
    ['', null],
  ])('%s holds: %s', async (header, expected) => {
    if (expected === null) await expect(async () => holds(header)).rejects.toMatchObject({ status: 400 });
    else expect(await holds(header)).toBe(expected);
  });

  it('submits the tokens that it names, and not those that it excludes', () => {
    const lists = parseIf('(<urn:uuid:a>) (Not <urn:uuid:b> <urn:uuid:c>)');
    expect([...submittedTokens(lists)]).toEqual(['urn:uuid:a', 'urn:uuid:c']);
  });

  it('of more lists than any client sends is refused, and what one tag names is looked up once', async () => {
    expect(() => parseIf('(<urn:uuid:b>)'.repeat(21))).toThrow(expect.objectContaining({ status: 400 }));
    const asked: (string | null)[] = [];
    const lists = parseIf(`${'(<urn:uuid:b>)'.repeat(10)} <http://host/dav/a> ${'(["v1"])'.repeat(10)}`);
    const held = await ifHolds(lists, (tag) => {
      asked.push(tag);
      return Promise.resolve(state);
    });
    expect([held, asked]).toEqual([false, [null, 'http://host/dav/a']]);
  });

  it('of eight thousand characters is read in no time, whatever it holds', () => {
    for (const header of ['('.repeat(7_999), `(${'<a>'.repeat(2_600)}`, `(${'Not '.repeat(1_900)}`]) {
      const from = performance.now();
      expect(() => parseIf(header)).toThrow();
      expect(performance.now() - from).toBeLessThan(500);
    }
  });
});

describe('an address of the mounted tree', () => {
  it.each([
    ['/dav', []],
    ['/dav/', []],
    ['/dav/a%20b/c', ['a b', 'c']],
    ['/dav//a//', ['a']],
    ['/dav/e%CC%81', ['é']],
  ])('%s names %j', (path, names) => {
    expect(segmentsOf(path)).toEqual(names);
  });

  it.each(['/dav/..', '/dav/%2e%2e/x', '/dav/a%2Fb', '/dav/%00', '/dav/%ff', '/dav/a#b', '/davos', '/'])(
    '%s is refused',
    (path) => {
      expect(() => segmentsOf(path)).toThrow();
    },
  );

  it('leads back to where it came from', () => {
    const names = ['Écoles & <cantines>', 'a+b %41.txt'];
    expect(segmentsOf(hrefOf(names, false))).toEqual(names);
  });

  it('of a destination on another server is refused', () => {
    expect(destinationOf('https://host/dav/a', ['host'])).toBe('/dav/a');
    expect(() => destinationOf('https://elsewhere/dav/a', ['host'])).toThrow(
      expect.objectContaining({ status: 502 }),
    );
  });
});

describe('a name in the mounted tree', () => {
  it('stays as it is where Windows takes it and no neighbour has it', () => {
    expect(davName({ id, name: 'Plan n° 2.pdf', clashes: false })).toBe('Plan n° 2.pdf');
  });

  it.each(['a:b.txt', 'CON', 'fin.', 'a\\b', 'Plan.pdf'])('%s is told apart by the end of its id', (name) => {
    const shown = davName({ id, name, clashes: name === 'Plan.pdf' });
    expect(shown).toMatch(/ ~0abcde/u);
    expect(idEndOf(shown)).toBe('0abcde');
    expect(shown).not.toMatch(/[<>:"/\\|?*]/u);
  });
});

describe('names that several have', () => {
  const a = '01890000-0000-7000-8000-0000000aaaaa';
  const b = '01890000-0000-7000-8000-0000000bbbbb';
  const entry = { name: 'Plan', kind: 'file', restricted: false };

  it('of spaces are kept by none, and none is called as another one is told apart', () => {
    const spaces = [
      { id: a, name: 'Paie' },
      { id: b, name: 'PAIE' },
      { id, name: 'Paie ~0aaaaa' },
    ];
    expect([...clashingSpaces(spaces)].sort()).toEqual([a, b, id].sort());
    expect([...clashingSpaces([{ id: a, name: 'Paie' }])]).toEqual([]);
  });

  it('are kept by what is restricted, for those who see it', () => {
    const open = { ...entry, id: a };
    const closed = { ...entry, id: b, restricted: true };
    expect([...clashingNames([open], { sameNames: [[open, closed]], idEnds: new Set() })]).toEqual([a]);
    expect([...clashingNames([open], { sameNames: [[open]], idEnds: new Set() })]).toEqual([]);
  });

  it('are kept by the folder before the file, and by the older of two', () => {
    const folder = { ...entry, id: b, kind: 'folder' };
    const older = { ...entry, id: a };
    const newer = { ...entry, id };
    const rivals = { sameNames: [[newer, older, folder]], idEnds: new Set<string>() };
    expect([...clashingNames([], rivals)]).toEqual([a, id]);
  });

  it('and by a file before a younger document that is read under its name', () => {
    const file = { ...entry, id: a };
    const rivals = { sameNames: [[{ ...entry, id, kind: 'document' }, file]], idEnds: new Set<string>() };
    expect([...clashingNames([], rivals)]).toEqual([id]);
  });

  it('and end as the id of a neighbour are told apart from it', () => {
    const rivals = { sameNames: [], idEnds: new Set([b]) };
    const like = { id: a, name: 'Plan ~0bbbbb.pdf' };
    expect([...clashingNames([like, { id: b, name: 'Plan ~0bbbbb' }], rivals)]).toEqual([a]);
  });
});

describe('a document in the mounted tree', () => {
  const prose = { kind: 'document', name: 'Compte rendu', documentKind: 'prose' } as const;
  const note = { ...prose, documentKind: 'text' } as const;

  it('is called as its title, with the ending of what it is read as', () => {
    expect([prose, note].map(mountedName)).toEqual(['Compte rendu.odt', 'Compte rendu.md']);
    expect(mountedName({ ...prose, kind: 'file' })).toBe('Compte rendu');
    expect(['Avis.v2.odt', 'Avis.MD', 'avis.txt', '.odt'].map(titleOfMounted)).toEqual([
      ...['Avis.v2', 'Avis', null, null],
    ]);
  });

  it('keeps that ending whatever it is renamed to', () => {
    expect(titleUnder(prose, 'Avis.ODT')).toBe('Avis');
    expect(['Avis.md', 'Avis', 'Avis.docx'].map((name) => titleUnder(prose, name))).toEqual([
      null,
      null,
      null,
    ]);
    expect(titleUnder(note, 'Avis.md')).toBe('Avis');
  });
});

describe('XML of a client', () => {
  it('keeps what a property holds, with its namespaces and attributes', () => {
    const xml = `<D:set xmlns:D="DAV:" xmlns:x="urn:x"><x:p xml:lang="fr"><x:q x:a="1" b="&lt;">t &amp; u</x:q></x:p></D:set>`;
    const [property] = parseDavXml(xml).children;
    expect(property).toMatchObject({ ns: 'urn:x', name: 'p', lang: 'fr' });
    const again = parseDavXml(`<p>${property?.text ?? ''}</p>`).children[0];
    expect(again).toMatchObject({ ns: 'urn:x', name: 'q', text: 't &amp; u' });
    expect(again?.attributes).toContain('b="&lt;"');
  });

  it.each([
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    '<a>&b;</a>',
    '<a><b></a>',
    '<a xmlns:b=""/>',
    '<b:a/>',
    '',
    'a',
  ])('%s is refused', (text) => {
    expect(() => parseDavXml(text)).toThrow(expect.objectContaining({ status: 400 }));
  });

  it('with more attributes or a longer namespace than any client writes is refused before either is multiplied', () => {
    const refused = expect.objectContaining({ status: 400 }) as unknown;
    const many = Array.from({ length: 501 }, (_, index) => `a${String(index)}="" `).join('');
    expect(() => parseDavXml(`<a ${many}/>`)).toThrow(refused);
    expect(() => parseDavXml(`<a>${'<b c=""/>'.repeat(501)}</a>`)).toThrow(refused);
    for (const name of ['xmlns', 'xmlns:x'])
      expect(() => parseDavXml(`<a ${name}="${'u'.repeat(501)}"/>`)).toThrow(refused);
  });

  it('that names more than a hundred properties is refused', () => {
    const prop = (times: number) => parseDavXml(`<prop>${'<a/>'.repeat(times)}</prop>`);
    expect(propertiesIn([prop(100)])).toHaveLength(100);
    expect(() => propertiesIn([prop(60), prop(41)])).toThrow(expect.objectContaining({ status: 400 }));
  });
});
