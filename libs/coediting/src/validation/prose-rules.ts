import { visibleLine } from '@maroquin/contracts';

/** Whether an attribute or a mark may hold a value. Values come out of lib0's `any` or out of JSON. */
type Holds = (value: unknown) => boolean;

/** What the editor's schema allows of one element. */
interface ElementRules {
  /** Elements that it may contain, in whatever order. */
  readonly children: readonly string[];
  /** Whether it may contain text, and with marks. */
  readonly text: 'none' | 'plain' | 'marked';
  readonly attributes: Readonly<Record<string, Holds>>;
}

interface MarkRules {
  /** A text may have the same mark twice, each under a key of its own (`name--hash`). */
  readonly overlaps: boolean;
  /** It is a suggestion: it says by whom and when (suggestion-rules.ts). */
  readonly isSigned?: boolean;
  readonly holds: Holds;
}

/** What a document of the editor may consist of. */
export interface ProseRules {
  readonly root: readonly string[];
  readonly elements: Readonly<Record<string, ElementRules>>;
  readonly marks: Readonly<Record<string, MarkRules>>;
  /** Attributes that are suggestions, of whichever element. */
  readonly signedAttributes: readonly string[];
}

/** Longest names, ids and dates, in UTF-16 units. */
const SHORT = 1000;
const LONG = 64 * 1024;
const MAX_COLUMNS = 256;
const MAX_ROWS = 20_000;
const MAX_PIXELS = 10_000;
const MAX_COLUMN_WIDTH = 100_000;
const MAX_INDENT = 8;
const MAX_NAME = 200;
const MAX_FIELD_LABEL = 200;
const MAX_FIELD_OPTIONS = 50;

const text =
  (max: number): Holds =>
  (value) =>
    typeof value === 'string' && value.length <= max;

/** A name that is read: an empty one, or one of signs without a shape, would mention somebody, or ask for something, without being seen. */
const seen =
  (max: number): Holds =>
  (value) =>
    text(max)(value) && visibleLine.test(String(value));

const number =
  (min: number, max: number): Holds =>
  (value) =>
    typeof value === 'number' && value >= min && value <= max;

const integer =
  (min: number, max: number): Holds =>
  (value) =>
    Number.isInteger(value) && number(min, max)(value);

const oneOf =
  (...values: readonly string[]): Holds =>
  (value) =>
    typeof value === 'string' && values.includes(value);

const nullOr =
  (holds: Holds): Holds =>
  (value) =>
    value === null || holds(value);

const list =
  (max: number, holds: Holds): Holds =>
  (value) =>
    Array.isArray(value) && value.length <= max && value.every(holds);

/** An object with these fields and no others. */
const record =
  (fields: Readonly<Record<string, Holds>>): Holds =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const entries = Object.entries(value);
    return (
      entries.length === Object.keys(fields).length &&
      entries.every(([key, item]) => fields[key]?.(item) === true)
    );
  };

const ATTACHMENT = /^attachment:[0-9a-zA-Z-]{1,64}$/;
const MAX_HREF = 2048;
// eslint-disable-next-line no-control-regex -- browsers strip these characters, so they must not pass
const STRIPPED = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029]/;
const SAFE_HREF = /^(?:https?:\/\/[^/]|mailto:[^/]|mailto:\/\/[^/])/i;

/** What the editor itself lets into a link: absolute http and https addresses, and mailto. */
const href: Holds = (value) =>
  typeof value === 'string' && value.length <= MAX_HREF && !STRIPPED.test(value) && SAFE_HREF.test(value);

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uuid: Holds = (value) => typeof value === 'string' && UUID.test(value);
const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const INTERNAL_PATH = new RegExp(`^/(?:(?:d|fichier)/${ID}|e(?:/${ID}){1,20}(?:/[a-z]{1,20}(?:/${ID})?)?)$`);
/** The address of a document, file, place or discussion of this server, without the server. */
const internalPath: Holds = (value) => typeof value === 'string' && INTERNAL_PATH.test(value);

const attachment: Holds = (value) => typeof value === 'string' && ATTACHMENT.test(value);

const change = record({
  kind: oneOf('ins', 'del'),
  id: text(SHORT),
  author: text(SHORT),
  date: text(SHORT),
});
const suggestion: MarkRules = {
  overlaps: true,
  isSigned: true,
  holds: record({ id: text(SHORT), author: text(SHORT), date: text(SHORT) }),
};
const plainMark: MarkRules = { overlaps: false, holds: record({}) };
const coloured = (...colours: readonly string[]): MarkRules => ({
  overlaps: false,
  holds: record({ colour: oneOf(...colours) }),
});
const comment: MarkRules = {
  overlaps: true,
  holds: record({
    id: text(SHORT),
    imported: nullOr(record({ author: text(SHORT), date: text(SHORT), text: text(LONG) })),
  }),
};

