import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ProseNode } from '../common/prose-json.js';
import { exportPdfSource, exportProse, type WrittenFormat } from './export-prose.js';

const OPTIONS = {
  ...{ title: 'Note', author: 'Anne', language: 'fr' as const, pictures: new Map(), nameOf: String },
  ...{ createdAt: new Date(0), modifiedAt: new Date(0), numberedTitles: true },
};
const title = (level: number, words: string): ProseNode => ({
  type: 'heading',
  attrs: { level },
  ...(words === '' ? {} : { content: [{ type: 'text', text: words }] }),
});
const doc: ProseNode = {
  type: 'doc',
  content: [
    { type: 'tableOfContents' },
    title(2, 'Objet'),
    title(3, 'Contexte'),
    title(3, ''),
    title(3, 'Droit'),
    title(2, 'Décision'),
  ],
};
const NUMBERED = ['1 Objet', '1.1 Contexte', '1.2 Droit', '2 Décision'];
const written = (format: WrittenFormat, of = OPTIONS): string =>
  strFromU8(exportProse(doc, format, of).bytes);
const part = (format: 'odt' | 'docx', name: string): string =>
  strFromU8(unzipSync(exportProse(doc, format, OPTIONS).bytes)[name] ?? new Uint8Array());

describe('titles that bear numbers', () => {
  it('say them in the table of contents and before their words, where the format does not count itself', () => {
    for (const format of ['md', 'html', 'txt'] as const)
      for (const words of NUMBERED)
        expect(written(format).split(words), `${format}: ${words}`).toHaveLength(3);
    expect(written('md')).toContain('### 1.2 Droit');
  });

  it('say them in the text of a PDF and in its table of contents', () => {
    const { blocks } = exportPdfSource(doc, OPTIONS).source.content;
    const contents = blocks.find((block) => block.kind === 'contents');
    expect(contents?.kind === 'contents' && contents.titles.map(({ text }) => text)).toEqual(NUMBERED);
    const words = blocks.flatMap((block) =>
      block.kind === 'heading'
        ? [block.inlines.map((one) => (one.kind === 'text' ? one.text : '')).join('')]
        : [],
    );
    expect(words).toEqual(NUMBERED);
  });

  it('are counted by Word through their styles, from the highest level that is there', () => {
    const numbering = part('docx', 'word/numbering.xml');
    expect(numbering).toMatch(
      /<w:pStyle w:val="Heading2"\/><w:suff w:val="space"\/><w:lvlText w:val="%2"\/>/,
    );
    expect(numbering).toMatch(
      /<w:pStyle w:val="Heading3"\/><w:suff w:val="space"\/><w:lvlText w:val="%2.%3"\/>/,
    );
    const [, list] = /<w:num w:numId="(\d+)"><w:abstractNumId w:val="7"\/><\/w:num>/.exec(numbering) ?? [];
    expect(part('docx', 'word/styles.xml')).toContain(
      `<w:ilvl w:val="2"/><w:numId w:val="${String(list)}"/>`,
    );
    const text = part('docx', 'word/document.xml');
    for (const words of NUMBERED) expect(text).toContain(`>${words}<`);
    // The words themselves hold no number: it would be there twice.
    expect(text).toContain('>Droit<');
    expect(text.match(/<w:numId w:val="0"\/>/g)).toHaveLength(1);
  });

  it('are counted by LibreOffice through the outline', () => {
    const styles = part('odt', 'styles.xml');
    expect(styles).toContain('<text:outline-level-style text:level="1" style:num-format="">');
    expect(styles).toContain('<text:outline-level-style text:level="2" style:num-format="1">');
    expect(styles).toContain(
      '<text:outline-level-style text:level="3" style:num-format="1" text:display-levels="2">',
    );
    const text = part('odt', 'content.xml');
    for (const words of NUMBERED) expect(text).toContain(`>${words}<`);
    expect(text.match(/text:is-list-header="true"/g)).toHaveLength(1);
  });

  it('bear none where nobody asked for it', () => {
    const { numberedTitles: _, ...plain } = OPTIONS;
    expect(written('txt', plain as typeof OPTIONS)).not.toMatch(/\d/);
  });
});
