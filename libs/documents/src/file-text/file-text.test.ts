import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { pdf } from '@maroquin/testing';
import { FileTextReader } from './file-text-reader.js';
import { fileTextFormatOf } from './formats.js';
import { htmlText } from './html-text.js';

const reader = new FileTextReader();
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const ODF =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"';
const pack = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

describe('the text of a file', () => {
  it('of Word is that of its paragraphs, notes and comments, without what was struck', async () => {
    const text = await reader.read(
      'package',
      pack({
        'word/document.xml': `<w:document ${W}><w:body><w:p><w:r><w:t>Avis favo</w:t></w:r><w:r><w:t>rable</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>biffé</w:delText></w:r></w:del><w:r><w:t>sous &amp; réserve</w:t></w:r></w:p></w:body></w:document>`,
        'word/footnotes.xml': `<w:footnotes ${W}><w:p><w:r><w:t>Voir le décret</w:t></w:r></w:p></w:footnotes>`,
      }),
    );
    expect(text).toBe('Avis favorable\nsous & réserve\nVoir le décret\n');
  });

  it('of Excel is that of its sheets and cells, wherever the words are kept', async () => {
    const text = await reader.read(
      'package',
      pack({
        'xl/workbook.xml': '<workbook><sheets><sheet name="Budget 2027" sheetId="1"/></sheets></workbook>',
        'xl/sharedStrings.xml':
          '<sst><si><t>Chauffage</t></si><si><r><t>Toi</t></r><r><t>ture</t></r></si></sst>',
        'xl/worksheets/sheet1.xml':
          '<worksheet><sheetData><row><c t="s"><v>1</v></c><c><v>1500</v></c><c t="inlineStr"><is><t>urgent</t></is></c></row><row><c t="s"><v>0</v></c></row></sheetData></worksheet>',
      }),
    );
    expect(text?.split(/\s+/u)).toEqual(['Budget', '2027', 'Toiture', '1500', 'urgent', 'Chauffage', '']);
  });

  it('of PowerPoint is that of its slides in their order, then of their notes', async () => {
    const slide = (text: string): string => `<sld ${A}><a:p><a:r><a:t>${text}</a:t></a:r></a:p></sld>`;
    const text = await reader.read(
      'package',
      pack({
        'ppt/slides/slide10.xml': slide('dix'),
        'ppt/slides/slide2.xml': slide('deux'),
        'ppt/notesSlides/notesSlide1.xml': slide('à dire'),
      }),
    );
    expect(text).toBe('deux\ndix\nà dire\n');
  });

  it('of OpenDocument is that of its paragraphs and cells', async () => {
    const content = `<office:document-content ${ODF}><office:body><office:spreadsheet><table:table><table:table-row><table:table-cell><text:p>Loyer<text:s/>dû</text:p></table:table-cell></table:table-row></table:table><text:tracked-changes><text:p>biffé</text:p></text:tracked-changes></office:spreadsheet></office:body></office:document-content>`;
    expect(await reader.read('package', pack({ 'content.xml': content }))).toBe('Loyer dû\n');
  });

  it('of PDF is parted into its pages', async () => {
    expect(await reader.read('pdf', pdf(['Page de garde', 'Le tableau des risques']))).toBe(
      'Page de garde\fLe tableau des risques',
    );
  });

  it('of a mail is its subject, who wrote it to whom, and what it says', async () => {
    const mail =
      'From: Nadia <nadia@prefecture.example>\r\nTo: Paul <paul@prefecture.example>\r\nSubject: =?utf-8?Q?Le_d=C3=A9lai?=\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Il est <b>dépas</b>sé.</p>';
    const text = await reader.read('mail', Buffer.from(mail));
    for (const word of ['Le délai', 'nadia@prefecture.example', 'Paul', 'Il est dépassé.'])
      expect(text).toContain(word);
  });

  it('of plain text is as it stands, whichever way it was encoded', async () => {
    expect(await reader.read('text', Buffer.from('déjà vu'))).toBe('déjà vu');
    expect(await reader.read('text', Buffer.from('déjà vu', 'latin1'))).toBe('déjà vu');
  });

  it('of a web page is what one sees of it', () => {
    const page =
      '<html><style>p{}</style><script>var x = "caché"</script><p>D&eacute;lib&#233;ration n&deg;&nbsp;4</p><p>sui<i>vante</i><!-- tue --></p>';
    expect(htmlText(page)).toBe('Délibération n° 4\nsuivante');
  });

  it('that the machine had no time for is read later', async () => {
    await expect(reader.read('text', Buffer.from('déjà vu'), 1)).rejects.toMatchObject({
      code: 'server.unavailable',
    });
  });

  it('of what is damaged, locked or something else is none', async () => {
    for (const format of ['pdf', 'package', 'mail'] as const)
      expect([format, (await reader.read(format, Buffer.from('%PDF-1.4 n’importe quoi'))) ?? null]).toEqual([
        format,
        format === 'mail' ? expect.any(String) : null,
      ]);
    expect(fileTextFormatOf('photo.jpg', 'image/jpeg')).toBeNull();
    expect(fileTextFormatOf('Sans ending', 'application/pdf')).toBe('pdf');
  });
});
