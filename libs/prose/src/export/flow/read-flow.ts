import { attachmentIdOf } from '../../common/attachments.js';
import { nodeChangeOf } from '../../common/change-attributes.js';
import type { ProseNode } from '../../common/prose-json.js';
import { headingNumbers } from '../../common/heading-numbers.js';
import { isNodeName, type NodeName } from '../../common/names.js';
import { indentOf } from '../../common/indent.js';
import { textAlignmentOf } from '../../common/text-align.js';
import { calloutKindOf } from '../../nodes/callout.node.js';
import { unfilled } from '../../nodes/field.node.js';
import { CONTENTS_DEPTH } from '../../nodes/table-of-contents.node.js';
import type { Block, Flow, Heading, Inline, List, ListType, Paragraph, Picture } from './flow.js';
import type { ExportOptions } from './options.js';
import { internalRun, mentionRun } from './read-names.js';
import { RunReader } from './read-runs.js';
import { readTable } from './read-table.js';

const LIST_TYPES: readonly unknown[] = ['1', 'a', 'A', 'i', 'I'];

const isListType = (value: unknown): value is ListType => LIST_TYPES.includes(value);
const whole = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isInteger(value) ? value : otherwise;
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const pixels = (value: unknown): number | null => (typeof value === 'number' && value > 0 ? value : null);

const EMPTY: Paragraph = { kind: 'paragraph', align: null, indent: 0, inlines: [], breakChange: null };

/** Reads a document once, for all the writers. It should have been checked with `checkProse` or come from a Y.Doc. */
export function readFlow(
  doc: ProseNode,
  {
    threads = new Map(),
    internal,
    numberedTitles = false,
  }: Pick<ExportOptions, 'threads' | 'internal' | 'numberedTitles'> = {},
): Flow {
  const reader = new FlowReader(new RunReader(threads), internal);
  const blocks = reader.blocks(doc.content);
  const numberedFrom = numberedTitles ? number(reader.headings) : null;
  const titles = reader.hasContents ? listed(reader.headings) : [];
  return { blocks, ...reader.runs.remarks(), pictures: [...reader.pictures], titles, numberedFrom };
}

const SEEN = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** Gives the titles their numbers. @returns the level that is counted first */
function number(headings: readonly Heading[]): number {
  const shown = headings.filter((heading) => SEEN.test(wordsOf(heading)));
  const { numbers, top } = headingNumbers(shown.map(({ level }) => level));
  for (const [index, heading] of shown.entries()) heading.number = numbers[index] ?? null;
  return top;
}

/** The place of each title in the table of contents. */
function listed(headings: readonly Heading[]): Flow['titles'] {
  const shown = headings.filter((heading) => heading.level <= CONTENTS_DEPTH && SEEN.test(wordsOf(heading)));
  return shown.map((heading, index) => {
    heading.listed = index;
    const words = wordsOf(heading);
    return { level: heading.level, text: heading.number === null ? words : `${heading.number} ${words}` };
  });
}

/** As a person reads them: what is struck is out. */
const wordsOf = ({ inlines }: Heading): string =>
  inlines
    .map((one) => {
      if (one.kind === 'break') return ' ';
      return one.kind === 'text' && one.changes.every(({ kind }) => kind === 'ins') ? one.text : '';
    })
    .join('')
    .trim();

class FlowReader {
  constructor(
    readonly runs: RunReader,
    private readonly internal: ExportOptions['internal'],
  ) {}

  readonly pictures = new Set<string>();
  readonly headings: Heading[] = [];
  hasContents = false;
  private notes = 0;

