import { Mark } from '@tiptap/core';
import { attributeOf } from '../common/element.js';

/** What a comment said in the file it came from, until its thread takes it over. */
export interface ImportedRemark {
  /** As the file names the person; nobody of ours. */
  author: string;
  /** As the file gives it: RFC 3339, or empty. */
  date: string;
  text: string;
}

/** Null for anything that is not a remark: attributes arrive from other people's clients. */
export function importedRemarkOf(value: unknown): ImportedRemark | null {
  if (typeof value !== 'object' || value === null) return null;
  const { author, date, text }: Record<string, unknown> = { ...value };
  if (typeof author !== 'string' || typeof date !== 'string' || typeof text !== 'string') return null;
  return { author, date, text };
}

function parsed(text: string | null): ImportedRemark | null {
  if (text === null) return null;
  try {
    return importedRemarkOf(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * The anchor of a comment; its thread is stored apart. Marks survive splits and moves, relative positions do not.
 * A comment of an imported file carries what it said, so that nothing is lost before there are threads.
 */
export const Comment = Mark.create({
  name: 'comment',
  inclusive: false,
  keepOnSplit: true,
  excludes: '',
  addAttributes: () => ({
    // Read here too: the stock reading takes an element's own `id`, and numbers out of text.
    id: { default: '', parseHTML: (element: object) => attributeOf(element, 'data-comment') },
    imported: {
      default: null,
      parseHTML: (element: object) => parsed(attributeOf(element, 'data-imported')),
    },
  }),
  parseHTML: () => [
    {
      tag: 'span[data-comment]',
      getAttrs: (element: object) => ({
        id: attributeOf(element, 'data-comment') ?? '',
        imported: parsed(attributeOf(element, 'data-imported')),
      }),
    },
  ],
  renderHTML: ({ mark }) => {
    const imported = importedRemarkOf(mark.attrs['imported']);
    const carried = imported === null ? {} : { 'data-imported': JSON.stringify(imported) };
    return ['span', { 'data-comment': String(mark.attrs['id']), ...carried }, 0];
  },
});
