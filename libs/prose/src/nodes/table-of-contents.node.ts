import { Node } from '@tiptap/core';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    tableOfContents: { setTableOfContents: () => ReturnType };
  }
}

/** The titles that a table of contents lists. */
export const CONTENTS_DEPTH = 3;

/** Where the titles of the document are listed. It holds nothing: what it shows is read from the titles themselves. */
export const TableOfContents = Node.create({
  name: 'tableOfContents',
  group: 'block',
  atom: true,
  parseHTML: () => [{ tag: 'nav[data-contents]' }],
  renderHTML: ({ HTMLAttributes }) => ['nav', { ...HTMLAttributes, 'data-contents': '' }],
  addCommands() {
    return {
      setTableOfContents:
        () =>
        ({ commands }) =>
          commands.insertContent({ type: this.name }),
    };
  },
});
