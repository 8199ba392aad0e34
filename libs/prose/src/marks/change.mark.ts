import { Mark } from '@tiptap/core';
import { attributeOf } from '../common/element.js';

/** A text kept in an attribute of its own name, never read as a number. */
const stored = (html: string) => ({
  default: '',
  parseHTML: (element: object) => attributeOf(element, html),
});

/**
 * A pending suggestion on text.
 * `excludes: ''` lets two authors strike the same words: y-prosemirror then stores each under its own hashed key,
 * and the second author's deletion does not lose its tail in an offline merge.
 */
function changeMark(name: 'insertion' | 'deletion', tag: 'ins' | 'del') {
  return Mark.create({
    name,
    inclusive: false,
    keepOnSplit: true,
    excludes: '',
    addAttributes: () => ({
      id: stored('data-change'),
      author: stored('data-author'),
      date: stored('data-date'),
    }),
    parseHTML: () => [
      {
        tag: `${tag}[data-change]`,
        getAttrs: (element: object) => ({
          id: attributeOf(element, 'data-change') ?? '',
          author: attributeOf(element, 'data-author') ?? '',
          date: attributeOf(element, 'data-date') ?? '',
        }),
      },
    ],
    renderHTML: ({ mark }) => [
      tag,
      {
        'data-change': String(mark.attrs['id']),
        'data-author': String(mark.attrs['author']),
        'data-date': String(mark.attrs['date']),
      },
      0,
    ],
  });
}

export const Insertion = changeMark('insertion', 'ins');
export const Deletion = changeMark('deletion', 'del');
