import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { internalPathIn } from '@maroquin/prose';

/** The address of something of this server, pasted alone, becomes a link that shows its title. */
export const InternalPaste = Extension.create({
  name: 'internalPaste',
  // Before links are made of addresses.
  priority: 1100,
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handlePaste: (view, event) => {
            const pasted = event.clipboardData?.getData('text/plain').trim() ?? '';
            const path = internalPathIn(pasted, location.origin);
            const { selection, schema, tr } = view.state;
            const type = schema.nodes['internalLink'];
            if (path === null || type === undefined || !selection.empty) return false;
            if (!selection.$from.parent.inlineContent || selection.$from.parent.type.spec.code === true)
              return false;
            view.dispatch(tr.replaceSelectionWith(type.create({ path }), false).scrollIntoView());
            return true;
          },
        },
      }),
    ];
  },
});
