import type { Block, Flow, Inline, List, Paragraph, Style, Table, TextRun } from '../flow/flow.js';
import { numberedInlines } from '../flow/numbered.js';
import { headRows } from '../flow/head-rows.js';

/** CommonMark 0.31 with the tables, the striking and the notes of GitHub's and pandoc's. Changes are read as accepted. */
export function writeMarkdown({ blocks, titles }: Flow): string {
  const writer = new MarkdownWriter(titles);
  const body = writer.blocks(blocks);
  return `${[body, ...writer.notes].filter((part) => part !== '').join('\n\n')}\n`;
}

class MarkdownWriter {
  readonly notes: string[] = [];

  constructor(private readonly titles: Flow['titles']) {}

  blocks(blocks: readonly Block[]): string {
    return blocks
      .map((block, at) => {
        const before = blocks[at - 1];
        const text = this.block(block);
        // Without something between them, two lists of one kind would be one.
        return block.kind === 'list' && before?.kind === 'list' ? `<!-- -->\n\n${text}` : text;
      })
      .filter((text) => text !== '')
      .join('\n\n');
  }

  private block(block: Block): string {
    switch (block.kind) {
      case 'paragraph':
        return atLineStart(this.inlines(block.inlines));
      case 'heading':
        return `${'#'.repeat(block.level)} ${this.inlines(numberedInlines(block)).replaceAll('\\\n', ' ')}`;
      case 'code': {
        const fence = fenceFor(block.text);
        return `${fence}${block.language ?? ''}\n${block.text}\n${fence}`;
      }
      case 'quote':
        return prefixed(this.blocks(block.blocks), '> ', '> ').replaceAll(/^> $/gm, '>');
      case 'list':
        return this.list(block);
      case 'table':
        return this.table(block);
      case 'rule':
        return '---';
      case 'callout': {
        // As GitHub writes what is to be seen; elsewhere it is read as a quotation.
        const sign = block.callout === 'warning' ? '[!WARNING]' : '[!NOTE]';
        return prefixed(`${sign}\n${this.blocks(block.blocks)}`, '> ', '> ').replaceAll(/^> $/gm, '>');
      }
      case 'contents':
        return this.titles.map(({ level, text }) => `${'  '.repeat(level - 1)}- ${escape(text)}`).join('\n');
      // Markdown knows no pages.
      case 'pageBreak':
        return '---';
    }
  }

  private list({ numbered, items, done }: List): string {
    const isTight = items.every(
      (blocks) => blocks.slice(1).every(({ kind }) => kind === 'list') && blocks.length <= 2,
    );
    return items
      .map((blocks, index) => {
        const bullet = numbered === null ? '- ' : `${String(Math.max(0, numbered.start) + index)}. `;
        const box = done === null ? '' : done[index] === true ? '[x] ' : '[ ] ';
        const text = box + this.blocks(blocks);
        const content = isTight ? text.replace('\n\n', '\n') : text;
        return prefixed(content, bullet, ' '.repeat(bullet.length));
      })
      .join(isTight ? '\n' : '\n\n');
  }

  /** A cell holds a line; what stood over several columns or rows is in its first one. */
  private table({ rows, widths }: Table): string {
    const lines = rows.map(({ cells }) => {
      const texts = Array.from({ length: widths.length }, () => '');
      for (const cell of cells) texts[cell.column] = this.cell(cell.blocks);
      return `| ${texts.join(' | ')} |`;
    });
    const rule = `|${' --- |'.repeat(widths.length)}`;
    const hasHead = headRows(rows) > 0;
    const head = hasHead ? lines.slice(0, 1) : [`|${'  |'.repeat(widths.length)}`];
    return [...head, rule, ...lines.slice(hasHead ? 1 : 0)].join('\n');
  }

  private cell(blocks: readonly Block[]): string {
    return this.blocks(blocks).replaceAll('\\\n', '<br>').replaceAll(/\n+/g, '<br>').replaceAll('|', '\\|');
  }

  private inlines(inlines: readonly Inline[]): string {
    return inlines.map((inline) => this.inline(inline)).join('');
  }

  private inline(inline: Inline): string {
    switch (inline.kind) {
      case 'text':
        return inline.changes.some(({ kind }) => kind === 'del') ? '' : textMarkdown(inline);
      case 'break':
        return '\\\n';
      case 'picture':
        return inline.change?.kind === 'del' || inline.alt === '' ? '' : `[${escape(inline.alt)}]`;
      case 'footnote':
        return inline.change?.kind === 'del' ? '' : this.footnote(inline.number, inline.paragraphs);
      case 'formula':
        return `$${inline.tex}$`;
    }
  }

  private footnote(number: number, paragraphs: readonly Paragraph[]): string {
    const mark = `[^${String(number)}]`;
    this.notes.push(prefixed(this.blocks(paragraphs), `${mark}: `, '    '));
    return mark;
  }
}

/** What has a meaning in CommonMark anywhere in a line. */
const escape = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>~$^&|]/g, (character) => `\\${character}`).replaceAll('\\|', '|');

/** What has one at the beginning of a line. */
const atLineStart = (text: string): string =>
  text.replace(/^(\s*)([-+#=:]|\d+[.)])/gm, (_, space: string, sign: string) =>
    sign.length === 1 ? `${space}\\${sign}` : `${space}${sign.slice(0, -1)}\\${sign.slice(-1)}`,
  );

const prefixed = (text: string, first: string, rest: string): string =>
  text
    .split('\n')
    .map((line, index) => (index === 0 ? first + line : line === '' ? '' : rest + line))
    .join('\n');

const fenceFor = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  return '`'.repeat(longest + 1);
};

const WRAPS: readonly (readonly [keyof Omit<Style, 'script' | 'code' | 'underline'>, string])[] = [
  ['strike', '~~'],
  ['italic', '*'],
  ['bold', '**'],
];

/** Signs must touch the words that they mark, so that spaces around are left outside. */
function textMarkdown({ text, style, link }: TextRun): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (words === '') return text;
  let marked = style.code ? codeSpan(words) : escape(words);
  if (style.script !== null && !/\s/.test(words))
    marked = style.script === 'sub' ? `~${marked}~` : `^${marked}^`;
  for (const [name, sign] of WRAPS) if (style[name]) marked = `${sign}${marked}${sign}`;
  if (link !== null) {
    const title = link.title === null ? '' : ` "${link.title.replaceAll(/["\\]/g, (sign) => `\\${sign}`)}"`;
    marked = `[${marked}](<${link.href.replaceAll(/[<>\\]/g, (sign) => encodeURIComponent(sign))}>${title})`;
  }
  return before + marked + after;
}

function codeSpan(text: string): string {
  const ticks = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return ticks + space + text + space + ticks;
}
