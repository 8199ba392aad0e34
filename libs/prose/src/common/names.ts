/**
 * What a document is made of, by name. The schema is built from extensions, which TypeScript cannot list; a test holds
 * these lists equal to it, and whoever reads documents is typed by them: a new name does not compile without a case.
 */
export const NODE_ATTRIBUTES = {
  blockquote: [],
  bulletList: [],
  callout: ['kind'],
  codeBlock: ['language'],
  doc: [],
  field: ['blockChange', 'kind', 'label', 'options'],
  footnote: ['blockChange'],
  formula: ['blockChange', 'tex'],
  hardBreak: ['blockChange'],
  heading: ['breakChange', 'indent', 'level', 'textAlign'],
  horizontalRule: ['blockChange'],
  internalLink: ['blockChange', 'path'],
  image: ['alt', 'blockChange', 'height', 'src', 'title', 'width'],
  listItem: [],
  mention: ['blockChange', 'id', 'name', 'person'],
  orderedList: ['start', 'type'],
  pageBreak: ['blockChange'],
  paragraph: ['breakChange', 'indent', 'textAlign'],
  table: ['blockChange'],
  tableCell: ['align', 'colspan', 'colwidth', 'rowspan'],
  tableHeader: ['align', 'colspan', 'colwidth', 'rowspan'],
  tableOfContents: ['blockChange'],
  tableRow: ['blockChange'],
  taskItem: ['checked'],
  taskList: [],
  text: [],
} as const;

export const MARK_ATTRIBUTES = {
  bold: [],
  code: [],
  comment: ['id', 'imported'],
  deletion: ['author', 'date', 'id'],
  highlight: ['colour'],
  ink: ['colour'],
  insertion: ['author', 'date', 'id'],
  italic: [],
  link: ['href', 'title'],
  strike: [],
  subscript: [],
  superscript: [],
  underline: [],
} as const;

export type NodeName = keyof typeof NODE_ATTRIBUTES;
export type MarkName = keyof typeof MARK_ATTRIBUTES;

export const isNodeName = (name: string): name is NodeName => Object.hasOwn(NODE_ATTRIBUTES, name);
export const isMarkName = (name: string): name is MarkName => Object.hasOwn(MARK_ATTRIBUTES, name);