const BLOCKS = [
  'paragraph',
  'heading',
  'codeBlock',
  'blockquote',
  'bulletList',
  'orderedList',
  'table',
  'horizontalRule',
  'pageBreak',
  'taskList',
  'callout',
  'tableOfContents',
];
const INLINES = ['hardBreak', 'image', 'footnote', 'formula', 'mention', 'internalLink', 'field'];

const cell: ElementRules = {
  children: BLOCKS,
  text: 'none',
  attributes: {
    // A table as wide as its spans say is laid out by every editor that opens it.
    colspan: integer(1, MAX_COLUMNS),
    rowspan: integer(1, MAX_ROWS),
    // Dragging a column's edge makes fractions.
    colwidth: list(MAX_COLUMNS, number(0, MAX_COLUMN_WIDTH)),
    align: oneOf('left', 'center', 'right'),
  },
};
const blockChange = change;
const textAlign = oneOf('left', 'center', 'right', 'justify');
const indent = integer(1, MAX_INDENT);
const flag: Holds = (value) => typeof value === 'boolean';
const leaf = (attributes: ElementRules['attributes']): ElementRules => ({
  children: [],
  text: 'none',
  attributes,
});
const holder = (children: readonly string[], attributes: ElementRules['attributes'] = {}): ElementRules => ({
  children,
  text: 'none',
  attributes,
});

/**
 * The editor's schema as the gate needs it. What the schema does not allow makes an honest colleague's editor throw, or
 * delete the element with everything in it, so it is refused before anybody sees it. Content expressions become sets
 * here, which says the same as long as the schema asks for no order. A test holds this table against the schema.
 */
export const PROSE_RULES: ProseRules = {
  root: BLOCKS,
  elements: {
    paragraph: { children: INLINES, text: 'marked', attributes: { breakChange: change, textAlign, indent } },
    heading: {
      children: INLINES,
      text: 'marked',
      attributes: { breakChange: change, textAlign, indent, level: integer(1, 6) },
    },
    codeBlock: { children: [], text: 'plain', attributes: { language: text(SHORT) } },
    blockquote: holder(BLOCKS),
    bulletList: holder(['listItem']),
    orderedList: holder(['listItem'], {
      start: integer(-1_000_000_000, 1_000_000_000),
      type: oneOf('1', 'a', 'A', 'i', 'I'),
    }),
    listItem: holder(BLOCKS),
    taskList: holder(['taskItem']),
    taskItem: holder(BLOCKS, { checked: flag }),
    callout: holder(BLOCKS, { kind: oneOf('info', 'warning') }),
    table: holder(['tableRow'], { blockChange }),
    tableRow: holder(['tableCell', 'tableHeader'], { blockChange }),
    tableCell: cell,
    tableHeader: cell,
    horizontalRule: leaf({ blockChange }),
    pageBreak: leaf({ blockChange }),
    tableOfContents: leaf({ blockChange }),
    hardBreak: leaf({ blockChange }),
    image: leaf({
      blockChange,
      src: attachment,
      alt: text(LONG),
      title: text(LONG),
      width: integer(1, MAX_PIXELS),
      height: integer(1, MAX_PIXELS),
    }),
    footnote: holder(['paragraph'], { blockChange }),
    formula: leaf({ blockChange, tex: text(LONG) }),
    mention: leaf({ blockChange, id: uuid, person: uuid, name: seen(MAX_NAME) }),
    internalLink: leaf({ blockChange, path: internalPath }),
    field: leaf({
      blockChange,
      label: seen(MAX_FIELD_LABEL),
      kind: oneOf('text', 'date', 'choice', 'person'),
      options: list(MAX_FIELD_OPTIONS, text(MAX_FIELD_LABEL)),
    }),
  },
  marks: {
    link: { overlaps: false, holds: record({ href, title: nullOr(text(LONG)) }) },
    bold: plainMark,
    italic: plainMark,
    strike: plainMark,
    underline: plainMark,
    code: plainMark,
    superscript: plainMark,
    subscript: plainMark,
    highlight: coloured('yellow', 'green', 'blue', 'pink', 'grey'),
    ink: coloured('red', 'orange', 'green', 'blue', 'violet'),
    comment,
    insertion: suggestion,
    deletion: suggestion,
  },
  signedAttributes: ['breakChange', 'blockChange'],
};