  /** By name of the node: what it becomes where blocks stand. */
  private readonly asBlocks: Readonly<Record<NodeName, (node: ProseNode) => Block[]>> = {
    doc: (node) => this.blocks(node.content),
    paragraph: (node) => [this.paragraph(node)],
    heading: (node) => [this.heading(node)],
    codeBlock: (node) => [
      {
        kind: 'code',
        language: text(node.attrs?.['language']),
        text: (node.content ?? []).map((child) => child.text ?? '').join(''),
      },
    ],
    blockquote: (node) => [{ kind: 'quote', blocks: this.blocks(node.content) }],
    bulletList: (node) => [this.list(node, null)],
    orderedList: (node) => {
      const { start, type } = node.attrs ?? {};
      return [this.list(node, { start: whole(start, 1), type: isListType(type) ? type : '1' })];
    },
    listItem: (node) => this.blocks(node.content),
    taskList: (node) => [this.tasks(node)],
    taskItem: (node) => this.blocks(node.content),
    callout: (node) => [
      { kind: 'callout', callout: calloutKindOf(node.attrs?.['kind']), blocks: this.blocks(node.content) },
    ],
    table: (node) => [readTable(node, (cell) => this.blocks(cell.content))],
    tableRow: (node) => this.blocks(node.content),
    tableCell: (node) => this.blocks(node.content),
    tableHeader: (node) => this.blocks(node.content),
    horizontalRule: (node) => [{ kind: 'rule', change: nodeChangeOf(node.attrs?.['blockChange']) }],
    pageBreak: (node) => [{ kind: 'pageBreak', change: nodeChangeOf(node.attrs?.['blockChange']) }],
    tableOfContents: (node) => {
      this.hasContents = true;
      return [{ kind: 'contents', change: nodeChangeOf(node.attrs?.['blockChange']) }];
    },
    // These stand in a line: where a damaged document has one between blocks, it gets a line of its own.
    text: (node) => [this.lineOf(node)],
    hardBreak: (node) => [this.lineOf(node)],
    image: (node) => [this.lineOf(node)],
    footnote: (node) => [this.lineOf(node)],
    formula: (node) => [this.lineOf(node)],
    mention: (node) => [this.lineOf(node)],
    internalLink: (node) => [this.lineOf(node)],
    field: (node) => [this.lineOf(node)],
  };

  blocks(nodes: readonly ProseNode[] = []): Block[] {
    return nodes.flatMap((node) =>
      isNodeName(node.type) ? this.asBlocks[node.type](node) : this.blocks(node.content),
    );
  }

  private inlines(nodes: readonly ProseNode[] = []): Inline[] {
    return nodes.flatMap((node) => this.inline(node));
  }

  private inline(node: ProseNode): Inline[] {
    switch (node.type) {
      case 'text':
        return [this.runs.read(node)];
      case 'hardBreak':
        return [{ kind: 'break' }];
      case 'field':
        return [this.runs.read({ type: 'text', text: unfilled(node.attrs), marks: node.marks ?? [] })];
      case 'image':
        return [this.picture(node)];
      case 'footnote':
        return [this.footnote(node)];
      case 'formula':
        return [{ kind: 'formula', tex: text(node.attrs?.['tex']) ?? '' }];
      case 'mention':
        return [mentionRun(node)];
      case 'internalLink':
        return [internalRun(node, this.internal)];
      default:
        return this.inlines(node.content);
    }
  }

  private paragraph(node: ProseNode): Paragraph {
    return {
      kind: 'paragraph',
      align: textAlignmentOf(node.attrs?.['textAlign']),
      indent: indentOf(node.attrs?.['indent']) ?? 0,
      inlines: this.inlines(node.content),
      breakChange: nodeChangeOf(node.attrs?.['breakChange']),
    };
  }

  private heading(node: ProseNode): Heading {
    const level = Math.min(6, Math.max(1, whole(node.attrs?.['level'], 1)));
    const heading: Heading = { ...this.paragraph(node), kind: 'heading', level, listed: null, number: null };
    this.headings.push(heading);
    return heading;
  }

  private lineOf(node: ProseNode): Paragraph {
    return { ...EMPTY, inlines: this.inline(node) };
  }

  private list(node: ProseNode, numbered: List['numbered']): List {
    const items = (node.content ?? []).map((item) => this.blocks(item.content));
    return { kind: 'list', numbered, items, done: null };
  }

  private tasks(node: ProseNode): List {
    const done = (node.content ?? []).map(({ attrs }) => attrs?.['checked'] === true);
    return { ...this.list(node, null), done };
  }

  private picture({ attrs = {} }: ProseNode): Picture {
    const id = attachmentIdOf(attrs['src']);
    if (id !== null) this.pictures.add(id);
    return {
      kind: 'picture',
      id,
      alt: text(attrs['alt']) ?? '',
      title: text(attrs['title']),
      width: pixels(attrs['width']),
      height: pixels(attrs['height']),
      change: nodeChangeOf(attrs['blockChange']),
    };
  }

  private footnote(node: ProseNode): Inline {
    this.notes += 1;
    const number = this.notes;
    const blocks = this.runs.note(() => this.blocks(node.content));
    const paragraphs = blocks.filter((block) => block.kind === 'paragraph');
    return {
      kind: 'footnote',
      number,
      paragraphs: paragraphs.length > 0 ? paragraphs : [EMPTY],
      change: nodeChangeOf(node.attrs?.['blockChange']),
    };
  }
}
