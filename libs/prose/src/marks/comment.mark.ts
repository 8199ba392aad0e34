import { Mark } from '@tiptap/core';
import { attributeOf } from '../element.js';

/** The anchor of a comment; its thread is stored apart. Marks survive splits and moves, relative positions do not. */
export const Comment = Mark.create({
  name: 'comment',
  inclusive: false,
  keepOnSplit: true,
  excludes: '',
  addAttributes: () => ({ id: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'span[data-comment]',
      getAttrs: (element: object) => ({ id: attributeOf(element, 'data-comment') ?? '' }),
    },
  ],
  renderHTML: ({ mark }) => ['span', { 'data-comment': String(mark.attrs['id']) }, 0],
});
