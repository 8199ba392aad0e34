import type { Block, Flow, Inline, List, Paragraph } from '../flow/flow.js';
import { numberedInlines } from '../flow/numbered.js';
import type { ExportOptions } from '../flow/options.js';
import { CALLOUT_WORDS, CONTENTS_WORDS } from '../flow/words.js';
import { signOf } from '../../common/task-signs.js';

/** What a person reads, as plain text: signs for lists, a tab between cells, notes at the end. Changes are read as accepted. */
export function writePlainText(
  { blocks, titles }: Flow,
  { language }: Pick<ExportOptions, 'language'>,
): string {
  const writer = new TextWriter(titles, language);
  const lines = writer.blocks(blocks);
  return `${[...lines, ...(writer.notes.length > 0 ? ['', ...writer.notes] : [])].join('\n')}\n`;
}

class TextWriter {
  readonly notes: string[] = [];

  constructor(
    private readonly titles: Flow['titles'],
    private readonly language: ExportOptions['language'],
  ) {}

  blocks(blocks: readonly Block[]): string[] {
    return blocks.flatMap((block) => this.block(block));
  }

  private block(block: Block): string[] {
    switch (block.kind) {
      case 'paragraph':
        return this.inlines(block.inlines).split('\n');
      case 'heading':
        return this.inlines(numberedInlines(block)).split('\n');
      case 'code':
        return block.text.split('\n');
      case 'quote':
        return this.blocks(block.blocks).map((line) => `> ${line}`);
      case 'list':
        return block.items.flatMap((item, index) => {
          const sign = signBefore(block, index);
          return this.blocks(item).map((line, at) => (at === 0 ? sign : ' '.repeat(sign.length)) + line);
        });
      case 'table':
        return block.rows.map(({ cells }) =>
          cells.map((cell) => this.blocks(cell.blocks).join(' ')).join('\t'),
        );
      case 'rule':
        return ['----------'];
      case 'pageBreak':
        return [''];
      case 'callout':
        return [`${CALLOUT_WORDS[this.language][block.callout]} :`, ...this.blocks(block.blocks)].map(
          (line) => `| ${line}`,
        );
      case 'contents':
        return [
          CONTENTS_WORDS[this.language],
          ...this.titles.map(({ level, text }) => `${'  '.repeat(level - 1)}- ${text}`),
          '',
        ];
    }
  }

  private inlines(inlines: readonly Inline[]): string {
    return inlines.map((inline) => this.inline(inline)).join('');
  }

  private inline(inline: Inline): string {
    switch (inline.kind) {
      case 'text':
        return inline.changes.some(({ kind }) => kind === 'del') ? '' : inline.text;
      case 'break':
        return '\n';
      case 'picture':
        return inline.alt === '' || inline.change?.kind === 'del' ? '' : `[${inline.alt}]`;
      case 'footnote':
        return inline.change?.kind === 'del' ? '' : this.footnote(inline.number, inline.paragraphs);
      case 'formula':
        return inline.tex;
    }
  }

  private footnote(number: number, paragraphs: readonly Paragraph[]): string {
    const mark = `[${String(number)}]`;
    this.notes.push(`${mark} ${paragraphs.map(({ inlines }) => this.inlines(inlines)).join('\n')}`);
    return mark;
  }
}

function signBefore({ numbered, done }: List, index: number): string {
  if (done !== null) return `${signOf(done[index] === true)} `;
  return numbered === null ? '- ' : `${String(numbered.start + index)}. `;
}
