import { InputRule, Mark, markPasteRule } from '@tiptap/core';
import { attributeOf } from '../common/element.js';
import { safeHref } from '../common/links.js';

const TYPED_ADDRESS = /(?:^|\s)(https?:\/\/\S+?)([.,;:!?)]*\s)$/;
const PASTED_ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;

/** Our own link: Tiptap's carries `class`, `rel` and `target` as data that any co-editor could set. */
export const Link = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  keepOnSplit: false,
  exitable: true,
  addAttributes: () => ({
    href: { default: null, parseHTML: (element: object) => safeHref(attributeOf(element, 'href')) },
    title: { default: null, parseHTML: (element: object) => attributeOf(element, 'title') },
  }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element: object) => {
        const href = safeHref(attributeOf(element, 'href'));
        return href === null ? false : { href, title: attributeOf(element, 'title') };
      },
    },
  ],
  renderHTML({ mark }) {
    const { href, title } = mark.attrs;
    const safe = safeHref(href);
    if (safe === null) return ['span', {}, 0];
    const named = typeof title === 'string' && title !== '' ? { title } : {};
    return ['a', { href: safe, ...named, target: '_blank', rel: 'noopener noreferrer nofollow' }, 0];
  },
  addCommands() {
    return {
      // Answers false, and changes nothing, when the address is not http, https or mailto.
      setLink:
        ({ href, title = null }) =>
        ({ chain }) => {
          const safe = safeHref(href);
          return safe !== null && chain().setMark(this.name, { href: safe, title }).run();
        },
      toggleLink:
        (attributes) =>
        ({ commands }) =>
          attributes === undefined || this.editor.isActive(this.name)
            ? commands.unsetLink()
            : commands.setLink(attributes),
      unsetLink:
        () =>
        ({ chain }) =>
          chain().unsetMark(this.name, { extendEmptyMarkRange: true }).run(),
    };
  },
  addInputRules() {
    return [
      new InputRule({
        find: TYPED_ADDRESS,
        handler: ({ state, range, match }) => {
          const href = safeHref(match[1]);
          if (href === null) return null;
          // The rule runs before the last typed character is in the document.
          const end = range.to - ((match[2] ?? '').length - 1);
          state.tr.addMark(end - href.length, end, this.type.create({ href })).insertText(' ', range.to);
          return undefined;
        },
      }),
    ];
  },
  addPasteRules() {
    return [
      markPasteRule({
        find: PASTED_ADDRESS,
        type: this.type,
        getAttributes: (match) => {
          const href = safeHref(match[0]);
          return href === null ? false : { href };
        },
      }),
    ];
  },
});
