import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

/**
 * Before each of its commits React looks for the selection in an element that has the focus and says that it is editable,
 * to put it back afterwards: it walks through all of the text before the caret. The editor keeps its selection itself, and
 * React draws nothing of it; to React, which asks for this property and not for the attribute, it is not editable.
 */
export const OwnSelection = Extension.create({
  name: 'ownSelection',
  addProseMirrorPlugins: () => [
    new Plugin({
      view: ({ dom }) => {
        Object.defineProperty(dom, 'contentEditable', { value: 'inherit', configurable: true });
        return { destroy: () => Reflect.deleteProperty(dom, 'contentEditable') };
      },
    }),
  ],
});
