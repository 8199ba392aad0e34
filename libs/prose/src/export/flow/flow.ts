import type { CalloutKind } from '../../nodes/callout.node.js';
import type { TextAlignment } from '../../common/text-align.js';
import type { HighlightColour, InkColour } from '../../marks/colour.mark.js';

/**
 * A document as the writers of files read it: marks resolved into styles, links and changes, pictures and comments by
 * their ids, spans of cells bounded. Every writer switches over `kind`, so that a new kind does not compile without a case.
 */
export type Block =
  | Paragraph
  | Heading
  | { kind: 'code'; language: string | null; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | List
  | Table
  | { kind: 'callout'; callout: CalloutKind; blocks: Block[] }
  | { kind: 'rule'; change: Change | null }
  | { kind: 'pageBreak'; change: Change | null }
  /** The titles are listed in `Flow.titles`. */
  | { kind: 'contents'; change: Change | null };

export interface Paragraph {
  kind: 'paragraph';
  /** Null: as the language is written. */
  align: TextAlignment | null;
  /** Steps to the right; 0: none. */
  indent: number;
  inlines: Inline[];
  /** A pending change of the paragraph's end. */
  breakChange: Change | null;
}

export interface Heading {
  kind: 'heading';
  /** 1 to 6. */
  level: number;
  align: TextAlignment | null;
  indent: number;
  /** Its place in `Flow.titles`, for the links that lead to it; null: no table of contents lists it. */
  listed: number | null;
  /** "1.2" where the titles of the document are numbered; null: this one has no words, or they are not. */
  number: string | null;
  inlines: Inline[];
  breakChange: Change | null;
}

export type ListType = '1' | 'a' | 'A' | 'i' | 'I';

export interface List {
  kind: 'list';
  /** Null: bullets. */
  numbered: { start: number; type: ListType } | null;
  items: Block[][];
  /** Whether each item is done; null: it is no list of tasks. */
  done: boolean[] | null;
}

export interface Table {
  kind: 'table';
  /** CSS pixels by column; null: not set. */
  widths: (number | null)[];
  rows: Row[];
  change: Change | null;
}

export interface Row {
  cells: Cell[];
  change: Change | null;
}

export interface Cell {
  isHeader: boolean;
  /** Where it begins, from 0. */
  column: number;
  colspan: number;
  rowspan: number;
  blocks: Block[];
}

export type Inline =
  | TextRun
  | { kind: 'break' }
  | Picture
  | { kind: 'footnote'; number: number; paragraphs: Paragraph[]; change: Change | null }
  | { kind: 'formula'; tex: string };

export interface TextRun {
  kind: 'text';
  text: string;
  style: Style;
  link: Link | null;
  changes: Change[];
  /** Comments whose first or last word is here. */
  opens: string[];
  closes: string[];
}

export interface Picture {
  kind: 'picture';
  /** Of the stored attachment; null: it has no picture any more, and its description stands for it. */
  id: string | null;
  alt: string;
  title: string | null;
  /** CSS pixels, as set by a person. */
  width: number | null;
  height: number | null;
  change: Change | null;
}

export interface Style {
  bold: boolean;
  italic: boolean;
  underline: boolean;
  strike: boolean;
  code: boolean;
  script: 'super' | 'sub' | null;
  ink: InkColour | null;
  highlight: HighlightColour | null;
}

export interface Link {
  href: string;
  title: string | null;
}

export interface Change {
  kind: 'ins' | 'del';
  id: string;
  author: string;
  /** RFC 3339, or empty. */
  date: string;
}

/** What is said beside words, for the formats that carry it. */
export interface Remark {
  id: string;
  resolved: boolean;
  /** The comment, then its replies. */
  said: readonly RemarkText[];
}

export interface RemarkText {
  /** As it is stored in the document; of a thread, a name. */
  readonly author: string;
  /** RFC 3339, or empty. */
  readonly date: string;
  readonly text: string;
}

/** A title as a table of contents shows it, with its number. */
export interface Title {
  level: number;
  text: string;
}

export interface Flow {
  blocks: Block[];
  /** In the order of their first word. */
  remarks: Remark[];
  /** Comments whose words are kept apart from the document and were not given. */
  silent: number;
  /** Ids of the pictures shown, each once. */
  pictures: string[];
  /** What a table of contents lists, in the order of the document; empty where there is none. */
  titles: Title[];
  /** The level that is counted 1, 2, 3; null: titles are not numbered. */
  numberedFrom: number | null;
}
