import { Node } from '@tiptap/core';

/** A note at the foot: an inline atom that holds its paragraphs, as Word anchors it in the text. */
export const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  content: 'paragraph+',
  parseHTML: () => [{ tag: 'span[data-footnote]' }],
  renderHTML: () => ['span', { 'data-footnote': '', role: 'note' }, 0],
});
