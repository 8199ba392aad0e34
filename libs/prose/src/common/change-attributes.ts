import { Extension } from '@tiptap/core';
import { attributeOf } from './element.js';

/** A pending change to a paragraph's end or to a whole node. */
export interface NodeChange {
  kind: 'ins' | 'del';
  id: string;
  author: string;
  date: string;
}

const FIELDS = ['id', 'author', 'date'] as const;

/** Null for anything that is not a change: attributes arrive from other people's clients. */
export function nodeChangeOf(value: unknown): NodeChange | null {
  if (typeof value !== 'object' || value === null) return null;
  const record: Record<string, unknown> = { ...value };
  const kind = record['kind'];
  if (kind !== 'ins' && kind !== 'del') return null;
  const [id, author, date] = FIELDS.map((field) => record[field]);
  if (typeof id !== 'string' || typeof author !== 'string' || typeof date !== 'string') return null;
  return { kind, id, author, date };
}

function parsed(text: string | null): NodeChange | null {
  if (text === null) return null;
  try {
    return nodeChangeOf(JSON.parse(text));
  } catch {
    return null;
  }
}

function changeAttribute(attribute: string, html: string) {
  return {
    default: null,
    keepOnSplit: false,
    parseHTML: (element: object) => parsed(attributeOf(element, html)),
    renderHTML: (attributes: Record<string, unknown>) => {
      const change = nodeChangeOf(attributes[attribute]);
      return change === null ? {} : { [html]: JSON.stringify(change) };
    },
  };
}

/**
 * Changes that are not on text live in attributes, because y-prosemirror syncs marks on text only:
 * `breakChange` is Word's tracked paragraph mark, `blockChange` a whole node put in or struck.
 */
export const ChangeAttributes = Extension.create({
  name: 'changeAttributes',
  addGlobalAttributes: () => [
    {
      types: ['paragraph', 'heading'],
      attributes: { breakChange: changeAttribute('breakChange', 'data-break-change') },
    },
    {
      types: [
        'table',
        'tableRow',
        'horizontalRule',
        'pageBreak',
        'tableOfContents',
        'image',
        'footnote',
        'hardBreak',
        'formula',
        'mention',
        'internalLink',
        'field',
      ],
      attributes: { blockChange: changeAttribute('blockChange', 'data-block-change') },
    },
  ],
});
