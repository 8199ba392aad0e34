import { Node } from '@tiptap/core';
import { attributeOf } from '../common/element.js';

/** A formula kept as TeX: an inline atom, shown as written until the editor can set it. */
export const Formula = Node.create({
  name: 'formula',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    tex: { default: '', parseHTML: (element: object) => attributeOf(element, 'data-formula') },
  }),
  parseHTML: () => [
    {
      tag: 'span[data-formula]',
      getAttrs: (element: object) => ({ tex: attributeOf(element, 'data-formula') ?? '' }),
    },
  ],
  renderHTML: ({ node }) => {
    const tex = String(node.attrs['tex']);
    return ['span', { 'data-formula': tex, role: 'math' }, tex];
  },
});
