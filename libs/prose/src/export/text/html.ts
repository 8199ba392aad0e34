import { HIGHLIGHT_ON_PAPER, INK_ON_PAPER } from '../flow/colours.js';
import type {
  Block,
  Cell,
  Change,
  Flow,
  Heading,
  Inline,
  List,
  Paragraph,
  Picture,
  Table,
  TextRun,
} from '../flow/flow.js';
import { numberedInlines } from '../flow/numbered.js';
import { dateOf, type ExportOptions, instantOf } from '../flow/options.js';
import { CALLOUT_WORDS, CONTENTS_WORDS } from '../flow/words.js';
import { headRows } from '../flow/head-rows.js';
import { element, escapeXml } from '../package/xml.js';

/** Nothing of the page is fetched and nothing in it runs, wherever it is opened. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
const STYLE =
  'body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 Georgia,serif}img{max-width:100%;height:auto}' +
  'table{border-collapse:collapse}td,th{border:1px solid;padding:.25rem .5rem;vertical-align:top;text-align:left}' +
  '.tasks{list-style:none}aside{border-left:4px solid #2b5fa8;background:#eef3fa;padding:.5rem 1rem;margin:1rem 0}aside.warning{border-color:#8a5b12;background:#fdf3e1}' +
  'pre{overflow:auto}hr.page{border-style:dashed;break-after:page}@page{size:A4;margin:2.5cm}';
const WORDS = {
  fr: { notes: 'Notes', back: 'Retour au texte', note: 'Note' },
  en: { notes: 'Notes', back: 'Back to the text', note: 'Note' },
} as const;

/** One page in HTML that holds all of it, pictures included. */
export function writeHtml(flow: Flow, options: ExportOptions): string {
  const { title, author, language, modifiedAt } = options;
  const writer = new HtmlWriter(options, flow.titles);
  const body = writer.blocks(flow.blocks);
  const head = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="author" content="${escapeXml(author)}">`,
    `<meta name="dcterms.modified" content="${instantOf(modifiedAt)}">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${STYLE}</style>`,
  ];
  return `<!doctype html>\n<html lang="${language}">\n<head>\n${head.join('\n')}\n</head>\n<body>\n<main>\n${body}${writer.notes()}</main>\n</body>\n</html>\n`;
}

class HtmlWriter {
  private readonly written: string[] = [];

  constructor(
    private readonly options: ExportOptions,
    private readonly titles: Flow['titles'],
  ) {}

  blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.block(block)).join('');
  }

  notes(): string {
    if (this.written.length === 0) return '';
    const { notes } = WORDS[this.options.language];
    return `<section aria-label="${notes}">\n<hr>\n<ol>\n${this.written.join('')}</ol>\n</section>\n`;
  }

  private block(block: Block): string {
    switch (block.kind) {
      case 'paragraph':
        return `<p${standing(block)}>${this.inlines(block.inlines)}</p>\n`;
      case 'heading': {
        const name = `h${String(block.level)}`;
        const id = block.listed === null ? '' : ` id="${titleId(block.listed)}"`;
        return `<${name}${id}${standing(block)}>${this.inlines(numberedInlines(block))}</${name}>\n`;
      }
      case 'code': {
        const language = block.language === null ? '' : ` class="language-${escapeXml(block.language)}"`;
        return `<pre><code${language}>${escapeXml(block.text)}</code></pre>\n`;
      }
      case 'quote':
        return `<blockquote>\n${this.blocks(block.blocks)}</blockquote>\n`;
      case 'list': {
        const { numbered } = block;
        if (block.done !== null) return this.tasks(block, block.done);
        const name = numbered === null ? 'ul' : 'ol';
        const start = numbered === null || numbered.start === 1 ? '' : ` start="${String(numbered.start)}"`;
        const type = numbered === null || numbered.type === '1' ? '' : ` type="${numbered.type}"`;
        const items = block.items.map((item) => `<li>${this.item(item)}</li>\n`).join('');
        return `<${name}${start}${type}>\n${items}</${name}>\n`;
      }
      case 'table':
        return this.table(block);
      case 'callout':
        return this.callout(block);
      case 'contents':
        return this.contents();
      case 'rule':
        return '<hr>\n';
      case 'pageBreak':
        return '<hr class="page">\n';
    }
  }

  private tasks({ items }: List, done: readonly boolean[]): string {
    const lines = items.map((item, index) => {
      const box = `<input type="checkbox" disabled${done[index] === true ? ' checked' : ''}> `;
      return `<li>${box}${this.item(item)}</li>\n`;
    });
    return `<ul class="tasks">\n${lines.join('')}</ul>\n`;
  }

  private callout({ callout, blocks }: Extract<Block, { kind: 'callout' }>): string {
    const words = CALLOUT_WORDS[this.options.language][callout];
    return `<aside class="${callout}">\n<p><strong>${words}</strong></p>\n${this.blocks(blocks)}</aside>\n`;
  }

  private contents(): string {
    const lines = this.titles.map(({ level, text }, index) => {
      const margin = level === 1 ? '' : ` style="margin-left:${String((level - 1) * 1.5)}rem"`;
      return `<li${margin}><a href="#${titleId(index)}">${escapeXml(text)}</a></li>\n`;
    });
    return `<nav aria-label="${CONTENTS_WORDS[this.options.language]}">\n<ul class="tasks">\n${lines.join('')}</ul>\n</nav>\n`;
  }

  /** A lone paragraph needs no element of its own in an item or a cell. */
  private item(blocks: readonly Block[]): string {
    const [first] = blocks;
    if (blocks.length === 1 && first?.kind === 'paragraph' && standing(first) === '')
      return this.inlines(first.inlines);
    return `\n${this.blocks(blocks)}`;
  }

  private table({ rows }: Table): string {
    const head = headRows(rows);
    const written = rows.map(
      ({ cells }, index) => `<tr>\n${cells.map((cell) => this.cell(cell, index < head)).join('')}</tr>\n`,
    );
    const top = head === 0 ? '' : `<thead>\n${written.slice(0, head).join('')}</thead>\n`;
    const rest = written.slice(head).join('');
    return `<table>\n${top}${rest === '' ? '' : `<tbody>\n${rest}</tbody>\n`}</table>\n`;
  }

  private cell({ isHeader, colspan, rowspan, blocks }: Cell, inHead: boolean): string {
    const name = isHeader ? 'th' : 'td';
    const scope = isHeader ? ` scope="${inHead ? 'col' : 'row'}"` : '';
    const columns = colspan > 1 ? ` colspan="${String(colspan)}"` : '';
    const rows = rowspan > 1 ? ` rowspan="${String(rowspan)}"` : '';
    return `<${name}${scope}${columns}${rows}>${this.item(blocks)}</${name}>\n`;
  }

  private inlines(inlines: readonly Inline[]): string {
    return inlines.map((inline) => this.inline(inline)).join('');
  }

  private inline(inline: Inline): string {
    switch (inline.kind) {
      case 'text':
        return this.changed(textHtml(inline, this.options.linksApart === true), inline.changes);
      case 'break':
        return '<br>';
      case 'picture':
        return this.changed(this.picture(inline), inline.change === null ? [] : [inline.change]);
      case 'footnote':
        return this.changed(
          this.footnote(inline.number, inline.paragraphs),
          inline.change === null ? [] : [inline.change],
        );
      case 'formula':
        return `<code class="tex">${escapeXml(inline.tex)}</code>`;
    }
  }

  private changed(html: string, changes: readonly Change[]): string {
    return changes.reduce((inner, { kind, author, date }) => {
      const when = dateOf(date);
      const at = when === null ? '' : ` datetime="${when}"`;
      return `<${kind}${at} title="${escapeXml(this.options.nameOf(author))}">${inner}</${kind}>`;
    }, html);
  }

  private picture({ id, alt, title, width, height }: Picture): string {
    const picture = id === null ? undefined : this.options.pictures.get(id);
    if (picture === undefined) return alt === '' ? '' : escapeXml(`[${alt}]`);
    const attributes = {
      src: `data:${picture.mediaType};base64,${base64(picture.bytes)}`,
      ...{ alt, title, width, height },
    };
    return element('img', attributes).replace(/\/>$/, '>');
  }

  private footnote(number: number, paragraphs: readonly Paragraph[]): string {
    const { note, back } = WORDS[this.options.language];
    const id = String(number);
    // The place of a note is taken before those that its own text could hold.
    const content = paragraphs.map(({ inlines }) => this.inlines(inlines)).join('<br>');
    this.written.push(
      `<li id="note-${id}">${content} <a href="#note-ref-${id}" aria-label="${back}">↩</a></li>\n`,
    );
    return `<sup><a id="note-ref-${id}" href="#note-${id}" aria-label="${note} ${id}">${id}</a></sup>`;
  }
}

const titleId = (index: number): string => `titre-${String(index + 1)}`;

function standing({ align, indent }: Paragraph | Heading): string {
  const rules = [
    ...(align === null ? [] : [`text-align:${align}`]),
    ...(indent === 0 ? [] : [`margin-left:${String(indent * 2.5)}rem`]),
  ];
  return rules.length === 0 ? '' : ` style="${rules.join(';')}"`;
}

function textHtml({ text, style, link }: TextRun, linksApart: boolean): string {
  let html = escapeXml(text);
  if (style.code) html = `<code>${html}</code>`;
  if (style.script !== null) html = style.script === 'sub' ? `<sub>${html}</sub>` : `<sup>${html}</sup>`;
  if (style.underline) html = `<u>${html}</u>`;
  if (style.strike) html = `<s>${html}</s>`;
  if (style.italic) html = `<em>${html}</em>`;
  if (style.bold) html = `<strong>${html}</strong>`;
  if (style.ink !== null) html = `<span style="color:#${INK_ON_PAPER[style.ink]}">${html}</span>`;
  if (style.highlight !== null)
    html = `<mark style="background:#${HIGHLIGHT_ON_PAPER[style.highlight]}">${html}</mark>`;
  if (link === null) return html;
  const title = link.title === null ? '' : ` title="${escapeXml(link.title)}"`;
  const apart = linksApart && !link.href.startsWith('#') ? ' target="_blank"' : '';
  return `<a href="${escapeXml(link.href)}"${title}${apart} rel="noopener noreferrer">${html}</a>`;
}

const CHUNK = 0x6000;

/** RFC 4648 §4, in pieces whose length divides by three. */
export function base64(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    out += btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return out;
}
