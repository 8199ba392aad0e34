import { z } from 'zod';
import { lettersOf } from '../libreoffice/flat-document.js';
import { type DocumentFacts, linkOf } from './document-facts.js';

const changeSchema = z.object({ author: z.string().nullish(), text: z.string().nullish() });
const commentSchema = changeSchema.extend({ anchored: z.boolean().optional() });

/** What the corpus says of a file (`facts.py` there). */
export const expectedFactsSchema = z.object({
  heading_texts: z.array(z.tuple([z.number(), z.string()])),
  title_paragraphs: z.number().optional(),
  list_items: z.number(),
  tables: z.number(),
  table_shapes: z.array(z.tuple([z.number(), z.number()])).optional(),
  images: z.number(),
  footnotes: z.number(),
  endnotes: z.number(),
  note_texts: z.array(z.tuple([z.string(), z.string()])).optional(),
  comments: z.array(commentSchema),
  insertions: z.array(changeSchema),
  deletions: z.array(changeSchema),
  hyperlinks: z.array(z.string()),
});
export type ExpectedFacts = z.infer<typeof expectedFactsSchema>;

/** Kinds of addresses that a document may hold. */
const FOLLOWED = /^(?:https?|mailto):/iu;

type Judge = (expected: ExpectedFacts, found: DocumentFacts) => boolean | null;

/** The corpus lists so many of each and no more. */
const LISTED = { headings: 60, shapes: 40, notes: 40 } as const;

const sameNumber = (expected: number, found: number): boolean | null =>
  expected === 0 ? null : expected === found;

/** What is in the first and not in the second, each as often. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const rest = [...others];
  return lines.filter((line) => {
    const at = rest.indexOf(line);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/** Null where the file has none: nothing is compared then. @param listed how many the corpus lists at most */
function sameLines(
  expected: readonly string[],
  found: readonly string[],
  listed = Number.POSITIVE_INFINITY,
): boolean | null {
  if (expected.length === 0) return null;
  const isAll = expected.length < listed;
  return without(expected, found).length === 0 && (!isAll || found.length === expected.length);
}

/**
 * Titles have six levels here; those without words are none in the text. A paragraph in Word's style of the document's title
 * is a title of the first level, which the corpus counts apart.
 */
function sameHeadings(
  { heading_texts, title_paragraphs: titles = 0 }: ExpectedFacts,
  { headings }: DocumentFacts,
): boolean | null {
  if (heading_texts.length === 0) return null;
  const expected = heading_texts
    .filter(([, text]) => lettersOf(text) !== '')
    .map(([level, text]) => `${String(Math.min(6, level))} ${lettersOf(text)}`);
  const found = headings.filter((line) => line.length > 2);
  const more = without(found, expected);
  const areTitles = more.length <= titles && more.every((line) => line.startsWith('1 '));
  return without(expected, found).length === 0 && (areTitles || heading_texts.length >= LISTED.headings);
}

/** The corpus lists the notes of the file, also those to which nothing in the text refers. */
function sameNotes(
  { note_texts = [], footnotes, endnotes }: ExpectedFacts,
  { notes }: DocumentFacts,
): boolean | null {
  const [referred, expected] = [footnotes + endnotes, note_texts.map(([, text]) => lettersOf(text))];
  if (referred === 0 || referred >= expected.length)
    return sameLines(referred === 0 ? [] : expected, notes, LISTED.notes);
  return notes.length === referred && without(notes, expected).length === 0;
}

/** The file says each run of a change, we all that one person changed: moves are among it. */
function allChanged(
  expected: readonly z.infer<typeof changeSchema>[],
  found: ReadonlyMap<string, string>,
): boolean | null {
  const changes = expected.map(({ author, text }) => [author ?? '', lettersOf(text ?? '')] as const);
  const said = changes.filter(([, letters]) => letters !== '');
  return said.length === 0
    ? null
    : said.every(([author, letters]) => (found.get(author) ?? '').includes(letters));
}

/** One fact of each kind a file, where the file has it. */
const JUDGES: Readonly<Record<string, Judge>> = {
  headings: sameHeadings,
  // The corpus takes a numbered title for an item of a list.
  lists: ({ list_items }, { listItems, hasNumberedTitles }) =>
    list_items === 0 ? null : listItems > 0 || hasNumberedTitles,
  tables: ({ tables }, found) => sameNumber(tables, found.tables.length),
  shapes: ({ table_shapes = [] }, { tables }) =>
    sameLines(
      table_shapes.map(([rows, columns]) => `${String(rows)}×${String(columns)}`),
      tables,
      LISTED.shapes,
    ),
  images: ({ images }, found) => sameNumber(images, found.images),
  notes: ({ footnotes, endnotes }, { notes }) => sameNumber(footnotes + endnotes, notes.length),
  noteTexts: sameNotes,
  comments: ({ comments }, found) =>
    sameLines(
      comments
        .filter(({ anchored, text }) => anchored !== false && lettersOf(text ?? '') !== '')
        .map(({ author, text }) => `${author ?? ''}: ${lettersOf(text ?? '')}`),
      found.comments.filter((line) => !line.endsWith(': ')),
    ),
  insertions: ({ insertions }, found) => allChanged(insertions, found.insertions),
  deletions: ({ deletions }, found) => allChanged(deletions, found.deletions),
  links: ({ hyperlinks }, { links }) => {
    const followed = hyperlinks.filter((link) => FOLLOWED.test(link)).map(linkOf);
    return followed.length === 0 ? null : followed.every((link) => links.has(link));
  },
};

export interface Judged {
  readonly kept: readonly string[];
  readonly lost: readonly string[];
}

/** Which of the facts that a file has a document of ours has too. Pure. */
export function judgeFacts(expected: ExpectedFacts, found: DocumentFacts): Judged {
  const judged = Object.entries(JUDGES).map(([name, judge]) => [name, judge(expected, found)] as const);
  const named = (value: boolean): string[] => judged.flatMap(([name, is]) => (is === value ? [name] : []));
  return { kept: named(true), lost: named(false) };
}
